import type { DatabaseSync } from "node:sqlite";
import { toBytes, toText } from "../../base/mod.ts";
import type { Account } from "../account.ts";
import type { Seal } from "./seal.ts";

/** Who may sign in, on the one connection that writes. What is in a row is sealed: password hashes, TOTP secrets. */
export class AccountTable {
  readonly #db: DatabaseSync;
  readonly #seal: Seal;

  constructor(db: DatabaseSync, seal: Seal) {
    this.#db = db;
    this.#seal = seal;
  }

  /** Oldest first. */
  all(): readonly Account[] {
    const rows = this.#db.prepare("SELECT name, sealed FROM account ORDER BY created_at, name").all();
    return rows.map((row) => {
      const name = String(row["name"]);
      const plain = this.#seal.open(pathOf(name), row["sealed"] as Uint8Array);
      if (plain === undefined) throw new Error(`Cannot read account "${name}": it was sealed with another box key`);
      return JSON.parse(toText(plain));
    });
  }

  put(account: Account): null {
    const sealed = this.#seal.close(pathOf(account.name), toBytes(JSON.stringify(account)));
    this.#db.prepare(
      `INSERT INTO account (name, created_at, sealed) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed`,
    ).run(account.name, account.createdAt, sealed);
    return null;
  }

  /** False when there is none of that name. */
  remove(name: string): boolean {
    return this.#db.prepare("DELETE FROM account WHERE name = ?").run(name).changes === 1;
  }
}

function pathOf(name: string): string {
  return `account/${name}`;
}
