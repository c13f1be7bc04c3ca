import { AccountTable } from "./account_table.ts";
import { answerAsks } from "./answer_asks.ts";
import type { WriterAsks } from "./asks.ts";
import { AuditTable } from "./audit_table.ts";
import { openSeal, recordKey } from "./box_key.ts";
import { ContactTable } from "./contact_table.ts";
import { openToWrite } from "./database.ts";
import { KeyTable } from "./key_table.ts";
import { NotebookTable } from "./notebook_table.ts";
import { OfficeTable } from "./office_table.ts";
import { PackTable } from "./pack_table.ts";
import { RecordTable } from "./record_table.ts";

interface Tables {
  readonly office: OfficeTable;
  readonly record: RecordTable;
  readonly packed: PackTable;
  readonly notebook: NotebookTable;
  readonly keys: KeyTable;
  readonly accounts: AccountTable;
  readonly contacts: ContactTable;
  readonly audit: AuditTable;
}

/** What the writer has open, once it was told to open it. */
class Writer {
  #open: Tables & { close(): void } | undefined;

  open({ database, boxKey, boot, at }: WriterAsks["open"]["told"]): null {
    const db = openToWrite(database);
    try {
      const seal = openSeal(boxKey, db);
      const office = new OfficeTable(db, seal);
      const record = new RecordTable(db, { id: boot, at }, recordKey(boxKey));
      const notebook = new NotebookTable(db, seal);
      const [keys, accounts, audit] = [new KeyTable(db), new AccountTable(db, seal), new AuditTable(db)];
      const [packed, contacts] = [new PackTable(db), new ContactTable(db)];
      this.#open = { office, record, packed, notebook, keys, accounts, contacts, audit, close: () => db.close() };
      return null;
    } catch (error) {
      db.close();
      throw error;
    }
  }

  get office(): OfficeTable {
    return this.#opened().office;
  }

  get record(): RecordTable {
    return this.#opened().record;
  }

  get packed(): PackTable {
    return this.#opened().packed;
  }

  get notebook(): NotebookTable {
    return this.#opened().notebook;
  }

  get keys(): KeyTable {
    return this.#opened().keys;
  }

  get accounts(): AccountTable {
    return this.#opened().accounts;
  }

  get contacts(): ContactTable {
    return this.#opened().contacts;
  }

  get audit(): AuditTable {
    return this.#opened().audit;
  }

  close(): null {
    this.#open?.close();
    this.#open = undefined;
    return null;
  }

  #opened(): Tables {
    if (this.#open === undefined) throw new Error("Cannot write to the store: it is not open");
    return this.#open;
  }
}

const writer = new Writer();

answerAsks<WriterAsks>({
  open: (told) => writer.open(told),
  closeCutCalls: ({ at, monotonicMs }) => {
    const calls = writer.record.closeCutCalls(at, monotonicMs);
    return { calls, lastSequence: writer.record.lastSequence };
  },
  append: (events) => writer.record.append(events),
  pack: (before) => writer.packed.packBefore(before),
  forget: (before) => writer.packed.forgetBefore(before),
  drop: (upTo) => writer.packed.dropUpTo(upTo),
  cursorOf: (name) => writer.record.cursorOf(name),
  moveCursor: ({ name, sequence }) => {
    writer.record.moveCursor(name, sequence);
    return null;
  },
  currentOffice: () => writer.office.current(),
  officeAt: (revision) => writer.office.at(revision),
  documentOf: (revision) => writer.office.documentOf(revision),
  saveOffice: (change) => writer.office.save(change, change.at),
  revisions: () => writer.office.revisions(),
  notebook: () => writer.notebook.all(),
  writeNotebook: (pages) => {
    writer.notebook.write(pages);
    return null;
  },
  keys: () => writer.keys.all(),
  addKey: (key) => writer.keys.add(key),
  removeKey: (name) => writer.keys.remove(name),
  accounts: () => writer.accounts.all(),
  putAccount: (account) => writer.accounts.put(account),
  removeAccount: (name) => writer.accounts.remove(name),
  contacts: () => writer.contacts.load(),
  stageContacts: (told) => writer.contacts.stage(told),
  changeContacts: (told) => writer.contacts.change(told),
  appendAudit: (lines) => writer.audit.append(lines),
  audit: (wanted) => writer.audit.lines(wanted),
  close: () => writer.close(),
});
