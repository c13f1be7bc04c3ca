import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { WallTime } from "../../base/mod.ts";
import type { CallEvent } from "../../record/mod.ts";
import type { ChainedRow } from "../day_chain.ts";
import { type EventRow, fromRow } from "../event_row.ts";
import type { RecentCall } from "../ports.ts";
import { listRecent } from "../recent_calls.ts";

const COLUMNS = "sequence, call, at, monotonic_ms, type, leg, facts";

/** Reading the record, on any connection. */
export class RecordReading {
  readonly #eventsOf: StatementSync;
  readonly #after: StatementSync;
  readonly #starts: StatementSync;
  readonly #end: StatementSync;
  readonly #open: StatementSync;

  constructor(db: DatabaseSync) {
    this.#eventsOf = db.prepare(`SELECT ${COLUMNS} FROM record WHERE call = ? ORDER BY sequence`);
    this.#after = db.prepare(`SELECT ${COLUMNS} FROM record WHERE sequence > ? ORDER BY sequence LIMIT ?`);
    this.#starts = db.prepare(
      `SELECT ${COLUMNS} FROM record WHERE type = 'call.started' ORDER BY sequence DESC LIMIT ?`,
    );
    this.#end = db.prepare(`SELECT ${COLUMNS} FROM record WHERE call = ? AND type = 'call.ended'`);
    this.#open = db.prepare("SELECT 1 FROM open_call WHERE call = ?");
  }

  /** Whether the call has started and not ended. */
  isOpen(call: string): boolean {
    return this.#open.get(call) !== undefined;
  }

  eventsOf(call: string): readonly CallEvent[] {
    return this.#eventsOf.all(call).map(toEvent);
  }

  after(sequence: number, limit: number): readonly CallEvent[] {
    return this.#after.all(sequence, limit).map(toEvent);
  }

  recentCalls(limit: number): readonly RecentCall[] {
    const starts = this.#starts.all(limit).map(toEvent);
    return listRecent(starts, (call) => {
      const row = this.#end.get(call);
      return row === undefined ? undefined : toEvent(row);
    });
  }
}

type SqlRow = ReturnType<StatementSync["all"]>[number];

function toEvent(row: SqlRow): CallEvent {
  return fromRow(toEventRow(row));
}

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
