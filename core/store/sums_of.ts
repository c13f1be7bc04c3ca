import {
  type CallEvent,
  type CallJudge,
  type ContactQuestion,
  type FirstContacts,
  firstContactsOf,
  lookedAtUntil,
  READINGS,
  type Row,
  type SumQuestion,
} from "../record/mod.ts";
import { ANONYMOUS, callerKey } from "../routing/mod.ts";
import { holds, rowsOf, storiesOf } from "./rows_of.ts";

/** The sums that a question wants, added up anew from all there is: what the tables of sums come to without a database. */
export function sumsOf(
  events: readonly CallEvent[],
  { table, where, by }: SumQuestion,
  judge?: CallJudge,
): readonly Row[] {
  const reading = READINGS.find(({ sums }) => sums?.tables.some(({ name }) => name === table));
  const shape = reading?.sums?.tables.find(({ name }) => name === table);
  if (reading?.sums === undefined || shape === undefined) {
    throw new Error(`Cannot add up table "${table}": no reading keeps sums in it`);
  }
  const { of } = reading.sums;
  const rows = storiesOf(events, reading)
    .flatMap(([, story]) => of(reading.rowsOf(story, judge?.judgementOf(story, judge.ignored)))[table] ?? [])
    .filter((row) => where.every((condition) => holds(row, condition)));
  const groups = Map.groupBy(rows, (row) => JSON.stringify(by.map((column) => row[column])));
  return [...groups.values()].map((group): Row => ({
    ...Object.fromEntries(by.map((column) => [column, group[0]![column] ?? null])),
    count: group.length,
    ...Object.fromEntries(shape.sums.map((sum) => [sum, group.reduce((all, row) => all + Number(row[sum]), 0)])),
  })).sort((one, other) => {
    const column = by.find((name) => one[name] !== other[name]);
    return column === undefined ? 0 : one[column]! < other[column]! ? -1 : 1;
  });
}

/** The same as the database counts, from all there is. */
export function contactsIn(
  events: readonly CallEvent[],
  question: ContactQuestion & { readonly country: string },
  judge?: CallJudge,
): FirstContacts {
  const rows = rowsOf(events, {
    table: "call",
    where: [
      { column: "started_at", is: ">=", value: question.from },
      { column: "started_at", is: "<", value: lookedAtUntil(question) },
      { column: "direction", is: "=", value: "in" },
    ],
    orderBy: ["started_at"],
    descending: false,
    limit: Infinity,
  }, judge);
  const { of = [[]], sat } = question;
  const seats = sat === undefined
    ? []
    : rowsOf(events, { table: "seat", where: [], orderBy: [], descending: false, limit: Infinity }, judge);
  const theirs = new Set(seats.filter((seat) => sat?.includes(String(seat["number"]))).map((seat) => seat["call"]));
  const isAsked = (row: Row) =>
    of.some((where) => where.every((condition) => holds(row, condition))) &&
    (sat === undefined || theirs.has(row["call"]!));
  const contacts = rows.filter((row) => row["is_hidden"] === null).map(
    (row) => {
      const { from_number: number, started_at: at, outcome } = row;
      const caller = callerKey(String(number ?? ""), question);
      return {
        caller: caller === ANONYMOUS ? undefined : caller,
        startedAt: Number(at),
        isAnswered: outcome === "answered" && isAsked(row),
      };
    },
  );
  return firstContactsOf(contacts, question);
}
