import type { DatabaseSync } from "node:sqlite";
import { toBytes, toText, type WallTime } from "../../base/mod.ts";
import type { OfficeChange, Revision, StoredOffice } from "../ports.ts";
import { inTransaction } from "./database.ts";
import type { Seal } from "./seal.ts";

/** The office and its history, on the one connection that writes: changes are rare, and readers must see their own. */
export class OfficeTable {
  readonly #db: DatabaseSync;
  readonly #seal: Seal;

  constructor(db: DatabaseSync, seal: Seal) {
    this.#db = db;
    this.#seal = seal;
  }

  current(): StoredOffice | undefined {
    const newest = this.#newest();
    return newest === 0 ? undefined : this.at(newest);
  }

  at(revision: number): StoredOffice | undefined {
    const document = this.documentOf(revision);
    return document === undefined ? undefined : { revision, document, secrets: this.#secretsAt(revision) };
  }

  documentOf(revision: number): string | undefined {
    const row = this.#db.prepare("SELECT document FROM office WHERE revision = ?").get(revision);
    return row === undefined ? undefined : String(row["document"]);
  }

  save(change: OfficeChange, at: WallTime): number {
    const before = this.#newest();
    const revision = before + 1;
    inTransaction(this.#db, () => {
      this.#db.prepare("INSERT INTO office (revision, at, who, note, document) VALUES (?, ?, ?, ?, ?)")
        .run(revision, at, change.who, change.note, change.document);
      this.#saveSecrets(this.#secretsAt(before), change.secrets, revision);
    });
    // With synchronous=NORMAL only a checkpoint reaches the disk itself; nobody who read "applied" loses it to a power cut.
    this.#db.exec("PRAGMA wal_checkpoint(PASSIVE)");
    return revision;
  }

  revisions(): readonly Revision[] {
    return this.#db.prepare("SELECT revision, at, who, note FROM office ORDER BY revision").all().map((row) => ({
      revision: Number(row["revision"]),
      at: Number(row["at"]) as WallTime,
      who: String(row["who"]),
      note: String(row["note"]),
    }));
  }

  #newest(): number {
    return Number(this.#db.prepare("SELECT coalesce(max(revision), 0) AS newest FROM office").get()?.["newest"]);
  }

  #secretsAt(revision: number): ReadonlyMap<string, string> {
    const rows = this.#db.prepare(
      "SELECT path, sealed FROM secret WHERE since <= ?1 AND (until IS NULL OR until > ?1) ORDER BY path",
    ).all(revision);
    return new Map(rows.map((row) => {
      const path = String(row["path"]);
      return [path, this.#unseal(path, row["sealed"])];
    }));
  }

  #saveSecrets(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>, revision: number): void {
    const retire = this.#db.prepare("UPDATE secret SET until = ? WHERE path = ? AND until IS NULL");
    const keep = this.#db.prepare("INSERT INTO secret (path, since, sealed) VALUES (?, ?, ?)");
    for (const [path, secret] of before) {
      if (after.get(path) !== secret) retire.run(revision, path);
    }
    for (const [path, secret] of after) {
      if (before.get(path) !== secret) keep.run(path, revision, this.#seal.close(path, toBytes(secret)));
    }
  }

  #unseal(path: string, sealed: unknown): string {
    const plain = sealed instanceof Uint8Array ? this.#seal.open(path, sealed) : undefined;
    if (plain === undefined) throw new Error(`Cannot open secret "${path}": it was not sealed with this box key`);
    return toText(plain);
  }
}
