import type { DatabaseSync } from "node:sqlite";
import { type Json, toBytes, toText } from "../../base/mod.ts";
import { isSecretFamily, type Page } from "../../notebook/mod.ts";
import { inTransaction } from "./database.ts";
import type { Seal } from "./seal.ts";

/** The notebook's pages, on the one connection that writes. */
export class NotebookTable {
  readonly #db: DatabaseSync;
  readonly #seal: Seal;

  constructor(db: DatabaseSync, seal: Seal) {
    this.#db = db;
    this.#seal = seal;
  }

  all(): readonly Page[] {
    return this.#db.prepare("SELECT family, key, value FROM notebook ORDER BY family, key").all().map((row) => {
      const [family, key] = [String(row["family"]), String(row["key"])];
      return { family, key, value: this.#opened(family, key, JSON.parse(String(row["value"])) as Json) };
    });
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
        else put.run(family, key, JSON.stringify(this.#closed(family, key, value)));
      }
    });
  }

  /** A secret goes to the disk sealed for its own place: `{ "sealed": "<base64>" }`. */
  #closed(family: string, key: string, value: Json): Json {
    if (!isSecretFamily(family)) return value;
    return { sealed: this.#seal.close(`${family}/${key}`, toBytes(JSON.stringify(value))).toBase64() };
  }

  /** Boxes that were older kept the same values unsealed: they are sealed when they are next written. */
  #opened(family: string, key: string, value: Json): Json {
    const sealed = isSecretFamily(family) && typeof value === "object" && value !== null && "sealed" in value
      ? value["sealed"]
      : undefined;
    if (typeof sealed !== "string") return value;
    const plain = this.#seal.open(`${family}/${key}`, Uint8Array.fromBase64(sealed));
    if (plain === undefined) {
      throw new Error(`Cannot open secret "${family}/${key}": it was not sealed with this box key`);
    }
    return JSON.parse(toText(plain)) as Json;
  }
}
