import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { CallEvent, Cell, Question, Reading, Row, TableShape } from "../../record/mod.ts";
import { inTransaction } from "./database.ts";
import { makePrivate } from "./private_file.ts";
import { RecordReading } from "./record_reading.ts";

/** So many events are worked off at a time: others' questions wait no longer than that takes. */
const STEP = 500;

/** How far a reading has come: the last event it has seen, by more than its sequence. */
interface Cursor {
  readonly sequence: number;
  /** What stood at that sequence: a record that lost its end in a power cut has another event there, or none. */
  readonly mark: string;
}

/**
 * The tables of all readings, in a database of their own: whoever deletes that file loses nothing but the time in which it
 * is made again. A step's rows are committed with the cursor that says so.
 */
export class Readings {
  readonly #db: DatabaseSync;
  readonly #record: RecordReading;
  readonly #kept: readonly KeptReading[];
  readonly #shapes: ReadonlyMap<string, TableShape>;

  constructor(path: string, record: RecordReading, readings: readonly Reading[]) {
    this.#record = record;
    this.#db = openOrMakeAnew(path);
    this.#kept = readings.map((reading) => new KeptReading(this.#db, reading));
    this.#shapes = new Map(readings.flatMap(({ tables }) => tables).map((shape) => [shape.name, shape]));
    for (const kept of this.#kept) {
      const { sequence, mark } = kept.cursor;
      if (sequence > 0 && mark !== markOf(record.after(sequence - 1, 1)[0])) kept.makeAnew();
    }
  }

  /** Works off what is new in the record, one step of it. */
  follow(): Followed {
    const steps = this.#kept.map((kept) => kept.step(this.#record));
    return { isBehind: steps.some(({ isBehind }) => isBehind), faults: steps.flatMap(({ faults }) => faults) };
  }

  rows(question: Question): readonly Row[] {
    const table = this.#shapes.get(question.table);
    if (table === undefined) throw new Error(`Cannot read table "${question.table}": no reading keeps it`);
    const { sql, values } = sqlOf(question, table);
    return this.#db.prepare(sql).all(...values).map((row): Row => ({ ...row as Row }));
  }

  close(): void {
    this.#db.close();
  }
}

/** What one step has come to. */
export interface Followed {
  /** There may be more in the record. */
  readonly isBehind: boolean;
  /** For the log, a sentence for each call that could not be read. */
  readonly faults: readonly string[];
}

/** One reading's tables, and its cursor. */
class KeptReading {
  readonly #db: DatabaseSync;
  readonly #reading: Reading;
  readonly #tables: readonly KeptTable[];
  readonly #move: StatementSync;
  cursor: Cursor = { sequence: 0, mark: "" };

  constructor(db: DatabaseSync, reading: Reading) {
    this.#db = db;
    this.#reading = reading;
    this.#move = db.prepare("UPDATE reading SET sequence = ?, mark = ? WHERE name = ?");
    const known = db.prepare("SELECT version, sequence, mark FROM reading WHERE name = ?").get(reading.name);
    if (known?.["version"] === reading.version) {
      this.cursor = { sequence: Number(known["sequence"]), mark: String(known["mark"]) };
    } else this.makeAnew();
    this.#tables = reading.tables.map((shape) => new KeptTable(db, shape));
  }

  /** Empty tables, and the record from its beginning. */
  makeAnew(): void {
    const { name, version, tables } = this.#reading;
    inTransaction(this.#db, () => {
      for (const shape of tables) this.#db.exec(shapeSql(shape));
      this.#db.prepare("INSERT OR REPLACE INTO reading (name, version, sequence, mark) VALUES (?, ?, 0, '')")
        .run(name, version);
    });
    this.cursor = { sequence: 0, mark: "" };
  }

  step(record: RecordReading): Followed {
    const events = record.after(this.cursor.sequence, STEP);
    const last = events.at(-1);
    if (last === undefined) return { isBehind: false, faults: [] };
    const cursor = { sequence: last.sequence, mark: markOf(last) };
    const faults: string[] = [];
    inTransaction(this.#db, () => {
      for (const call of new Set(events.map((event) => event.call))) {
        if (call === "" || record.isOpen(call)) continue;
        const rows = this.#rowsOf(call, record.eventsOf(call), faults);
        for (const table of this.#tables) table.replace(call, rows[table.name] ?? []);
      }
      this.#move.run(cursor.sequence, cursor.mark, this.#reading.name);
    });
    this.cursor = cursor;
    return { isBehind: events.length === STEP, faults };
  }

  /** A call that the reading trips over has no rows, and is told; the others must not wait for it. */
  #rowsOf(call: string, story: readonly CallEvent[], faults: string[]): ReturnType<Reading["rowsOf"]> {
    try {
      return this.#reading.rowsOf(story);
    } catch (error) {
      faults.push(`Cannot read call "${call}" for "${this.#reading.name}": ${error}`);
      return {};
    }
  }
}

