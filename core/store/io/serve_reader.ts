import { READINGS } from "../../record/mod.ts";
import { answerAsks } from "./answer_asks.ts";
import type { FollowedByAll, ReaderAsks } from "./asks.ts";
import { recordKey } from "./box_key.ts";
import { openToRead } from "./database.ts";
import { DayReading } from "./day_table.ts";
import type { FollowedRecord, Keeper, MakeKeeper } from "./keeper.ts";
import { openKept } from "./kept_database.ts";
import { Readings } from "./readings.ts";
import { RecordReading } from "./record_reading.ts";

/** Keepers by their name: that of their database too. */
export type KeeperTable = Readonly<Record<string, MakeKeeper>>;

interface Readers {
  readonly record: RecordReading;
  readonly days: DayReading;
  readonly readings: Readings;
  /** What keepers see of the record: nothing of what is to be forgotten. */
  readonly kept: FollowedRecord;
  readonly keepers: ReadonlyMap<string, Keeper>;
}

/** What the reader has open, once it was told to open it. */
class Reader {
  readonly #table: KeeperTable;
  #open: Readers & { close(): void } | undefined;

  constructor(table: KeeperTable) {
    this.#table = table;
  }

  async open({ database, boxKey, folder, country, settings }: ReaderAsks["open"]["told"]): Promise<null> {
    using opening = new DisposableStack();
    const db = opening.adopt(openToRead(database), (db) => db.close());
    const record = new RecordReading(db);
    const days = new DayReading(db, record, recordKey(boxKey));
    const readings = opening.adopt(
      new Readings(`${folder}/readings.db`, record, { readings: READINGS, country }),
      (readings) => readings.close(),
    );
    const keepers = new Map(
      Object.entries(this.#table).map(([name, make]) =>
        [name, make(opening.adopt(openKept(`${folder}/${name}.db`), (db) => db.close()))] as const
      ),
    );
    for (const [name, keeper] of keepers) {
      if (Object.hasOwn(settings, name)) await keeper.set(settings[name]);
    }
    const kept: FollowedRecord = {
      isOpen: (call) => record.isOpen(call),
      eventsOf: (call) => record.remembered(call),
      after: (sequence, limit) => record.rememberedAfter(sequence, limit),
    };
    const opened = opening.move();
    this.#open = { record, days, readings, kept, keepers, close: () => opened.dispose() };
    return null;
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

  /** Asks the keeper of that name. */
  async ask(name: string, told: unknown): Promise<unknown> {
    return await this.keeper(name).answer(told, this.#opened().kept);
  }

  keeper(name: string): Keeper {
    const keeper = this.#opened().keepers.get(name);
    if (keeper === undefined) throw new Error(`Cannot ask "${name}": the reader keeps nothing of that name`);
    return keeper;
  }

  /** The readings first; a keeper that fails holds up nobody else, and goes on where it was with what comes next. */
  async follow(): Promise<FollowedByAll> {
    const { readings, kept, keepers } = this.#opened();
    const { changedFrom, ...step } = readings.follow();
    let { isBehind, faults } = step;
    const news: (readonly [string, unknown])[] = [];
    for (const [name, keeper] of keepers) {
      try {
        const step = await keeper.follow(kept);
        isBehind ||= step.isBehind;
        faults = [...faults, ...step.faults];
        if (step.news !== undefined) news.push([name, step.news]);
      } catch (error) {
        faults = [...faults, `Cannot keep "${name}" up with the record: ${error}`];
      }
    }
    return { isBehind, faults, changedFrom, news };
  }

  goBy(country: string): null {
    this.#opened().readings.goBy(country);
    return null;
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

/** Makes this worker the one that reads the record, and keeps what is made of it. */
export function serveReader(table: KeeperTable): void {
  const reader = new Reader(table);
  answerAsks<ReaderAsks>({
    open: (told) => reader.open(told),
    eventsOf: (call) => reader.record.remembered(call),
    after: ({ sequence, limit }) => reader.record.rememberedAfter(sequence, limit),
    recentCalls: (limit) => reader.record.recentCalls(limit),
    days: () => reader.days.days(),
    checkDay: (day) => reader.days.check(day),
    goBy: (country) => reader.goBy(country),
    follow: () => reader.follow(),
    floor: () => reader.readings.floor,
    rows: (question) => reader.readings.rows(question),
    sums: (question) => reader.readings.sums(question),
    firstContacts: (question) => reader.readings.firstContacts(question),
    keeper: ({ name, told }) => reader.ask(name, told),
    setKeeper: ({ name, settings }) => reader.keeper(name).set(settings),
    close: () => reader.close(),
  });
}
