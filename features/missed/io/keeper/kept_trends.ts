import type { DatabaseSync, StatementSync } from "node:sqlite";
import { idOf, type KeptEntry } from "../../kept.ts";
import { type TrendCounts, type TrendQuestion, trendsOf } from "../../trend_counts.ts";
import { readEntry } from "./read_entry.ts";

/** So many questions are remembered: those of a day that several people look at. */
const MOST_REMEMBERED = 8;

/** At what times callers are missed, counted once for as long as no entry is changed. */
export class KeptTrends {
  readonly #find: StatementSync;
  readonly #remembered = new Map<string, TrendCounts>();

  constructor(db: DatabaseSync) {
    // An entry that begins behind the time that is asked for is found out by its misses: it need not be unpacked.
    this.#find = db.prepare(
      `SELECT data FROM entry WHERE tenant = ? AND last_at >= ? AND EXISTS
         (SELECT 1 FROM opening WHERE opening.tenant = entry.tenant AND opening.id = entry.id AND opened_at < ?)
       ORDER BY last_at DESC, id DESC`,
    );
  }

  of(tenant: string, question: TrendQuestion): TrendCounts {
    const asked = JSON.stringify([tenant, question]);
    const known = this.#remembered.get(asked) ?? trendsOf(this.#entries(tenant, question), question);
    // What was asked for last is forgotten last.
    this.#remembered.delete(asked);
    this.#remembered.set(asked, known);
    const [first] = this.#remembered.keys();
    if (this.#remembered.size > MOST_REMEMBERED) this.#remembered.delete(first!);
    return known;
  }

  /** Entries have changed. */
  forget(): void {
    this.#remembered.clear();
  }

  *#entries(tenant: string, { from, to }: TrendQuestion): Generator<KeptEntry> {
    for (const row of this.#find.iterate(tenant, from, to)) {
      const entry = readEntry(row);
      yield { ...entry, id: idOf(entry) };
    }
  }
}
