import type { Call } from "./call.ts";
import type { Row } from "./read/field.ts";
import { type AsteriskRows, reading, type Scope } from "./read/mod.ts";
import { beginningOf, type CallId, RowDesk, type Understood } from "./row_desk.ts";
import { XmlDesk } from "./xml_desk.ts";

/** Rows of one tenant, as another phone system keeps them. */
export interface ForeignRows extends Pick<AsteriskRows, "cdr" | "cel" | "queueLog"> {
  /** FusionPBX's `v_xml_cdr`. */
  readonly xmlCdr?: readonly unknown[];
}

/** How late a row may come, and how long a call may last that is only told of when it is over. */
const LATE_MS = 4 * 3_600_000;
/** A call that has not ended after so long never will: its end was lost. */
const LONGEST_CALL_MS = 24 * 3_600_000;
/** One row, and the table that it stands in. */
interface Filed {
  readonly source: (typeof SOURCES)[number];
  readonly row: Row;
}
const SOURCES = ["cdr", "cel", "queueLog", "xmlCdr"] as const;

/**
 * Follows one tenant of another phone system: what its rows say, and from when on they are to be read again. Whoever starts
 * anew from the cursor ends in the same calls: it never passes a call that is not over, and looks go back behind it.
 */
export class Follower {
  readonly #tenant: string;
  readonly #rows: RowDesk;
  readonly #legs: XmlDesk;
  /** Calls that are not over, and when they began. */
  readonly #open = new Map<string, number>();
  /** What is known anew since the last look. */
  readonly #calls = new Map<string, Call>();
  readonly #gone = new Map<string, CallId>();
  #cursor: number;
  #latest: number;
  /** Calls that began earlier may have rows that were never read: nothing is made of them. */
  #since: number;

  constructor(parts: { readonly tenant: string; readonly scope: Scope; readonly cursor: number }) {
    this.#tenant = parts.tenant;
    this.#rows = new RowDesk(parts.scope);
    this.#legs = new XmlDesk(parts.scope);
    this.#cursor = parts.cursor;
    this.#latest = parts.cursor;
    this.#since = this.from;
  }

  /** Everything before is known: what is kept for the next start. */
  get cursor(): number {
    return this.#cursor;
  }

  /** From when on rows are to be read in the next look. */
  get from(): number {
    return this.#cursor - LATE_MS;
  }

  /**
   * Takes rows in any order, any number of times. Whatever tenant they claim, they are this one's. Answers with what cannot be
   * read, one sentence each.
   */
  take(batch: ForeignRows): readonly string[] {
    const refused: string[] = [];
    const rows = SOURCES.flatMap((source) =>
      (batch[source] ?? []).map((row) => ({ source, row: { ...(row as Row), tenant: this.#tenant } }))
    ).filter(({ source, row }) =>
      // Most rows of a look have been seen in the look before.
      source === "xmlCdr" || ((beginningOf(source, row) ?? Infinity) >= this.#since && !this.#rows.has(source, row))
    );
    for (const { calls, gone } of this.#add(rows, refused)) {
      for (const call of gone) {
        this.#calls.delete(call.id);
        this.#open.delete(call.id);
        this.#gone.set(call.id, call);
      }
      for (const call of calls) {
        this.#gone.delete(call.id);
        this.#calls.set(call.id, call);
        this.#latest = Math.max(this.#latest, call.endedAt);
        if (call.isFinished) this.#open.delete(call.id);
        else this.#open.set(call.id, call.startedAt);
      }
    }
    return refused;
  }

  /**
   * Everything that could be seen until `now` has been taken. Answers with what is known anew: only now, as one table may
   * tell of an answer that another does not know. The cursor moves on, and what lies far behind is let go.
   */
  looked(now: number): Understood {
    for (const [id, startedAt] of this.#open) if (startedAt < now - LONGEST_CALL_MS) this.#open.delete(id);
    // A row from the future must not hide those that will come until then.
    this.#cursor = Math.max(this.#cursor, Math.min(now, this.#latest, ...this.#open.values()));
    this.#latest = Math.min(this.#latest, now);
    this.#since = Math.max(this.#since, this.from);
    this.#rows.forget(this.#since);
    this.#legs.forget(this.#since);
    const understood = { calls: [...this.#calls.values()], gone: [...this.#gone.values()] };
    this.#calls.clear();
    this.#gone.clear();
    return understood;
  }

  /** The rows that tell of a call, as far as they were taken and not let go; none where no call has that name. */
  rowsOf(id: string): Required<ForeignRows> {
    return { ...this.#rows.rowsOf({ tenant: this.#tenant, id }), xmlCdr: this.#legs.rowsOf(id) };
  }

  /** A desk takes all rows of a batch or none: one that cannot be read is found by halving, and the others are taken. */
  #add(rows: readonly Filed[], refused: string[]): readonly Understood[] {
    if (rows.length === 0) return [];
    const { legs = [], others = [] } = Object.groupBy(rows, ({ source }) => source === "xmlCdr" ? "legs" : "others");
    const added = reading(() => [
      ...(legs.length === 0 ? [] : [this.#legs.add(legs.map(({ row }) => row))]),
      ...(others.length === 0 ? [] : [this.#rows.add(rowsBySource(others))]),
    ]);
    if (added.ok) return added.value;
    if (rows.length === 1) {
      refused.push(added.fault.text);
      return [];
    }
    const half = rows.length >> 1;
    return [...this.#add(rows.slice(0, half), refused), ...this.#add(rows.slice(half), refused)];
  }
}

function rowsBySource(rows: readonly Filed[]): ForeignRows {
  const sources = Object.groupBy(rows, ({ source }) => source);
  return Object.fromEntries(Object.entries(sources).map(([source, list]) => [source, list.map(({ row }) => row)]));
}
