import { ROLES } from "../../../core/store/mod.ts";
import { type Answer, type Route, type SignedVisit, textOf } from "../../page/mod.ts";
import {
  accountFacts,
  type AccountRefused,
  addAccount,
  changeAccount,
  removeAccount,
  resetAccount,
  scopeOf,
} from "../../sign_in/mod.ts";
import { Handover } from "./handover.tsx";
import { type AccountFaults, accountPage } from "./one.tsx";

/** One of them; `+` for a new one. */
export const account: Route = {
  path: "/accounts/:name",
  needs: "change-people",
  wantsProof: true,
  get: (visit) => accountPage(visit),
  post: async (visit, form) => {
    const { world, account: me, from, params } = visit;
    const role = ROLES.find((each) => each === textOf(form, "role")) ?? "employee";
    const isNew = params["name"] === "+";
    const wish = {
      name: isNew ? textOf(form, "name") : params["name"] ?? "",
      fullName: textOf(form, "fullName"),
      role,
      extension: textOf(form, "extension").trim(),
      scope: scopeOf(textOf(form, "scope")),
    };
    const outcome = isNew ? await addAccount(world, wish, me) : await changeAccount(world, wish, me);
    if ("refused" in outcome) {
      await noteOwnersOnly(visit, outcome);
      return accountPage(visit, { ...faultOf(outcome, visit), form });
    }
    const { name } = outcome.account;
    const by = { who: me.name, address: from.address };
    if ("before" in outcome) {
      const facts = accountFacts(outcome.account, outcome.before);
      await world.signIn.note("account.changed", { ...by, facts });
      return { goTo: "/accounts" };
    }
    await world.signIn.note("account.added", { ...by, facts: accountFacts(outcome.account) });
    return { title: name, page: <Handover visit={visit} name={name} password={outcome.temporary} /> };
  },
};

/** A password for who has forgotten his; his authenticator and passkeys go with it, and so do his sessions. */
export const accountReset: Route = {
  path: "/accounts/:name/reset",
  needs: "change-people",
  wantsProof: true,
  post: async (visit): Promise<Answer> => {
    const { world, account: me, from, params } = visit;
    const outcome = await resetAccount(world, params["name"] ?? "", me);
    if ("refused" in outcome) {
      await noteOwnersOnly(visit, outcome);
      return { goTo: "/accounts" };
    }
    const { account: { name }, temporary } = outcome;
    await world.signIn.note("account.reset", { who: me.name, address: from.address, facts: { account: name } });
    return { title: name, page: <Handover visit={visit} name={name} password={temporary} /> };
  },
};

export const accountRemove: Route = {
  path: "/accounts/:name/remove",
  needs: "change-people",
  wantsProof: true,
  post: async (visit): Promise<Answer> => {
    const { world, account: me, from, params } = visit;
    const outcome = await removeAccount(world, params["name"] ?? "", me);
    if ("refused" in outcome) {
      await noteOwnersOnly(visit, outcome);
      return outcome.refused === "last-owner" ? accountPage(visit, faultOf(outcome, visit)) : { goTo: "/accounts" };
    }
    const facts = { account: outcome.account.name };
    await world.signIn.note("account.removed", { who: me.name, address: from.address, facts });
    return { goTo: "/accounts" };
  },
};

/** Whoever tries what only owners may is in the audit with it, as with all that his role does not let him do. */
async function noteOwnersOnly(
  { world, account: { name, role }, from: { address }, url }: SignedVisit,
  { refused }: AccountRefused,
): Promise<void> {
  if (refused !== "owners-only") return;
  const facts = { path: url.pathname, role, needs: "owner" };
  await world.refusals.note({ action: "act.refused", who: name, address, facts });
}

function faultOf(outcome: AccountRefused, { words: { accounts: words, claim } }: SignedVisit): AccountFaults {
  switch (outcome.refused) {
    case "name":
      return { name: claim.nameFault[outcome.why] };
    case "taken":
      return { name: words.taken };
    case "last-owner":
      return { all: words.lastOwner };
    case "owners-only":
      return { all: words.ownersOnly };
    case "no-such":
      return { [outcome.field]: words.noSuch[outcome.field](outcome.value) };
    case "gone":
      return {};
  }
}
