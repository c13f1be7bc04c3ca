import { answerAsks } from "./answer_asks.ts";
import type { WriterAsks } from "./asks.ts";
import { openSeal, recordKey } from "./box_key.ts";
import { openToWrite } from "./database.ts";
import { KeyTable } from "./key_table.ts";
import { NotebookTable } from "./notebook_table.ts";
import { OfficeTable } from "./office_table.ts";
import { RecordTable } from "./record_table.ts";

interface Tables {
  readonly office: OfficeTable;
  readonly record: RecordTable;
  readonly notebook: NotebookTable;
  readonly keys: KeyTable;
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
      this.#open = { office, record, notebook, keys: new KeyTable(db), close: () => db.close() };
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

  get notebook(): NotebookTable {
    return this.#opened().notebook;
  }

  get keys(): KeyTable {
    return this.#opened().keys;
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
  cursorOf: (name) => writer.record.cursorOf(name),
  moveCursor: ({ name, sequence }) => {
    writer.record.moveCursor(name, sequence);
    return null;
  },
  currentOffice: () => writer.office.current(),
  officeAt: (revision) => writer.office.at(revision),
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
  close: () => writer.close(),
});
