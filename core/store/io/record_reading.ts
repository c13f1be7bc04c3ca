import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { WallTime } from "../../base/mod.ts";
import type { CallEvent } from "../../record/mod.ts";
import type { ChainedRow } from "../day_chain.ts";
import { type EventRow, fromRow } from "../event_row.ts";
import type { RecentCall } from "../ports.ts";
import { listRecent } from "../recent_calls.ts";
import { atOneMoment } from "./database.ts";
import type { RecordSource } from "./kept_reading.ts";
import { PackedReading } from "./packed_reading.ts";

const COLUMNS = "sequence, call, at, monotonic_ms, boot, type, leg, facts";

/** Reading the record, packed or not, on any connection. What is to be forgotten is told only to those who must forget it. */
export class RecordReading implements RecordSource {
  readonly #db: DatabaseSync;
  readonly #packed: PackedReading;
  readonly #eventsOf: StatementSync;
  readonly #after: StatementSync;
  readonly #between: StatementSync;
  readonly #starts: StatementSync;
  readonly #forgotten: StatementSync;
  readonly #open: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#packed = new PackedReading(db);
    this.#eventsOf = db.prepare(`SELECT ${COLUMNS} FROM record WHERE call = ? ORDER BY sequence`);
    this.#after = db.prepare(`SELECT ${COLUMNS} FROM record WHERE sequence > ? ORDER BY sequence LIMIT ?`);
    this.#between = db.prepare(`SELECT ${COLUMNS} FROM record WHERE sequence BETWEEN ? AND ? ORDER BY sequence`);
    this.#starts = db.prepare(
      `SELECT ${COLUMNS} FROM record WHERE type = 'call.started' ORDER BY sequence DESC LIMIT ?`,
    );
    this.#forgotten = db.prepare("SELECT sequence FROM forgotten");
    this.#open = db.prepare("SELECT 1 FROM open_call WHERE call = ?");
  }

  /** Whether the call has started and not ended. */
  isOpen(call: string): boolean {
    return this.#open.get(call) !== undefined;
  }

  forgotten(): number {
    return Number(this.#forgotten.get()?.["sequence"] ?? 0);
  }

  eventsOf(call: string): readonly CallEvent[] {
    return this.#rowsOf(call).map(fromRow);
  }

  after(sequence: number, limit: number): readonly CallEvent[] {
    const found = this.#after.all(sequence, limit).map(toChainedRow);
    // There are no gaps: where the next one is here, none before it is packed.
    if (found[0]?.sequence === sequence + 1) return found.map(fromRow);
    return atOneMoment(this.#db, () => [...take(this.rowsBetween(sequence + 1, Infinity), limit)].map(fromRow));
  }

  /** Events that are remembered. */
  remembered(call: string): readonly CallEvent[] {
    const forgotten = this.forgotten();
    return this.eventsOf(call).filter(({ sequence }) => sequence > forgotten);
  }

  /** At most `limit` of those that are remembered. */
  rememberedAfter(sequence: number, limit: number): readonly CallEvent[] {
    return this.after(Math.max(sequence, this.forgotten()), limit);
  }

  recentCalls(limit: number): readonly RecentCall[] {
    return atOneMoment(this.#db, () => {
      const starts = this.#starts.all(limit).map(toChainedRow);
      for (const row of starts.length < limit ? this.#packed.backwards() : []) {
        if (row.type === "call.started") starts.push(row);
        if (starts.length === limit) break;
      }
      const forgotten = this.forgotten();
      const known = starts.filter(({ sequence }) => sequence > forgotten).map(fromRow);
      return listRecent(known, (call) => this.#rowsOf(call).map(fromRow).find(({ type }) => type === "call.ended"));
    });
  }

  /** Of a stretch of sequences, those that are there; to be read within {@link atOneMoment}. */
  *rowsBetween(first: number, last: number): Generator<ChainedRow> {
    let next = first;
    if (first <= this.#packed.last) {
      for (const row of this.#packed.between(first, last)) {
        yield row;
        next = row.sequence + 1;
      }
    }
    const end = Math.min(last, Number.MAX_SAFE_INTEGER);
    for (const row of this.#between.iterate(next, end)) yield toChainedRow(row);
  }

  #rowsOf(call: string): readonly ChainedRow[] {
    return atOneMoment(this.#db, () => [
      ...this.#packed.eventsOf(call),
      ...this.#eventsOf.all(call).map(toChainedRow),
    ]);
  }
}

function* take(rows: Iterable<ChainedRow>, limit: number): Generator<ChainedRow> {
  let taken = 0;
  for (const row of rows) {
    if (taken++ === limit) return;
    yield row;
  }
}

type SqlRow = ReturnType<StatementSync["all"]>[number];

/** A row with the run of the box that wrote it, as the day's seal counts it. */
export function toChainedRow(row: SqlRow): ChainedRow {
  return { ...toEventRow(row), boot: Number(row["boot"]) };
}

function toEventRow(row: SqlRow): EventRow {
  const leg = row["leg"];
  return {
    sequence: Number(row["sequence"]),
    call: String(row["call"]),
    at: Number(row["at"]) as WallTime,
    monotonic_ms: Number(row["monotonic_ms"]),
    type: String(row["type"]),
    leg: leg === null || leg === undefined ? null : String(leg),
    facts: String(row["facts"]),
  };
}