class KeptTable {
  readonly name: string;
  readonly #columns: readonly string[];
  readonly #insert: StatementSync;
  readonly #delete: StatementSync;

  constructor(db: DatabaseSync, { name, columns }: TableShape) {
    this.name = name;
    this.#columns = Object.keys(columns);
    const places = this.#columns.map(() => ", ?").join("");
    this.#insert = db.prepare(`INSERT INTO ${name} (call, ${this.#columns.join(", ")}) VALUES (?${places})`);
    this.#delete = db.prepare(`DELETE FROM ${name} WHERE call = ?`);
  }

  replace(call: string, rows: readonly Row[]): void {
    this.#delete.run(call);
    for (const row of rows) this.#insert.run(call, ...this.#columns.map((column): Cell => row[column] ?? null));
  }
}

/** Names are those of the shape, so that nothing of the question but values reaches SQLite. */
function sqlOf(question: Question, shape: TableShape): { readonly sql: string; readonly values: readonly Cell[] } {
  const { where, orderBy, descending, after, limit } = question;
  for (const column of [...where.map(({ column }) => column), ...orderBy]) {
    if (column !== "call" && !Object.hasOwn(shape.columns, column)) {
      throw new Error(`Cannot read table "${shape.name}": it has no column "${column}"`);
    }
  }
  const seek = `(${orderBy.join(", ")}) ${descending ? "<" : ">"} (${orderBy.map(() => "?").join(", ")})`;
  const conditions = [...where.map(({ column, is }) => `${column} ${is} ?`), ...after === undefined ? [] : [seek]]
    .join(" AND ");
  const order = orderBy.map((column) => `${column} ${descending ? "DESC" : "ASC"}`).join(", ");
  const sql = `SELECT * FROM ${shape.name}${conditions === "" ? "" : ` WHERE ${conditions}`}` +
    `${order === "" ? "" : ` ORDER BY ${order}`} LIMIT ?`;
  return { sql, values: [...where.map(({ value }) => value), ...after ?? [], limit] };
}

function shapeSql({ name, columns, indexes }: TableShape): string {
  const fields = Object.entries(columns).map(([column, type]) => `, ${column} ${type}`).join("");
  const wanted = [["call"], ...indexes].map((on, at) => `CREATE INDEX ${name}_${at} ON ${name} (${on.join(", ")});`);
  return `DROP TABLE IF EXISTS ${name}; CREATE TABLE ${name} (call TEXT NOT NULL${fields}) STRICT; ${wanted.join(" ")}`;
}

function markOf(event: CallEvent | undefined): string {
  return event === undefined ? "" : `${event.call} ${event.type} ${event.at} ${event.monotonicMs}`;
}

/** What cannot be read is deleted: it is made again. */
function openOrMakeAnew(path: string): DatabaseSync {
  try {
    return open(path);
  } catch (error) {
    if (!(error instanceof Error) || !/malformed|not a database/.test(error.message)) throw error;
    for (const end of ["", "-wal", "-shm"]) removeIfThere(`${path}${end}`);
    return open(path);
  }
}

function open(path: string): DatabaseSync {
  makePrivate(path);
  const db = new DatabaseSync(path);
  try {
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    db.exec(`CREATE TABLE IF NOT EXISTS reading (
      name TEXT PRIMARY KEY, version INTEGER NOT NULL, sequence INTEGER NOT NULL, mark TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
