import { DatabaseSync } from "node:sqlite";
import type {
  ContactQuestion,
  FirstContacts,
  Question,
  Reading,
  Row,
  SumQuestion,
  SumShape,
  TableShape,
} from "../../record/mod.ts";
import { readContacts } from "./contacts.ts";
import { type Changed, type GoneBy, KeptReading, type RecordSource } from "./kept_reading.ts";
import { makePrivate } from "./private_file.ts";
import { rowsSql, type Sql, sumsSqlOf } from "./question_sql.ts";
import { Words, WORDS_SQL, wordsOf } from "./words.ts";

/** So many events are worked off at a time: others' questions wait no longer than that takes. */
const STEP = 500;

interface RowsPlace {
  readonly shape: TableShape;
  readonly reading: string;
  readonly kept: KeptReading;
  /** Columns that hold words. */
  readonly words: readonly string[];
}

/**
 * The tables of all readings, in a database of their own: whoever deletes that file loses nothing but the time in which it
 * is made again. A step's rows are committed with the cursor that says so.
 */
export class Readings {
  readonly #db: DatabaseSync;
  readonly #record: RecordSource;
  readonly #words: Words;
  readonly #readings: readonly Reading[];
  readonly #sums: ReadonlyMap<string, SumShape>;
  #kept: readonly KeptReading[] = [];
  #rows: ReadonlyMap<string, RowsPlace> = new Map();
  /** The earliest beginning of a call of which the tables tell something else, and nobody was told yet. */
  #changedFrom = Infinity;

  constructor(
    path: string,
    record: RecordSource,
    { readings, ...by }: Partial<GoneBy> & { readonly readings: readonly Reading[] },
  ) {
    this.#record = record;
    this.#db = openOrMakeAnew(path);
    this.#words = new Words(this.#db);
    this.#readings = readings;
    this.#sums = new Map(readings.flatMap(({ sums }) => sums?.tables ?? []).map((shape) => [shape.name, shape]));
    this.goBy({ country: undefined, ...by });
  }

  /** Reads numbers by the rules of this country from now on, and calls as this judge does; what was made by others is made anew. */
  goBy(by: GoneBy): void {
    const all = this.#readings.map((reading) => ({
      reading,
      kept: new KeptReading(this.#db, reading, { words: this.#words, record: this.#record, ...by }),
    }));
    this.#kept = all.map(({ kept }) => kept);
    // Of what was read by others' rules, or before, nobody knows what he was told.
    this.#changedFrom = -Infinity;
    this.#rows = new Map(
      all.flatMap(({ reading: { name, tables }, kept }) =>
        tables.map((shape): [string, RowsPlace] => {
          return [shape.name, { shape, reading: name, kept, words: wordsOf(shape.columns) }];
        })
      ),
    );
  }

  /** Works off what is new in the record, one step of it. */
  follow(most: number = STEP): Changed {
    const steps = this.#kept.map((kept) => {
      const step = kept.step(this.#record, most);
      // The next reading may fail, and this one has changed its tables all the same.
      this.#changedFrom = Math.min(this.#changedFrom, step.changedFrom);
      return step;
    });
    const changedFrom = this.#changedFrom;
    this.#changedFrom = Infinity;
    return {
      isBehind: steps.some(({ isBehind }) => isBehind),
      faults: steps.flatMap(({ faults }) => faults),
      changedFrom,
    };
  }

  /** The tables tell of nothing up to this event. */
  get floor(): number {
    return Math.min(...this.#kept.map(({ floor }) => floor));
  }

  rows(question: Question): readonly Row[] {
    const place = this.#rows.get(question.table);
    if (place === undefined) throw new Error(`Cannot read table "${question.table}": no reading keeps it`);
    const { shape, reading, kept, words } = place;
    const numbers = { wordOf: (text: string) => this.#words.find(text), callOf: (call: string) => kept.numberOf(call) };
    return this.#all(rowsSql(question, { shape, reading, numbers })).map((row) => this.#words.told(row, words));
  }

  sums(question: SumQuestion): readonly Row[] {
    const shape = this.#sums.get(question.table);
    if (shape === undefined) throw new Error(`Cannot add up table "${question.table}": no reading keeps sums in it`);
    return this.#all(sumsSqlOf(question, shape)).map((row) => ({ ...row }));
  }

  firstContacts(question: ContactQuestion): FirstContacts {
    return readContacts(this.#db, this.#words, question);
  }

  close(): void {
    this.#db.close();
  }

  #all({ sql, values }: Sql): readonly Row[] {
    return this.#db.prepare(sql).all(...values) as readonly unknown[] as readonly Row[];
  }
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
    dropOlder(db);
    db.exec(`CREATE TABLE IF NOT EXISTS reading (
      name TEXT PRIMARY KEY, version INTEGER NOT NULL, country TEXT NOT NULL, rules TEXT NOT NULL,
      ignored TEXT NOT NULL, floor INTEGER NOT NULL, sequence INTEGER NOT NULL, mark TEXT NOT NULL
    ) STRICT, WITHOUT ROWID; ${WORDS_SQL}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Readings that an older Kontor kept had no floor, no country, or no rules: they are made again. */
function dropOlder(db: DatabaseSync): void {
  const columns = db.prepare("SELECT name FROM pragma_table_info('reading')").all().map(({ name }) => name);
  if (columns.length > 0 && !columns.includes("rules")) db.exec("DROP TABLE reading");
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
