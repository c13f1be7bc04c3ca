import type { DatabaseSync } from "node:sqlite";
import type { Json } from "../../base/mod.ts";
import type { Page } from "../../notebook/mod.ts";
import { inTransaction } from "./database.ts";

/** The notebook's pages, on the one connection that writes. */
export class NotebookTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  all(): readonly Page[] {
    return this.#db.prepare("SELECT family, key, value FROM notebook ORDER BY family, key").all().map((row) => ({
      family: String(row["family"]),
      key: String(row["key"]),
      value: JSON.parse(String(row["value"])) as Json,
    }));
  }

  /** Writes all of them or none. */
  write(pages: readonly Page[]): void {
    const put = this.#db.prepare(
      "INSERT INTO notebook (family, key, value) VALUES (?, ?, ?) " +
        "ON CONFLICT (family, key) DO UPDATE SET value = excluded.value",
    );
    const forget = this.#db.prepare("DELETE FROM notebook WHERE family = ? AND key = ?");
    inTransaction(this.#db, () => {
      for (const { family, key, value } of pages) {
        if (value === undefined) forget.run(family, key);
        else put.run(family, key, JSON.stringify(value));
      }
    });
  }
}
