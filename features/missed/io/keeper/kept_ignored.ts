import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Ignored, Ignoring } from "../../deed.ts";

/** Callers who only test the line, with who has said so. */
export class KeptIgnored {
  readonly #last: StatementSync;
  readonly #add: StatementSync;
  readonly #all: StatementSync;
  readonly #delete: StatementSync;

  constructor(db: DatabaseSync) {
    this.#last = db.prepare("SELECT is_ignored FROM ignored WHERE caller = ? ORDER BY id DESC LIMIT 1");
    this.#add = db.prepare("INSERT INTO ignored (caller, is_ignored, user, note, at) VALUES (?, ?, ?, ?, ?)");
    this.#all = db.prepare(
      `SELECT caller, user, note, at FROM ignored AS last WHERE is_ignored = 1 AND
         NOT EXISTS (SELECT 1 FROM ignored WHERE ignored.caller = last.caller AND ignored.id > last.id) ORDER BY id`,
    );
    this.#delete = db.prepare("DELETE FROM ignored WHERE caller = ?");
  }

  /** Writes down who is not to be missed any more, or is again; false: it is so already. What was said before stays. */
  add({ caller, isIgnored, user, note }: Ignoring, at: number): boolean {
    if ((this.#last.get(caller)?.["is_ignored"] === 1) === isIgnored) return false;
    this.#add.run(caller, isIgnored ? 1 : 0, user, note, at);
    return true;
  }

  /** Whom nobody misses, in the order in which that was said. */
  all(): readonly Ignored[] {
    return this.#all.all().map((row) => ({
      caller: String(row["caller"]),
      user: String(row["user"]),
      note: String(row["note"]),
      at: Number(row["at"]),
    }));
  }

  /** Nothing is kept of what was said of him; false: nothing was. */
  forget(caller: string): boolean {
    return this.#delete.run(caller).changes > 0;
  }
}
