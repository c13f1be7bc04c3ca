import type { DatabaseSync } from "node:sqlite";
import {
  type ImportUndo,
  MOST_PAST_CHANGES,
  type PastChange,
  type StoredContact,
  type StoredContacts,
} from "../contact.ts";
import type { WriterAsks } from "./asks.ts";
import { inTransaction } from "./database.ts";

/** The phone book that people keep at the desk, on the one connection that writes. */
export class ContactTable {
  readonly #db: DatabaseSync;
  #staged: StoredContact[] = [];

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  load(): StoredContacts {
    const rows = this.#db.prepare("SELECT id, version, contact FROM contact").all();
    const contacts = rows.map(({ id, version, contact }): StoredContact => ({
      ...JSON.parse(String(contact)),
      id: String(id),
      version: Number(version),
    }));
    const undo = this.#db.prepare("SELECT undo FROM contact_undo").get()?.["undo"];
    const past = this.#db.prepare("SELECT change FROM contact_past ORDER BY id").all()
      .map(({ change }): PastChange => JSON.parse(String(change)));
    const kept = { contacts, past };
    return undo === undefined ? kept : { ...kept, undo: JSON.parse(String(undo)) satisfies ImportUndo };
  }

  /** Takes in a part of what the next change puts: all at once would hold up the thread that hands it over. */
  stage({ isFirst, contacts }: { readonly isFirst: boolean; readonly contacts: readonly StoredContact[] }): null {
    if (isFirst) this.#staged = [];
    this.#staged.push(...contacts);
    return null;
  }

  /** `staged`: how many contacts must have been staged; there are fewer where this worker has died in between. */
  change({ remove, undo, past, staged }: WriterAsks["changeContacts"]["told"]): null {
    const put = this.#staged;
    this.#staged = [];
    if (put.length !== staged) {
      throw new Error(`Cannot change the phone book: ${put.length} of ${staged} contacts are here`);
    }
    inTransaction(this.#db, () => {
      const upsert = this.#db.prepare(
        `INSERT INTO contact (id, version, contact) VALUES (?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET version = excluded.version, contact = excluded.contact`,
      );
      for (const { id, version, ...contact } of put) upsert.run(id, version, JSON.stringify(contact));
      const erase = this.#db.prepare("DELETE FROM contact WHERE id = ?");
      for (const id of remove) erase.run(id);
      if (undo !== undefined) this.#db.exec("DELETE FROM contact_undo");
      if (undo) this.#db.prepare("INSERT INTO contact_undo (id, undo) VALUES (1, ?)").run(undo);
      if (past === undefined) return;
      this.#db.prepare("INSERT INTO contact_past (id, change) VALUES (?, ?)").run(past.id, JSON.stringify(past));
      this.#db.prepare("DELETE FROM contact_past WHERE id <= ?").run(past.id - MOST_PAST_CHANGES);
    });
    this.#db.exec("PRAGMA wal_checkpoint(PASSIVE)");
    return null;
  }
}
