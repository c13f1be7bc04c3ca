import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ClearedBy, Entry } from "../../entry.ts";
import { idOf } from "../../kept.ts";
import { type Opening, openingsOf } from "../../openings.ts";

/** Who was missed when, and what came of it, for reports: it stays when entries shorten, and when they are thrown away. */
export class KeptOpenings {
  readonly #find: StatementSync;
  readonly #drop: StatementSync;
  readonly #keep: StatementSync;
  readonly #erase: StatementSync;

  constructor(db: DatabaseSync) {
    this.#find = db.prepare(
      `SELECT opened_at, call, last_at, cleared_by, closed_at FROM opening
         WHERE tenant = ? AND opened_at >= ? AND opened_at < ? ORDER BY opened_at, id`,
    );
    this.#drop = db.prepare("DELETE FROM opening WHERE tenant = ? AND id = ? AND opened_at >= ?");
    this.#keep = db.prepare(
      `INSERT OR REPLACE INTO opening (tenant, id, opened_at, call, last_at, cleared_by, closed_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#erase = db.prepare("DELETE FROM opening WHERE last_at <= ?");
  }

  /** Of a tenant, from one instant until before another. */
  between(tenant: string, from: number, to: number): readonly Opening[] {
    return this.#find.all(tenant, from, to).map((row) => ({
      openedAt: Number(row["opened_at"]),
      call: String(row["call"]),
      lastAt: Number(row["last_at"]),
      clearedBy: row["cleared_by"] === null ? undefined : String(row["cleared_by"]) as ClearedBy,
      closedAt: row["closed_at"] === null ? undefined : Number(row["closed_at"]),
    }));
  }

  /** One caller's entries are these now, which were others. What none of them lists any more stays. */
  replace(before: readonly { readonly tenant: string; readonly id: string }[], entries: readonly Entry[]): void {
    const left = new Set(entries.map(idOf));
    for (const { tenant, id } of before) if (!left.has(id)) this.#drop.run(tenant, id, 0);
    for (const entry of entries) {
      const [tenant, id, openings] = [entry.tenant, idOf(entry), openingsOf(entry)];
      this.#drop.run(tenant, id, openings[0]?.openedAt ?? 0);
      for (const { openedAt, call, lastAt, clearedBy = null, closedAt = null } of openings) {
        this.#keep.run(tenant, id, openedAt, call, lastAt, clearedBy, closedAt);
      }
    }
  }

  /** What is older than the record itself. */
  erase(before: number): void {
    this.#erase.run(before);
  }
}
