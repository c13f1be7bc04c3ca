import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ChainedRow } from "../day_chain.ts";
import { hashOfCall, packPage, PAGE_EVENTS, unpackPage } from "./packed_page.ts";
import { inTransaction } from "./database.ts";
import { toChainedRow } from "./record_reading.ts";

/** So many pages, or rows that were never packed, are thrown away at a time. */
const PAGES_AT_ONCE = 4;
/** Bounded by their first event, too, by which they are found: by their last alone each page of the record would be looked at. */
export const PAGES_UP_TO = "SELECT first, events FROM packed WHERE first <= ?1 AND last <= ?1 ORDER BY first LIMIT ?2";

/**
 * Packing the record, and throwing away what is to be forgotten, on the connection that writes. Each step is one transaction
 * of a few milliseconds: whoever waits to write waits no longer, and a box that dies has done it or has not.
 */
export class PackTable {
  readonly #db: DatabaseSync;
  readonly #firstRow: StatementSync;
  readonly #day: StatementSync;
  readonly #rows: StatementSync;
  readonly #addPage: StatementSync;
  readonly #addCall: StatementSync;
  readonly #deleteRows: StatementSync;
  readonly #lastDay: StatementSync;
  readonly #forget: StatementSync;
  readonly #pages: StatementSync;
  readonly #deletePage: StatementSync;
  readonly #deleteCall: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#firstRow = db.prepare("SELECT min(sequence) AS first FROM record");
    this.#day = db.prepare("SELECT day, last FROM record_day WHERE last >= ? ORDER BY day LIMIT 1");
    this.#rows = db.prepare(
      `SELECT sequence, call, at, monotonic_ms, boot, type, leg, facts FROM record
       WHERE sequence BETWEEN ? AND ? ORDER BY sequence`,
    );
    this.#addPage = db.prepare("INSERT INTO packed (first, last, events) VALUES (?, ?, ?)");
    this.#addCall = db.prepare("INSERT INTO packed_call (hash, page) VALUES (?, ?) ON CONFLICT DO NOTHING");
    this.#deleteRows = db.prepare("DELETE FROM record WHERE sequence BETWEEN ? AND ?");
    this.#lastDay = db.prepare("SELECT max(last) AS last FROM record_day WHERE day < ?");
    this.#forget = db.prepare("UPDATE forgotten SET sequence = max(sequence, ?) RETURNING sequence");
    this.#pages = db.prepare(PAGES_UP_TO);
    this.#deletePage = db.prepare("DELETE FROM packed WHERE first = ?");
    this.#deleteCall = db.prepare("DELETE FROM packed_call WHERE hash = ? AND page = ?");
  }

  /** Packs one page of the oldest day that is not packed, if that is before `day` (UTC). False: there is nothing to pack. */
  packBefore(day: string): boolean {
    const first = this.#first();
    if (first === undefined) return false;
    const found = this.#day.get(first);
    if (found === undefined || String(found["day"]) >= day) return false;
    const last = Math.min(Number(found["last"]), first + PAGE_EVENTS - 1);
    const rows = gapless(this.#rows.all(first, last).map(toChainedRow));
    const page = packPage(rows);
    if (!isSame(unpackPage(page), rows)) {
      throw new Error(`Cannot pack the record from event "${first}": it came out otherwise`);
    }
    inTransaction(this.#db, () => {
      this.#addPage.run(first, rows.at(-1)!.sequence, page);
      for (const call of new Set(rows.map(({ call }) => call))) {
        if (call !== "") this.#addCall.run(hashOfCall(call), first);
      }
      this.#deleteRows.run(first, rows.at(-1)!.sequence);
    });
    return true;
  }

  /** From now on nobody is told of the days before this one (UTC). Answers the last event that is forgotten. */
  forgetBefore(day: string): number {
    return Number(this.#forget.get(Number(this.#lastDay.get(day)?.["last"] ?? 0))?.["sequence"]);
  }

  /** Throws away a piece of what is there up to an event. False: nothing was left of it. */
  dropUpTo(sequence: number): boolean {
    const pages = this.#pages.all(sequence, PAGES_AT_ONCE);
    const first = pages.length > 0 ? undefined : this.#first();
    if (pages.length === 0 && (first === undefined || first > sequence)) return false;
    inTransaction(this.#db, () => {
      for (const page of pages) this.#dropPage(Number(page["first"]), page["events"] as Uint8Array);
      if (first !== undefined) this.#deleteRows.run(first, Math.min(sequence, first + PAGE_EVENTS - 1));
    });
    return true;
  }

  #dropPage(first: number, events: Uint8Array): void {
    for (const call of new Set(unpackPage(events).map(({ call }) => call))) {
      this.#deleteCall.run(hashOfCall(call), first);
    }
    this.#deletePage.run(first);
  }

  #first(): number | undefined {
    const first = this.#firstRow.get()?.["first"];
    return first === null || first === undefined ? undefined : Number(first);
  }
}

/** A page counts its events on from the first: where somebody has taken one away, it ends. */
function gapless(rows: readonly ChainedRow[]): readonly ChainedRow[] {
  const end = rows.findIndex(({ sequence }, at) => sequence !== rows[0]!.sequence + at);
  return end < 0 ? rows : rows.slice(0, end);
}

function isSame(rows: readonly ChainedRow[], others: readonly ChainedRow[]): boolean {
  return rows.length === others.length && rows.every((row, at) => {
    const other = others[at]!;
    return row.sequence === other.sequence && row.call === other.call && row.at === other.at &&
      row.monotonic_ms === other.monotonic_ms && row.boot === other.boot && row.type === other.type &&
      row.leg === other.leg && row.facts === other.facts;
  });
}
