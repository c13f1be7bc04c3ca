import type { Cell, Condition, Row } from "../../../core/record/mod.ts";
import { rowOf, type RowsFile } from "../../../core/store/io/rows/mod.ts";
import type { Period } from "../period.ts";

const DAY_MS = 86_400_000;
/** More rows than any day of an office has. */
const MOST_ROWS = 100_000_000;

/** When its call began, of a row of any other table. */
export const BEGAN = "call.started_at";

export interface Look {
  readonly table: string;
  /** When it happened. */
  readonly column: string;
  readonly columns: readonly string[];
  readonly where?: readonly Condition[];
  /** By the time first; in any order when left out. */
  readonly orderBy?: readonly string[];
}

/** The rows of what happened in a period. */
export function* within(
  file: RowsFile,
  period: Period,
  look: Look,
): Generator<Row> {
  for (const cells of cellsWithin(file, period, look)) yield rowOf(cells, look.columns);
}

/**
 * How to look for what happened in a period and has no index of its own times: by its call's, of those that began no longer
 * before.
 */
export function byCalls(
  { from, to }: Period,
  { column, where = [], longestMs = DAY_MS, ...look }: Look & { readonly longestMs?: number },
): readonly [Period, Look] {
  const then: readonly Condition[] = [{ column, is: ">=", value: from }, { column, is: "<", value: to }];
  return [{ from: from - longestMs, to }, { ...look, column: BEGAN, where: [...then, ...where] }];
}

/**
 * The same as {@link within}, each row as its cells in the order of the columns. They are read a day at a time: all rows of a
 * statement at once take a third of the time that they take one by one, and a day's are soon let go.
 */
export function* cellsWithin(
  file: RowsFile,
  { from, to }: Period,
  { table, column, columns, where = [], orderBy = [] }: Look,
): Generator<readonly Cell[]> {
  for (let at = from; at < to; at += DAY_MS) {
    const conditions: readonly Condition[] = [
      { column, is: ">=", value: at },
      { column, is: "<", value: Math.min(to, at + DAY_MS) },
      ...where,
    ];
    yield* file.cells({ table, where: conditions, orderBy, descending: false, limit: MOST_ROWS }, columns);
  }
}
