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
import { callSql, type Sql } from "./question_sql.ts";
import { SPELLINGS } from "./spellings.ts";
import type { Words } from "./words.ts";

const HOUR_MS = 3_600_000;
/** No word has it: SQLite counts from 1. */
const NOBODY = 0;

/**
 * Of whole hours whose window is over it is known who called again. Only the calls of the last day are read one by one. Of some
 * calls nobody keeps that: for each of those it is looked up when its caller called next.
 */
export function readContacts(db: DatabaseSync, words: Words, question: ContactQuestion): FirstContacts {
  const { from, to, now, windowMs } = question;
  const settled = Math.floor(Math.min(to, now - CONTACT_WINDOW_MS) / HOUR_MS) * HOUR_MS;
  if (question.of !== undefined || question.sat !== undefined) return countedOfSome(db, words, question);
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

/** Reads the calls that are asked about, each with when its caller called next, in whatever way he wrote his number then. */
function countedOfSome(db: DatabaseSync, words: Words, question: ContactQuestion): FirstContacts {
  const { from, to, windowMs, now } = question;
  const [inbound, answered] = [words.find("in") ?? NOBODY, words.find("answered") ?? NOBODY];
  const asked = askedSql(words, question);
  const numbers = `SELECT coalesce(s.caller, o.from_number) UNION
    SELECT number FROM ${SPELLINGS} WHERE caller = coalesce(s.caller, o.from_number)`;
  const next =
    `SELECT n.started_at FROM call n WHERE n.from_number IN (${numbers}) AND n.direction = ? AND n.is_hidden IS NULL
    AND n.started_at BETWEEN o.started_at AND o.started_at + ? AND n.rowid <> o.rowid LIMIT 1`;
  const statement = db.prepare(
    `SELECT started_at, EXISTS (${next}) FROM call o LEFT JOIN ${SPELLINGS} s ON s.number = from_number
     WHERE started_at >= ? AND started_at < ? AND +direction = ? AND +outcome = ? AND is_hidden IS NULL
       AND coalesce(s.caller, from_number) <> ''${asked.sql}`,
  ) as StatementSync & ArrayStatement;
  statement.setReturnArrays(true);
  const rows = statement.iterate(inbound, windowMs, from, to, inbound, answered, ...asked.values);
  const counts = { resolved: 0, of: 0, provisional: 0 };
  for (const [at, isRepeated] of rows as Iterable<unknown> as Iterable<readonly Cell[]>) {
    if (Number(at) + windowMs > now) {
      counts.provisional += 1;
      continue;
    }
    counts.of += 1;
    if (isRepeated === 0) counts.resolved += 1;
  }
  return counts;
}

/** What a call must be like of which it is asked. */
function askedSql(words: Words, { of, sat }: ContactQuestion): Sql {
  const anyOf = (of ?? []).map((where) => where.map((condition) => callSql(condition, words)));
  const like = anyOf.map((where) => where.length === 0 ? "TRUE" : where.map(({ sql }) => sql).join(" AND ")).join(
    " OR ",
  );
  const seat = `EXISTS (SELECT 1 FROM seat t WHERE t.call = o.call AND t.number IN (${
    (sat ?? []).map(() => "?").join(", ")
  }))`;
  return {
    sql: `${of === undefined ? "" : ` AND (${like})`}${sat === undefined ? "" : ` AND ${seat}`}`,
    values: [...anyOf.flat().flatMap(({ values }) => values), ...sat ?? []],
  };
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
