import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ChainedRow } from "../day_chain.ts";
import { hashOfCall, type OpenPage, openPage } from "./packed_page.ts";

/** Whoever reads on, or asks for the calls of an hour, comes to the same few pages again and again. */
const KEPT_OPEN = 8;

interface Open {
  readonly page: OpenPage;
  /** All of them; whoever asks for one call does not want them. */
  rows?: readonly ChainedRow[];
}

/** Reading the pages of days long past, on any connection. */
export class PackedReading {
  readonly #of: StatementSync;
  readonly #page: StatementSync;
  readonly #since: StatementSync;
  readonly #until: StatementSync;
  readonly #last: StatementSync;
  /** The one that was wanted last stands last. */
  readonly #open = new Map<number, Open>();

  constructor(db: DatabaseSync) {
    this.#of = db.prepare("SELECT page FROM packed_call WHERE hash = ? ORDER BY page");
    this.#page = db.prepare("SELECT events FROM packed WHERE first = ?");
    this.#since = db.prepare("SELECT first FROM packed WHERE first > ? ORDER BY first LIMIT 1");
    this.#until = db.prepare("SELECT first FROM packed WHERE first <= ? ORDER BY first DESC LIMIT 1");
    this.#last = db.prepare("SELECT last FROM packed ORDER BY first DESC LIMIT 1");
  }

  /** The last event that is packed; 0: none is. */
  get last(): number {
    return Number(this.#last.get()?.["last"] ?? 0);
  }

  eventsOf(call: string): readonly ChainedRow[] {
    return this.#of.all(hashOfCall(call)).flatMap(({ page }) => this.#read(Number(page)).page.of(call));
  }

  /** Those of a stretch of sequences, in order, page by page. */
  *between(first: number, last: number): Generator<ChainedRow> {
    for (let from = first; from <= last;) {
      const page = this.#pageAt(from);
      if (page === undefined) return;
      for (const row of page) if (row.sequence >= from && row.sequence <= last) yield row;
      // On in any case: a page that somebody has changed may say anything.
      from = Math.max(from, page.at(-1)!.sequence) + 1;
    }
  }

  /** Backwards from the last one. */
  *backwards(): Generator<ChainedRow> {
    for (let before = Number.MAX_SAFE_INTEGER;;) {
      const found = this.#until.get(before)?.["first"];
      if (found === undefined) return;
      yield* this.#rowsOf(Number(found)).toReversed();
      before = Number(found) - 1;
    }
  }

  /** The page with this sequence, or the first one after it. Pages are found by their first event, which is their key. */
  #pageAt(sequence: number): readonly ChainedRow[] | undefined {
    const before = this.#until.get(sequence)?.["first"];
    const page = before === undefined ? undefined : this.#rowsOf(Number(before));
    if (page !== undefined && page.at(-1)!.sequence >= sequence) return page;
    const next = this.#since.get(sequence)?.["first"];
    return next === undefined ? undefined : this.#rowsOf(Number(next));
  }

  #rowsOf(first: number): readonly ChainedRow[] {
    const open = this.#read(first);
    return open.rows ??= open.page.all();
  }

  #read(first: number): Open {
    const known = this.#open.get(first);
    this.#open.delete(first);
    const open = known ?? this.#unpack(first);
    this.#open.set(first, open);
    const [oldest] = this.#open.keys();
    if (this.#open.size > KEPT_OPEN) this.#open.delete(oldest!);
    return open;
  }

  #unpack(first: number): Open {
    const events = this.#page.get(first)?.["events"];
    if (!(events instanceof Uint8Array)) throw new Error(`Cannot read page "${first}" of the record: it is not there`);
    return { page: openPage(events) };
  }
}
