import type { DatabaseSync, StatementSync } from "node:sqlite";
import {
  type Cell,
  type Contact,
  CONTACT_WINDOW_MS,
  type ContactQuestion,
  type FirstContacts,
  firstContactsOf,
  lookedAtUntil,
} from "../../record/mod.ts";
import type { ArrayStatement } from "./array_statement.ts";
import { CONTACTS } from "./kept_contacts.ts";
import { SPELLINGS } from "./spellings.ts";
import type { Words } from "./words.ts";

const HOUR_MS = 3_600_000;

/** Of whole hours whose window is over it is known who called again. Only the calls of the last day are read one by one. */
export function readContacts(db: DatabaseSync, words: Words, question: ContactQuestion): FirstContacts {
  const { from, to, now, windowMs } = question;
  const settled = Math.floor(Math.min(to, now - CONTACT_WINDOW_MS) / HOUR_MS) * HOUR_MS;
  if (windowMs !== CONTACT_WINDOW_MS || from % HOUR_MS !== 0 || settled <= from) return counted(db, words, question);
  const { answered, repeated } = db.prepare(
    `SELECT coalesce(sum(count), 0) AS answered, coalesce(sum(repeated), 0) AS repeated
     FROM ${CONTACTS.name} WHERE hour >= ? AND hour < ?`,
  ).get(from, settled)!;
  const { resolved, of, provisional } = counted(db, words, { ...question, from: settled });
  return { resolved: Number(answered) - Number(repeated) + resolved, of: Number(answered) + of, provisional };
}

/** Reads the calls from outside in order of time, one by one. */
function counted(db: DatabaseSync, words: Words, question: ContactQuestion): FirstContacts {
  const [inbound, answered] = [words.find("in"), words.find("answered")];
  if (inbound === undefined) return firstContactsOf([], question);
  const statement = db.prepare(
    `SELECT coalesce(s.caller, from_number), started_at, outcome FROM call LEFT JOIN ${SPELLINGS} s ON s.number = from_number
     WHERE started_at >= ? AND started_at < ? AND +direction = ? AND is_hidden IS NULL ORDER BY started_at`,
  ) as StatementSync & ArrayStatement;
  statement.setReturnArrays(true);
  const rows = statement.iterate(question.from, lookedAtUntil(question), inbound) as Iterable<unknown> as Iterable<
    readonly Cell[]
  >;
  return firstContactsOf(contactsOf(rows, answered), question);
}

function* contactsOf(rows: Iterable<readonly Cell[]>, answered: Cell | undefined): Generator<Contact> {
  for (const [caller, at, outcome] of rows) {
    yield {
      caller: caller === null || caller === "" ? undefined : String(caller),
      startedAt: Number(at),
      isAnswered: outcome === answered,
    };
  }
}
