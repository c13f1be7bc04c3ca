import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { JournalLine, NumberedLine } from "../../journal.ts";
import { aboutOf } from "../../kept.ts";
import { packed, unpacked } from "./packed_text.ts";

/** The journal: it only ever grows. */
export class KeptJournal {
  readonly #insert: StatementSync;
  readonly #after: StatementSync;
  readonly #last: StatementSync;
  readonly #of: StatementSync;
  readonly #change: StatementSync;

  constructor(db: DatabaseSync) {
    this.#insert = db.prepare("INSERT INTO line (tenant, id, data) VALUES (?, ?, ?) RETURNING sequence");
    this.#after = db.prepare("SELECT sequence, data FROM line WHERE sequence > ? ORDER BY sequence LIMIT ?");
    this.#last = db.prepare("SELECT MAX(sequence) AS last FROM line");
    this.#of = db.prepare("SELECT sequence, data FROM line WHERE tenant = ? AND id = ?");
    this.#change = db.prepare("UPDATE line SET data = ? WHERE sequence = ?");
  }

  append(lines: readonly JournalLine[]): readonly NumberedLine[] {
    return lines.map((line) => {
      const { tenant, id } = aboutOf(line);
      return { ...line, sequence: Number(this.#insert.get(tenant, id, packed(line))?.["sequence"]) };
    });
  }

  /** In order. */
  after(sequence: number, limit: number): readonly NumberedLine[] {
    return this.#after.all(sequence, limit).map((row) => ({
      ...unpacked<JournalLine>(row["data"]),
      sequence: Number(row["sequence"]),
    }));
  }

  /** The count of the last line; 0: there is none. */
  last(): number {
    return Number(this.#last.get()?.["last"] ?? 0);
  }

  /** Of an entry whose caller is forgotten: what happened stays, and why does not. */
  forgetReasons(tenant: string, id: string): void {
    for (const { sequence, data } of this.#of.all(tenant, id)) {
      this.#change.run(packed({ ...unpacked<JournalLine>(data), reason: "" }), Number(sequence));
    }
  }
}
