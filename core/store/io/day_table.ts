import type { DatabaseSync, StatementSync } from "node:sqlite";
import { brokenLinks, type ChainedRow, checkDay, type SealedDay, sealOn } from "../day_chain.ts";
import type { RecordDay } from "../ports.ts";
import { atOneMoment } from "./database.ts";
import { type RecordReading, toChainedRow } from "./record_reading.ts";

const COLUMNS = "day, first, last, before, hash";
const ROWS = "SELECT sequence, call, at, monotonic_ms, boot, type, leg, facts FROM record";

/** Sealing the record day by day, on the connection that writes it. */
export class DayTable {
  readonly #key: Uint8Array;
  readonly #keep: StatementSync;
  #open: SealedDay | undefined;

  /** What was written before there were seals is sealed now. */
  constructor(db: DatabaseSync, key: Uint8Array) {
    this.#key = key;
    this.#open = daysOf(db).at(-1);
    this.#keep = db.prepare(
      `INSERT INTO record_day (${COLUMNS}) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (day) DO UPDATE SET last = excluded.last, hash = excluded.hash`,
    );
    const unsealed = db.prepare(`${ROWS} WHERE sequence > ? ORDER BY sequence`).iterate(this.#open?.last ?? 0);
    this.kept(this.keep(rowsOf(unsealed)));
  }

  /** Seals rows in the transaction that writes them; {@link kept} is told once it is committed. */
  keep(rows: Iterable<ChainedRow>): readonly SealedDay[] {
    const days = sealOn(this.#key, this.#open, rows);
    for (const { day, first, last, before, hash } of days) this.#keep.run(day, first, last, before, hash);
    return days;
  }

  kept(days: readonly SealedDay[]): void {
    this.#open = days.at(-1) ?? this.#open;
  }
}

/** Looking whether the record is as it was written, on any connection. */
export class DayReading {
  readonly #db: DatabaseSync;
  readonly #record: RecordReading;
  readonly #key: Uint8Array;

  constructor(db: DatabaseSync, record: RecordReading, key: Uint8Array) {
    this.#db = db;
    this.#record = record;
    this.#key = key;
  }

  /** Every day there is, oldest first, unchecked. */
  days(): readonly string[] {
    return daysOf(this.#db).map(({ day }) => day);
  }

  /** Undefined for a day that has no events. Seals and events are read at one moment, for today's go on. */
  check(day: string): RecordDay | undefined {
    return atOneMoment(this.#db, () => {
      const days = daysOf(this.#db);
      const sealed = days.find((other) => other.day === day);
      if (sealed === undefined) return undefined;
      const { first, last, hash } = sealed;
      const isForgotten = last <= this.#record.forgotten();
      const found = checkDay(this.#key, sealed, isForgotten ? [] : this.#record.rowsBetween(first, last));
      const state = brokenLinks(days).has(day) ? "changed" : found;
      return { day, events: last - first + 1, state, seal: hash.toHex() };
    });
  }
}

export function daysOf(db: DatabaseSync): readonly SealedDay[] {
  return db.prepare(`SELECT ${COLUMNS} FROM record_day ORDER BY day`).all().map((row) => ({
    day: String(row["day"]),
    first: Number(row["first"]),
    last: Number(row["last"]),
    before: octetsOf(row["before"]),
    hash: octetsOf(row["hash"]),
  }));
}

function* rowsOf(rows: ReturnType<StatementSync["iterate"]>): Generator<ChainedRow> {
  for (const row of rows) yield toChainedRow(row);
}

function octetsOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new Error(`Cannot read a seal of the record: expected octets, found ${typeof value}`);
}
