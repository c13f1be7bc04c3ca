import type { VNode } from "preact";
import { type Account, ROLES } from "../../../core/store/mod.ts";
import { type Answer, type SignedVisit, textOf } from "../../page/mod.ts";
import { Field, Told } from "../../parts/mod.ts";
import { mayTouch } from "../../sign_in/mod.ts";

export interface AccountFaults {
  readonly name?: string;
  readonly all?: string;
  /** What was typed and would not do. */
  readonly form?: FormData;
}

/** The form of one account; of a new one where the path says `+`. */
export function accountPage(visit: SignedVisit, faults: AccountFaults = {}): Answer {
  const isNew = visit.params["name"] === "+";
  const known = isNew ? undefined : visit.world.accounts.get(visit.params["name"] ?? "");
  if (!isNew && known === undefined) return { goTo: "/accounts" };
  const title = known?.fullName ?? visit.words.accounts.add;
  const isWrong = faults.name !== undefined || faults.all !== undefined;
  return { title, page: <One visit={visit} known={known} faults={faults} />, status: isWrong ? 422 : 200 };
}

function One(
  { visit, known, faults }: {
    readonly visit: SignedVisit;
    readonly known: Account | undefined;
    readonly faults: AccountFaults;
  },
): VNode {
  const { words: { accounts: words, claim, me }, account } = visit;
  const typed = (name: string, before: string) => faults.form === undefined ? before : textOf(faults.form, name);
  const path = `/accounts/${known === undefined ? "+" : encodeURIComponent(known.name)}`;
  const role = typed("role", known?.role ?? "employee");
  return (
    <>
      <header class="head">
        <h1>{known?.fullName ?? words.add}</h1>
      </header>
      {faults.all !== undefined && <Told kind="bad">{faults.all}</Told>}
      <form class="card padded narrow" method="post" action={path}>
        <Field name="fullName" label={words.fullName} value={typed("fullName", known?.fullName ?? "")} required first />
        {known === undefined && (
          <Field
            name="name"
            label={claim.name}
            hint={claim.nameHint}
            value={typed("name", "")}
            fault={faults.name}
            required
          />
        )}
        <div class="field">
          <label for="role">{words.role}</label>
          <select id="role" name="role" aria-describedby="role-hint">
            {ROLES.filter((each) => mayTouch(account, { role: each })).map((each) => (
              <option key={each} value={each} selected={each === role}>{me.roles[each]}</option>
            ))}
          </select>
          <span class="hint" id="role-hint">{words.roleHint}</span>
        </div>
        <Field
          name="extension"
          label={words.extension}
          hint={words.extensionHint}
          value={typed("extension", known?.extension ?? "")}
        />
        <Field
          name="scope"
          label={words.scope}
          hint={words.scopeHint}
          value={typed("scope", known?.scope?.join(", ") ?? "")}
        />
        <p>
          <button class="button first" type="submit">{words.save}</button>
        </p>
      </form>
      {known !== undefined && (
        <section class="card padded narrow">
          <p class="soft">{words.resetText}</p>
          <div class="row">
            <form method="post" action={`${path}/reset`}>
              <button class="button" type="submit">{words.reset}</button>
            </form>
            <form method="post" action={`${path}/remove`}>
              <button class="button danger" type="submit">{words.remove}</button>
            </form>
          </div>
        </section>
      )}
    </>
  );
}
