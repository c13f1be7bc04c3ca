import type { CallEvent } from "./event.ts";
import type { Judgement } from "./judge.ts";

/** What a row of a reading holds; times are milliseconds since 1970, durations milliseconds. */
export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

/** What a row must be like to be wanted, or where it is read by a thread of its own (`call.started_at`) its call. */
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

/** What sums are wanted: one row for each value of the columns of `by`, with the sums of all that fit. */
export interface SumQuestion {
  readonly table: string;
  /** All of them. */
  readonly where: readonly Condition[];
  /** The rows come in the order of these. */
  readonly by: readonly string[];
}

/**
 * A `WORD` is a text of which there are few different ones: each is kept once, and rows are not ordered by it. `HUNDREDTHS`
 * is a number with no finer fraction. `AFTER` is an instant, kept as how long it came after the row's own (`since`).
 */
export type ColumnType = "TEXT" | "WORD" | "INTEGER" | "HUNDREDTHS" | "AFTER";

/**
 * One table that a reading keeps. Each row belongs to one call and has it in a column `call` besides; `place` counts those of
 * one call from 0.
 */
export interface TableShape {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Of which column `AFTER` speaks; it is never null. */
  readonly since?: string;
  /** Columns by which rows are looked for, one list an index: whole texts, words or whole numbers. */
  readonly indexes: readonly (readonly string[])[];
  /** Texts, numbers mostly, that are looked for by their last digits and {@link since}: such an index is two thirds as large. */
  readonly endings?: readonly string[];
  /** What few rows have, and is looked for with {@link since}: the others stand in no such index. */
  readonly rare?: readonly string[];
  /** No call has two rows in it, and they have no `place`. */
  readonly hasOneOfEach?: true;
}

/**
 * A table of sums over many calls. Sums are whole numbers, so that what is taken away again leaves nothing; `count`, which
 * every such table has besides, is how many rows have been added up.
 */
export interface SumShape {
  readonly name: string;
  /** What rows are added up by; none of them is ever null. */
  readonly keys: Readonly<Record<string, "TEXT" | "WORD" | "INTEGER">>;
  readonly sums: readonly string[];
  /** The rows are added up by whole days, too, and by whole weeks: of years there are many. Their first key is an instant. */
  readonly isLong?: true;
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
  /** Whether what happens to no call has rows all the same: each such event is a story of its own. */
  isLone?(event: CallEvent): boolean;
  /** The rows of one call that has ended, by table, from all its events in order, and from what the office says of it. */
  rowsOf(story: readonly CallEvent[], judgement?: Judgement): RowsByTable;
  readonly sums?: {
    readonly tables: readonly SumShape[];
    /** What one call adds to each table, from its rows. */
    of(rows: RowsByTable): RowsByTable;
  };
  /** Of its table `call` it is kept by the hour who called again. */
  readonly hasContacts?: true;
}

/** What stands in place of a call in the rows of an event that happened to none. */
export function idOfLone({ sequence }: CallEvent): string {
  return `event ${sequence}`;
}

export type RowsByTable = Readonly<Record<string, readonly Row[]>>;
