import {
  type CallEvent,
  type CallJudge,
  type Cell,
  type Condition,
  idOfLone,
  type Question,
  type Reading,
  READINGS,
  type Row,
} from "../record/mod.ts";

/** The rows that a question wants, made anew of all there is: what {@link READINGS} come to without a database. */
export function rowsOf(events: readonly CallEvent[], question: Question, judge?: CallJudge): readonly Row[] {
  const { table, where, orderBy, descending, after, limit } = question;
  const reading = READINGS.find(({ tables }) => tables.some(({ name }) => name === table));
  if (reading === undefined) throw new Error(`Cannot read table "${table}": no reading keeps it`);
  const rows = storiesOf(events, reading)
    .flatMap(([call, story]) => {
      const made = reading.rowsOf(story, judge?.judgementOf(story, judge.ignored))[table] ?? [];
      return made.map((row): Row => ({ call, ...row }));
    });
  const wanted = rows.filter((row) => where.every((condition) => holds(row, condition)));
  const compare = (a: Row, b: Row): number => {
    const column = orderBy.find((name) => a[name] !== b[name]);
    const order = column === undefined ? 0 : isLess(a[column], b[column]) ? -1 : 1;
    return descending ? -order : order;
  };
  const last = after === undefined ? undefined : Object.fromEntries(orderBy.map((name, at) => [name, after[at]!]));
  return wanted.filter((row) => last === undefined || compare(row, last) > 0).sort(compare).slice(0, limit);
}

/** The calls that have ended, with all that is told of them, and what happened to none. */
export function storiesOf(
  events: readonly CallEvent[],
  reading: Reading,
): readonly (readonly [string, readonly CallEvent[]])[] {
  const stories = Map.groupBy(events.filter(({ call }) => call !== ""), ({ call }) => call);
  const lone = events.filter((event) => event.call === "" && reading.isLone?.(event) === true);
  return [
    ...[...stories].filter(([, story]) => story.some(({ type }) => type === "call.ended")),
    ...lone.map((event) => [idOfLone(event), [event]] as const),
  ];
}

export function holds(row: Row, { column, is, value }: Condition): boolean {
  const cell = row[column];
  if (cell === null || cell === undefined) return false;
  const [isEqual, isBelow] = [cell === value, isLess(cell, value)];
  switch (is) {
    case "=":
      return isEqual;
    case "<":
      return isBelow;
    case "<=":
      return isBelow || isEqual;
    case ">":
      return !isBelow && !isEqual;
    case ">=":
      return !isBelow;
  }
}

/** Nothing is less than all else, as SQLite has it. */
function isLess(a: Cell | undefined, b: Cell | undefined): boolean {
  if (a === null || a === undefined) return b !== null && b !== undefined;
  return b !== null && b !== undefined && a < b;
}
