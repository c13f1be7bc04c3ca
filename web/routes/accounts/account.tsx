import { type Account, type Role, ROLES } from "../../../core/store/mod.ts";
import { type Answer, type Route, type SignedVisit, textOf } from "../../page/mod.ts";
import { accountNameFault, normalPassword } from "../../sign_in/mod.ts";
import { Handover } from "./handover.tsx";
import { type AccountFaults, accountPage, mayTouch } from "./one.tsx";

const PASSWORD_BITS = 80;

/** One of them; `+` for a new one. */
export const account: Route = {
  path: "/accounts/:name",
  needs: "change-people",
  wantsProof: true,
  get: (visit) => accountPage(visit),
  post: async (visit, form) => {
    const { world, account: me, from, params } = visit;
    const role = ROLES.find((each) => each === textOf(form, "role")) ?? "employee";
    const known = params["name"] === "+" ? undefined : world.accounts.get(params["name"] ?? "");
    const name = known?.name ?? textOf(form, "name").trim().toLowerCase();
    const fault = faultOf(visit, { known, name, role });
    if (fault !== undefined) return accountPage(visit, { ...fault, form });
    const { password, temporary } = known === undefined
      ? await newPassword(visit)
      : { password: known.password, temporary: "" };
    const [extension, scope] = [textOf(form, "extension").trim(), scopeOf(textOf(form, "scope"))];
    const { extension: _old, scope: _before, ...rest } = known ?? fresh(visit, name);
    const kept: Account = {
      ...rest,
      fullName: textOf(form, "fullName").trim() || name,
      role,
      password,
      ...extension === "" ? {} : { extension },
      ...scope.length === 0 ? {} : { scope },
    };
    await world.accounts.put(kept);
    const facts = { account: name, role };
    const action = known === undefined ? "account.added" : "account.changed";
    await world.signIn.note(action, { who: me.name, address: from.address, facts });
    return known === undefined
      ? { title: name, page: <Handover visit={visit} name={name} password={temporary} /> }
      : { goTo: "/accounts" };
  },
};

/** A password for who has forgotten his; his authenticator and passkeys go with it, and so do his sessions. */
export const accountReset: Route = {
  path: "/accounts/:name/reset",
  needs: "change-people",
  wantsProof: true,
  post: async (visit): Promise<Answer> => {
    const { world, account: me, from, params } = visit;
    const known = world.accounts.get(params["name"] ?? "");
    if (known === undefined || !mayTouch(me, known)) return { goTo: "/accounts" };
    const { password, temporary } = await newPassword(visit);
    const { totp: _secret, totpStep: _step, ...rest } = known;
    await world.accounts.put({ ...rest, password, passkeys: [], backupCodes: [] });
    await world.sessions.endAll(known.name);
    await world.signIn.note("account.reset", { who: me.name, address: from.address, facts: { account: known.name } });
    return { title: known.name, page: <Handover visit={visit} name={known.name} password={temporary} /> };
  },
};

export const accountRemove: Route = {
  path: "/accounts/:name/remove",
  needs: "change-people",
  wantsProof: true,
  post: async (visit): Promise<Answer> => {
    const { world, account: me, from, params, words } = visit;
    const known = world.accounts.get(params["name"] ?? "");
    if (known === undefined || !mayTouch(me, known)) return { goTo: "/accounts" };
    if (!world.accounts.hasOtherOwner(known.name)) return accountPage(visit, { all: words.accounts.lastOwner });
    await world.accounts.remove(known.name);
    await world.sessions.endAll(known.name);
    await world.signIn.note("account.removed", { who: me.name, address: from.address, facts: { account: known.name } });
    return { goTo: "/accounts" };
  },
};

function faultOf(
  { world, words: { accounts: words, claim }, account: me }: SignedVisit,
  { known, name, role }: { readonly known: Account | undefined; readonly name: string; readonly role: Role },
): AccountFaults | undefined {
  if (!mayTouch(me, { role }) || (known !== undefined && !mayTouch(me, known))) return { all: words.ownersOnly };
  if (known === undefined) {
    const why = accountNameFault(name);
    if (why !== undefined) return { name: claim.nameFault[why] };
    return world.accounts.get(name) === undefined ? undefined : { name: words.taken };
  }
  return role === "owner" || world.accounts.hasOtherOwner(name) ? undefined : { all: words.lastOwner };
}

function fresh({ world }: SignedVisit, name: string): Omit<Account, "password"> {
  return { name, fullName: name, role: "employee", passkeys: [], backupCodes: [], createdAt: world.clock.wall() };
}

function scopeOf(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((number) => number !== "");
}

/** A password that nobody had to think of, and its hash. */
async function newPassword({ world }: SignedVisit): Promise<{ readonly password: string; readonly temporary: string }> {
  const temporary = world.chance.token(PASSWORD_BITS);
  return { temporary, password: await world.hasher.hash(normalPassword(temporary)) };
}
