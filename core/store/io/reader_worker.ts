import { READINGS } from "../../record/mod.ts";
import { answerAsks } from "./answer_asks.ts";
import type { ReaderAsks } from "./asks.ts";
import { recordKey } from "./box_key.ts";
import { openToRead } from "./database.ts";
import { DayReading } from "./day_table.ts";
import { Readings } from "./readings.ts";
import { RecordReading } from "./record_reading.ts";

interface Readers {
  readonly record: RecordReading;
  readonly days: DayReading;
  readonly readings: Readings;
}

/** What the reader has open, once it was told to open it. */
class Reader {
  #open: Readers & { close(): void } | undefined;

  open({ database, boxKey, readings: path }: ReaderAsks["open"]["told"]): null {
    const db = openToRead(database);
    try {
      const record = new RecordReading(db);
      const days = new DayReading(db, recordKey(boxKey));
      const readings = new Readings(path, record, READINGS);
      const close = () => [readings, db].forEach((each) => each.close());
      this.#open = { record, days, readings, close };
      return null;
    } catch (error) {
      db.close();
      throw error;
    }
  }

  get record(): RecordReading {
    return this.#opened().record;
  }

  get days(): DayReading {
    return this.#opened().days;
  }

  get readings(): Readings {
    return this.#opened().readings;
  }

  close(): null {
    this.#open?.close();
    this.#open = undefined;
    return null;
  }

  #opened(): Readers {
    if (this.#open === undefined) throw new Error("Cannot read the store: it is not open");
    return this.#open;
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
  follow: () => reader.readings.follow(),
  rows: (question) => reader.readings.rows(question),
  close: () => reader.close(),
});
