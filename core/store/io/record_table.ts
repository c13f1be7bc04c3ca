import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { WallTime } from "../../base/mod.ts";
import { type CallEvent, closeAsCut } from "../../record/mod.ts";
import type { ChainedRow } from "../day_chain.ts";
import { toRow } from "../event_row.ts";
import { inTransaction } from "./database.ts";
import { DayTable } from "./day_table.ts";
import { RecordReading } from "./record_reading.ts";

/** Writing the record, on the one connection that writes. */
export class RecordTable {
  readonly #db: DatabaseSync;
  readonly #boot: number;
  readonly #insert: StatementSync;
  readonly #openCall: StatementSync;
  readonly #endCall: StatementSync;
  readonly #cursor: StatementSync;
  readonly #moveCursor: StatementSync;
  readonly #days: DayTable;
  #last: number;

  /**
   * `boot` names this run of the box; a writer that comes back after it died goes on with the same one. `key` seals the
   * days.
   */
  constructor(db: DatabaseSync, boot: { readonly id: string; readonly at: WallTime }, key: Uint8Array) {
    this.#db = db;
    this.#days = new DayTable(db, key);
    db.prepare("INSERT INTO boot (id, started_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING").run(boot.id, boot.at);
    this.#boot = Number(db.prepare("SELECT number FROM boot WHERE id = ?").get(boot.id)?.["number"]);
    this.#insert = db.prepare(
      "INSERT INTO record (sequence, call, at, monotonic_ms, boot, type, leg, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    );
    this.#openCall = db.prepare("INSERT INTO open_call (call) VALUES (?)");
    this.#endCall = db.prepare("DELETE FROM open_call WHERE call = ?");
    this.#cursor = db.prepare("SELECT sequence FROM cursor WHERE name = ?");
    this.#moveCursor = db.prepare(
      "INSERT INTO cursor (name, sequence) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET sequence = excluded.sequence",
    );
    // All that is packed or thrown away was sealed before.
    this.#last = Number(db.prepare("SELECT coalesce(max(last), 0) AS last FROM record_day").get()?.["last"]);
  }

  get lastSequence(): number {
    return this.#last;
  }

  /** Commits a batch in one transaction, but for events that are in the record already. Answers the last sequence. */
  append(events: readonly CallEvent[]): number {
    const rows = events.filter((event) => event.sequence > this.#last)
      .map((event): ChainedRow => ({ ...toRow(event), boot: this.#boot }));
    const sealed = inTransaction(this.#db, () => {
      for (const row of rows) this.#add(row);
      return this.#days.keep(rows);
    });
    this.#days.kept(sealed);
    this.#last = rows.at(-1)?.sequence ?? this.#last;
    return this.#last;
  }

  /** Closes the calls that the last run left open, as of now: when they were cut off is known by its last word alone. */
  closeCutCalls(at: WallTime, monotonicMs: number): number {
    const reading = new RecordReading(this.#db);
    const calls = this.#db.prepare("SELECT call FROM open_call ORDER BY call").all().map((row) => String(row["call"]));
    const [last] = reading.after(this.#last - 1, 1);
    const closing: CallEvent[] = [];
    for (const call of calls) {
      for (const fact of closeAsCut(reading.eventsOf(call), last?.at ?? at)) {
        closing.push({ ...fact, call, sequence: this.#last + closing.length + 1, at, monotonicMs });
      }
    }
    if (closing.length > 0) this.append(closing);
    return calls.length;
  }

  cursorOf(name: string): number {
    return Number(this.#cursor.get(name)?.["sequence"] ?? 0);
  }

  moveCursor(name: string, sequence: number): void {
    this.#moveCursor.run(name, sequence);
  }

  #add(row: ChainedRow): void {
    this.#insert.run(
      row.sequence,
      row.call,
      row.at,
      row.monotonic_ms,
      row.boot,
      row.type,
      row.leg,
      row.facts,
    );
    if (row.type === "call.started") this.#openCall.run(row.call);
    if (row.type === "call.ended") this.#endCall.run(row.call);
  }
}
