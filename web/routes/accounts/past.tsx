import type { VNode } from "preact";
import { type Account, type AuditLine, ROLES } from "../../../core/store/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { Moment } from "../../parts/mod.ts";
import { type AccountChange, accountChanges, asBefore } from "../../sign_in/mod.ts";
import type { Words } from "../../words/mod.ts";

/** So many changes of all accounts are read for one page, and so many of its own are shown. */
const MOST_READ = 200;
const MOST_SHOWN = 5;

/** Somebody has changed an account. */
export interface PastChange {
  readonly line: AuditLine;
  readonly changes: readonly AccountChange[];
}

/** Who changed an account and what, newest first; of who had its name before it nothing is told. */
export async function pastOf({ world }: SignedVisit, { name, createdAt }: Account): Promise<readonly PastChange[]> {
  const lines = await world.audit.lines({ action: "account.changed", limit: MOST_READ });
  return lines
    .filter(({ facts, at }) => facts["account"] === name && at >= createdAt)
    .map((line) => ({ line, changes: accountChanges(line.facts) }))
    .filter(({ changes }) => changes.length > 0)
    .slice(0, MOST_SHOWN);
}

/** Below the form: who changed the account, when, what it said before; each change can be taken back. */
export function Past(
  { visit, known, past }: {
    readonly visit: SignedVisit;
    readonly known: Account;
    readonly past: readonly PastChange[];
  },
): VNode | null {
  const { words, world } = visit;
  const { timeZone } = world.directory().office;
  if (past.length === 0) return null;
  return (
    <section class="card padded narrow who-changed">
      <h2>{words.accounts.whoChanged}</h2>
      <ol class="bare-list">
        {past.map(({ line: { sequence, who, at }, changes }) => (
          <li key={sequence}>
            <b>{who}</b>{" "}
            <span class="soft">
              <Moment at={at} timeZone={timeZone} language={words.language} />
            </span>
            <ul class="changes">
              {changes.map(({ what, before, after }) => (
                <li key={what}>
                  <b>{words.accounts[what]}</b>: <del>{sayOf(what, before, words)}</del>
                  {" → "}
                  <ins>{sayOf(what, after, words)}</ins>
                </li>
              ))}
            </ul>
            <form method="post" action={`/accounts/${encodeURIComponent(known.name)}`}>
              {Object.entries(asBefore(known, changes)).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <button class="button small" type="submit">{words.accounts.asBefore}</button>
            </form>
          </li>
        ))}
      </ol>
    </section>
  );
}

function sayOf(what: AccountChange["what"], value: string, { accounts, me }: Words): string {
  if (value === "") return what === "scope" ? accounts.noLimit : accounts.none;
  const role = what === "role" ? ROLES.find((each) => each === value) : undefined;
  return role === undefined ? value : me.roles[role];
}
