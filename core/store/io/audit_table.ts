import type { DatabaseSync } from "node:sqlite";
import type { WallTime } from "../../base/mod.ts";
import type { AuditLine } from "../account.ts";
import type { AuditQuestion } from "../ports.ts";
import { inTransaction } from "./database.ts";

/** What people did at the desk: appended by the writer, read by whoever reads. */
export class AuditTable {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  append(lines: readonly Omit<AuditLine, "sequence">[]): null {
    const insert = this.#db.prepare("INSERT INTO audit (at, who, address, action, facts) VALUES (?, ?, ?, ?, ?)");
    inTransaction(this.#db, () => {
      for (const { at, who, address, action, facts } of lines) {
        insert.run(at, who, address, action, JSON.stringify(facts));
      }
    });
    return null;
  }

  lines({ before, who, action, since, until, limit }: AuditQuestion): readonly AuditLine[] {
    const wanted = [
      ...[["sequence <", before], ["who =", who], ["action =", action]] as const,
      ...[["at >=", since], ["at <", until]] as const,
    ];
    const given = wanted.filter(([, value]) => value !== undefined);
    const where = given.length === 0 ? "" : `WHERE ${given.map(([text]) => `${text} ?`).join(" AND ")}`;
    const rows = this.#db.prepare(`SELECT * FROM audit ${where} ORDER BY sequence DESC LIMIT ?`);
    return rows.all(...given.map(([, value]) => value!), limit).map((row) => ({
      sequence: Number(row["sequence"]),
      at: Number(row["at"]) as WallTime,
      who: String(row["who"]),
      address: String(row["address"]),
      action: String(row["action"]),
      facts: JSON.parse(String(row["facts"])),
    }));
  }
}
