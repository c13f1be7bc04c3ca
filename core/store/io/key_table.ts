import type { DatabaseSync } from "node:sqlite";
import type { WallTime } from "../../base/mod.ts";
import { type ApiKey, isApiScope } from "../api_key.ts";

/** The keys of the REST interface, on the one connection that writes. */
export class KeyTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Oldest first. */
  all(): readonly ApiKey[] {
    const rows = this.#db.prepare(
      "SELECT name, scopes, extensions, hash, created_at, created_by FROM api_key ORDER BY created_at, name",
    );
    return rows.all().map((row) => ({
      name: String(row["name"]),
      scopes: String(row["scopes"]).split(" ").filter(isApiScope),
      ...row["extensions"] === "" ? {} : { extensions: String(row["extensions"]).split(" ") },
      hash: String(row["hash"]),
      createdAt: Number(row["created_at"]) as WallTime,
      createdBy: String(row["created_by"]),
    }));
  }

  /** False when there is one of that name. */
  add({ name, scopes, extensions = [], hash, createdAt, createdBy }: ApiKey): boolean {
    const insert = this.#db.prepare(
      `INSERT INTO api_key (name, scopes, extensions, hash, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (name) DO NOTHING`,
    );
    return insert.run(name, scopes.join(" "), extensions.join(" "), hash, createdAt, createdBy).changes === 1;
  }

  /** False when there is none of that name. */
  remove(name: string): boolean {
    return this.#db.prepare("DELETE FROM api_key WHERE name = ?").run(name).changes === 1;
  }
}
