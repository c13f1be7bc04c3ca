import { answerAsks } from "./answer_asks.ts";
import type { ReaderAsks } from "./asks.ts";
import { openToRead } from "./database.ts";
import { RecordReading } from "./record_reading.ts";

/** What the reader has open, once it was told to open it. */
class Reader {
  #open: { readonly record: RecordReading; close(): void } | undefined;

  open(database: string): null {
    const db = openToRead(database);
    this.#open = { record: new RecordReading(db), close: () => db.close() };
    return null;
  }

  get record(): RecordReading {
    if (this.#open === undefined) throw new Error("Cannot read the store: it is not open");
    return this.#open.record;
  }

  close(): null {
    this.#open?.close();
    this.#open = undefined;
    return null;
  }
}

const reader = new Reader();

answerAsks<ReaderAsks>({
  open: ({ database }) => reader.open(database),
  eventsOf: (call) => reader.record.eventsOf(call),
  after: ({ sequence, limit }) => reader.record.after(sequence, limit),
  recentCalls: (limit) => reader.record.recentCalls(limit),
  close: () => reader.close(),
});
