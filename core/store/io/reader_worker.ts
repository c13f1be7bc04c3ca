import { answerAsks } from "./answer_asks.ts";
import type { ReaderAsks } from "./asks.ts";
import { recordKey } from "./box_key.ts";
import { openToRead } from "./database.ts";
import { DayReading } from "./day_table.ts";
import { RecordReading } from "./record_reading.ts";

/** What the reader has open, once it was told to open it. */
class Reader {
  #open: { readonly record: RecordReading; readonly days: DayReading; close(): void } | undefined;

  open({ database, boxKey }: ReaderAsks["open"]["told"]): null {
    const db = openToRead(database);
    const days = new DayReading(db, recordKey(boxKey));
    this.#open = { record: new RecordReading(db), days, close: () => db.close() };
    return null;
  }

  get record(): RecordReading {
    return this.#opened().record;
  }

  get days(): DayReading {
    return this.#opened().days;
  }

  #opened(): { readonly record: RecordReading; readonly days: DayReading } {
    if (this.#open === undefined) throw new Error("Cannot read the store: it is not open");
    return this.#open;
  }

  close(): null {
    this.#open?.close();
    this.#open = undefined;
    return null;
  }
}

const reader = new Reader();

answerAsks<ReaderAsks>({
  open: (told) => reader.open(told),
  eventsOf: (call) => reader.record.eventsOf(call),
  after: ({ sequence, limit }) => reader.record.after(sequence, limit),
  recentCalls: (limit) => reader.record.recentCalls(limit),
  days: () => reader.days.days(),
  checkDay: (day) => reader.days.check(day),
  close: () => reader.close(),
});
