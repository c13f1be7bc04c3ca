import { type CallJudge, type Judgement, READINGS } from "../../record/mod.ts";
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
  #country: string | undefined;
  /** By whom calls are judged: of two that are alike nothing is told anew. */
  #judged: Pick<CallJudge, "rules" | "ignored"> | undefined;
  #open: Readers & { close(): void } | undefined;

  constructor(table: KeeperTable) {
    this.#table = table;
  }

  async open({ database, boxKey, folder, country, settings }: ReaderAsks["open"]["told"]): Promise<null> {
    using opening = new DisposableStack();
    const db = opening.adopt(openToRead(database), (db) => db.close());
    const record = new RecordReading(db);
    const days = new DayReading(db, record, recordKey(boxKey));
    const keepers = new Map(
      Object.entries(this.#table).map(([name, make]) =>
        [name, make(opening.adopt(openKept(`${folder}/${name}.db`), (db) => db.close()))] as const
      ),
    );
    for (const [name, keeper] of keepers) {
      if (Object.hasOwn(settings, name)) await keeper.set(settings[name]);
    }
    const { judge } = await judgeOf(keepers);
    this.#country = country;
    this.#judged = judge;
    const readings = opening.adopt(
      new Readings(`${folder}/readings.db`, record, { readings: READINGS, country, judge }),
      (readings) => readings.close(),
    );
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

  /** By whom the readings have calls judged. */
  async judgementOf({ call, upTo }: ReaderAsks["judgementOf"]["told"]): Promise<Judgement | undefined> {
    const { record, keepers } = this.#opened();
    const { isReady, judge } = await judgeOf(keepers);
    if (!isReady) throw new Error(`Cannot judge call "${call}": nobody has said by which rules`);
    const story = record.remembered(call).filter(({ sequence }) => sequence <= upTo);
    return judge?.judgementOf(story, judge.ignored);
  }

  /** Asks the keeper of that name. */
  async ask(name: string, told: unknown): Promise<ReaderAsks["keeper"]["answer"]> {
    const answer = await this.#keeper(name).answer(told, this.#opened().kept);
    return { answer, isJudgedAnew: await this.#judgeAnew() };
  }

  async set(name: string, settings: unknown): Promise<unknown> {
    const news = await this.#keeper(name).set(settings);
    await this.#judgeAnew();
    return news;
  }

  /** Where calls are judged otherwise than before, the readings are told; whether they were. */
  async #judgeAnew(): Promise<boolean> {
    const { readings, keepers } = this.#opened();
    const { judge } = await judgeOf(keepers);
    if (judge === undefined || isAlike(judge, this.#judged)) return false;
    this.#judged = judge;
    readings.goBy({ country: this.#country, judge });
    return true;
  }

  #keeper(name: string): Keeper {
    const keeper = this.#opened().keepers.get(name);
    if (keeper === undefined) throw new Error(`Cannot ask "${name}": the reader keeps nothing of that name`);
    return keeper;
  }

  /** The readings first; a keeper that fails holds up nobody else, and goes on where it was with what comes next. */
  async follow(): Promise<FollowedByAll> {
    const { readings, kept, keepers } = this.#opened();
    // Before anybody has said how calls are judged, nothing is told of them.
    const { isReady } = await judgeOf(keepers);
    const { changedFrom, ...step } = isReady
      ? readings.follow()
      : { changedFrom: Infinity, isBehind: false, faults: [] };
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

  async goBy(country: string): Promise<null> {
    const { readings, keepers } = this.#opened();
    const { judge } = await judgeOf(keepers);
    this.#country = country;
    readings.goBy({ country, judge });
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

/** By whom calls are judged; not ready: the keeper who knows was not told what to go by. */
async function judgeOf(
  keepers: ReadonlyMap<string, Keeper>,
): Promise<{ readonly isReady: boolean; readonly judge: CallJudge | undefined }> {
  const knowing = [...keepers.values()].find((keeper) => keeper.judge !== undefined);
  const judge = await knowing?.judge?.();
  return { isReady: knowing === undefined || judge !== undefined, judge };
}

function isAlike(one: Pick<CallJudge, "rules" | "ignored">, other: typeof one | undefined): boolean {
  return one.rules === other?.rules && one.ignored.join() === other.ignored.join();
}

/** Makes this worker the one that reads the record, and keeps what is made of it. */
export function serveReader(table: KeeperTable): void {
  const reader = new Reader(table);
  answerAsks<ReaderAsks>({
    open: (told) => reader.open(told),
    eventsOf: (call) => reader.record.remembered(call),
    judgementOf: (told) => reader.judgementOf(told),
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
    setKeeper: ({ name, settings }) => reader.set(name, settings),
    close: () => reader.close(),
  });
}
