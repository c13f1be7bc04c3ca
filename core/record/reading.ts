import type { CallEvent } from "./event.ts";

/** What a row of a reading holds; times are milliseconds since 1970, durations milliseconds. */
export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

/** What a row must be like to be wanted. */
export interface Condition {
  readonly column: string;
  readonly is: "=" | "<" | "<=" | ">" | ">=";
  readonly value: string | number;
}

/** Which rows of a table are wanted. */
export interface Question {
  readonly table: string;
  /** All of them. */
  readonly where: readonly Condition[];
  /** The last column tells rows apart that are alike in the others. */
  readonly orderBy: readonly string[];
  readonly descending: boolean;
  /** Only what comes after the row that has these values in the columns of the order: how one reads on. */
  readonly after?: readonly (string | number)[];
  readonly limit: number;
}

/** One table that a reading keeps. Each row belongs to one call and has it in a column `call` besides. */
export interface TableShape {
  readonly name: string;
  readonly columns: Readonly<Record<string, "TEXT" | "INTEGER" | "REAL">>;
  /** Columns by which rows are looked for, one list an index. */
  readonly indexes: readonly (readonly string[])[];
}

/**
 * Tables that are made from the record and from nothing else: they may be dropped at any time and are made again, row by
 * row the same. A call has rows once it has ended; should more be told of it then (how its sound was), its rows are made
 * anew and put in the place of the old ones. So no event counts twice, however often and after whatever crash the record
 * is read again.
 */
export interface Reading {
  readonly name: string;
  /** Raised when the same events would make other rows, or other tables: what was kept is then made again. */
  readonly version: number;
  readonly tables: readonly TableShape[];
  /** The rows of one call that has ended, by table, from all its events in order. */
  rowsOf(story: readonly CallEvent[]): Readonly<Record<string, readonly Row[]>>;
}
