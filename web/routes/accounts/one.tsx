import type { VNode } from "preact";
import { type Account, ROLES } from "../../../core/store/mod.ts";
import { type Answer, type SignedVisit, textOf } from "../../page/mod.ts";
import { Field, Told } from "../../parts/mod.ts";
import { goneFrom, mayTouch } from "../../sign_in/mod.ts";
import { Past, type PastChange, pastOf } from "./past.tsx";

export interface AccountFaults {
  readonly name?: string;
  readonly extension?: string;
  readonly scope?: string;
  readonly all?: string;
  /** What was typed and would not do. */
  readonly form?: FormData;
}

/** The form of one account; of a new one where the path says `+`. */
export async function accountPage(visit: SignedVisit, faults: AccountFaults = {}): Promise<Answer> {
  const isNew = visit.params["name"] === "+";
  const known = isNew ? undefined : visit.world.accounts.get(visit.params["name"] ?? "");
  if (!isNew && known === undefined) return { goTo: "/accounts" };
  const title = known?.fullName ?? visit.words.accounts.add;
  const { form: _typed, ...wrong } = faults;
  const past = known === undefined ? [] : await pastOf(visit, known);
  const page = <One visit={visit} known={known} faults={faults} past={past} />;
  return { title, page, status: Object.keys(wrong).length > 0 ? 422 : 200 };
}

function One(
  { visit, known, faults, past }: {
    readonly visit: SignedVisit;
    readonly known: Account | undefined;
    readonly faults: AccountFaults;
    readonly past: readonly PastChange[];
  },
): VNode {
  const { words: { accounts: words, claim, me }, account, world } = visit;
  const gone = known === undefined ? [] : goneFrom(world, known);
  const typed = (name: string, before: string) => faults.form === undefined ? before : textOf(faults.form, name);
  const path = `/accounts/${known === undefined ? "+" : encodeURIComponent(known.name)}`;
  const role = typed("role", known?.role ?? "employee");
  return (
    <>
      <header class="head">
        <h1>{known?.fullName ?? words.add}</h1>
      </header>
      {faults.all !== undefined && <Told kind="bad">{faults.all}</Told>}
      {gone.length > 0 && <Told kind="warn">{words.goneText(gone.map(({ value }) => value).join(", "))}</Told>}
      <form class="card padded narrow" method="post" action={path} data-keeps>
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
          fault={faults.extension}
        />
        <Field
          name="scope"
          label={words.scope}
          hint={words.scopeHint}
          value={typed("scope", known?.scope?.join(", ") ?? "")}
          fault={faults.scope}
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
      {known !== undefined && <Past visit={visit} known={known} past={past} />}
    </>
  );
}
