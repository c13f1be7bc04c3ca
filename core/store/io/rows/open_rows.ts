import { DatabaseSync, type StatementSync } from "node:sqlite";
import {
  type Cell,
  type ContactQuestion,
  type FirstContacts,
  type Question,
  READINGS,
  type Row,
  type SumQuestion,
} from "../../../record/mod.ts";
import type { ArrayStatement } from "../array_statement.ts";
import { CallNumbers } from "../call_numbers.ts";
import { readContacts } from "../contacts.ts";
import { CONTACTS } from "../kept_contacts.ts";
import { type Numbers, rowsSql, sumsSqlOf, typeOf } from "../question_sql.ts";
import { SPELLINGS } from "../spellings.ts";
import { Words } from "../words.ts";

/** How long a statement waits while the tables are made anew. */
const BUSY_MS = 5_000;

/** The tables of the readings, for a thread of its own that has much to read. Closing twice is quiet. */
export interface RowsFile extends Disposable {
  /**
   * Rows as the tables were when the file was opened; with the columns that are named, or all of them. What is named
   * `call.trunk` is the column of the call that the row is of.
   */
  rows(question: Question, columns?: readonly string[]): IterableIterator<Row>;
  /** The same, all of them at once, each as its cells in the order of the columns: a third of the work. */
  cells(question: Question, columns: readonly string[]): readonly (readonly Cell[])[];
  /** Sums, as they were then. */
  sums(question: SumQuestion): Promise<readonly Row[]>;
  firstContacts(question: ContactQuestion): Promise<FirstContacts>;
}

/**
 * Opens the readings of a data folder, only to read. What is read there is read past the thread that keeps them, and past the
 * one that carries signalling: a month of calls would hold up both. A box that has none yet has no rows.
 */
export function openRows(dataFolder: string): RowsFile {
  const db = openIfThere(`${dataFolder}/readings.db`);
  // One look: rows of a call that comes meanwhile are in all tables or in none.
  db?.exec("BEGIN");
  const words = db !== undefined && hasTable(db, "word") ? new Words(db) : undefined;
  const statements = new Map<string, StatementSync>();
  const opened = db && { db, words, statements };
  return {
    rows: (question, columns = columnsOf(question)) => rowsOf(question, opened, columns),
    cells: (question, columns) => cellsOf(question, opened, columns),
    sums: (question) => Promise.resolve(sumsOf(question, opened)),
    firstContacts: (question) =>
      Promise.resolve(
        db !== undefined && words !== undefined && [CONTACTS.name, SPELLINGS].every((name) => hasTable(db, name))
          ? readContacts(db, words, question)
          : { resolved: 0, of: 0, provisional: 0 },
      ),
    [Symbol.dispose]: () => {
      if (db?.isOpen === true) db.close();
    },
  };
}

interface Opened {
  readonly db: DatabaseSync;
  readonly words: Words | undefined;
  /** Those that nobody reads from just now, by their SQL: some are asked for each of a hundred people. */
  readonly statements: Map<string, StatementSync>;
}

function columnsOf({ table }: Question): readonly string[] {
  const shape = READINGS.flatMap(({ tables }) => tables).find(({ name }) => name === table);
  return ["call", ...Object.keys(shape?.columns ?? {})];
}

function* rowsOf(question: Question, opened: Opened | undefined, columns: readonly string[]): Generator<Row> {
  const asked = ask(question, opened, columns);
  if (asked === undefined) return;
  for (const cells of iterate(asked)) yield rowOf(asked.told(cells), columns);
}

function cellsOf(
  question: Question,
  opened: Opened | undefined,
  columns: readonly string[],
): readonly (readonly Cell[])[] {
  const asked = ask(question, opened, columns);
  return asked === undefined ? [] : all(asked).map((cells) => asked.told(cells));
}

/** A row of what stands in its columns. */
export function rowOf(cells: readonly Cell[], columns: readonly string[]): Row {
  const row: Record<string, Cell> = {};
  for (let at = 0; at < columns.length; at++) row[columns[at]!] = cells[at]!;
  return row;
}

interface Asked {
  readonly sql: string;
  readonly values: readonly Cell[];
  readonly opened: Opened;
}

/** Undefined: there is no such table yet. */
function ask(
  question: Question,
  opened: Opened | undefined,
  columns: readonly string[],
): (Asked & { told(cells: Cell[]): readonly Cell[] }) | undefined {
  const reading = READINGS.find(({ tables }) => tables.some(({ name }) => name === question.table));
  const shape = reading?.tables.find(({ name }) => name === question.table);
  if (reading === undefined || shape === undefined) {
    throw new Error(`Cannot read table "${question.table}": no reading keeps it`);
  }
  const words = opened?.words;
  const numbers: Numbers = {
    wordOf: (text) => words?.find(text),
    callOf: (call) => opened && new CallNumbers(opened.db, reading.name).find(call),
  };
  const calls = reading.tables.find(({ name }) => name === "call")!;
  const { sql, values } = rowsSql(question, { shape, calls, reading: reading.name, numbers }, columns);
  if (opened === undefined || words === undefined || !hasTable(opened.db, question.table)) return undefined;
  const ofWords = columns.flatMap((name, at) => typeOf(name, shape, calls) === "WORD" ? [at] : []);
  /** With the texts of words in place of their numbers. */
  const told = (cells: Cell[]) => {
    for (const at of ofWords) {
      const cell = cells[at];
      if (typeof cell === "number") cells[at] = words.textOf(cell);
    }
    return cells;
  };
  return { sql, values, opened, told };
}

function sumsOf(question: SumQuestion, opened: Opened | undefined): readonly Row[] {
  const shape = READINGS.flatMap(({ sums }) => sums?.tables ?? []).find(({ name }) => name === question.table);
  if (shape === undefined) throw new Error(`Cannot add up table "${question.table}": no reading keeps sums in it`);
  const { sql, values } = sumsSqlOf(question, shape);
  if (opened === undefined || !hasTable(opened.db, question.table)) return [];
  const names = [...question.by, "count", ...shape.sums];
  return all({ sql, values, opened }).map((cells) => rowOf(cells, names));
}

function all({ sql, values, opened }: Asked): Cell[][] {
  const statement = taken(sql, opened);
  const rows = statement.all(...values) as readonly unknown[] as Cell[][];
  opened.statements.set(sql, statement);
  return rows;
}

function* iterate({ sql, values, opened }: Asked): Generator<Cell[]> {
  const statement = taken(sql, opened);
  yield* statement.iterate(...values) as Iterable<unknown> as Iterable<Cell[]>;
  opened.statements.set(sql, statement);
}

/** A statement that nobody else reads from meanwhile; its rows are arrays: half the time of objects, and read faster, too. */
function taken(sql: string, { db, statements }: Opened): StatementSync {
  const kept = statements.get(sql);
  statements.delete(sql);
  if (kept !== undefined) return kept;
  const statement = db.prepare(sql) as StatementSync & ArrayStatement;
  statement.setReturnArrays(true);
  return statement;
}

function openIfThere(path: string): DatabaseSync | undefined {
  try {
    if (!Deno.statSync(path).isFile) return undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  return new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS });
}

function hasTable(db: DatabaseSync, name: string): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;
}
