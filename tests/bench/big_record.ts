/**
 * A record of years, made in minutes. Two weeks of calls are generated; every two weeks after them are the same with other
 * ids, packed by the store's own packing, with the rows and sums that the store's own readings have made of the first.
 * The last days are generated, too, appended and sealed one by one, and read, as a box does it. The seals of the days before
 * are not theirs: sealing a hundred million events takes longer than everything else together.
 *
 *     deno run -A tests/bench/big_record.ts FOLDER CALLS     makes one, or makes it longer; ninety days are not packed
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { WallTime } from "../../core/base/mod.ts";
import type { CallEvent } from "../../core/record/mod.ts";
import { toRow } from "../../core/store/event_row.ts";
import { openSeal, recordKey } from "../../core/store/io/box_key.ts";
import { openToWrite } from "../../core/store/io/database.ts";
import { PackTable } from "../../core/store/io/pack_table.ts";
import { hashOfCall, packPage, PAGE_EVENTS } from "../../core/store/io/packed_page.ts";
import { RecordTable } from "../../core/store/io/record_table.ts";
import { generatedDays } from "./generated_calls.ts";

export const CALLS_A_DAY = 5_479;
/** So many are generated, and stand for all that come after them. */
export const PATTERN_DAYS = 14;
export const FROM: number = Date.UTC(2019, 10, 21);
export const DAY_MS = 86_400_000;

/** What the worker that makes the readings is told. */
export interface MakeReadings {
  readonly folder: string;
  /** The pieces that are new, in order. */
  readonly pieces: readonly Piece[];
}

/** Days that are generated, or a copy of the first ones. */
export interface Piece {
  readonly how: "generate" | "copy" | "append";
  readonly day: number;
  readonly days: number;
  /** Of its first event. */
  readonly sequence: number;
}

export interface BigRecordSize {
  readonly days: number;
  /** How many of them, the last ones, are not packed. */
  readonly unpacked: number;
}

/** Makes the record longer, until it has so many days. Answers how many calls it has. */
export async function makeBigRecord(folder: string, size: BigRecordSize): Promise<number> {
  Deno.mkdirSync(folder, { recursive: true });
  const db = openToWrite(`${folder}/kontor.db`);
  try {
    openSeal(`${folder}/box.key`, db);
    const key = recordKey(`${folder}/box.key`);
    db.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000");
    const pieces = planOf(db, size);
    const readings = makeReadings({ folder, pieces });
    makeRecord(db, key, pieces);
    await readings;
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  } finally {
    db.close();
  }
  return size.days * CALLS_A_DAY;
}

function planOf(db: DatabaseSync, { days, unpacked }: BigRecordSize): readonly Piece[] {
  const found = db.prepare("SELECT count(*) AS days, coalesce(max(last), 0) AS last FROM record_day").get();
  const pieces: Piece[] = [];
  let sequence = Number(found?.["last"]) + 1;
  const pattern = patternOf().length;
  for (let day = Number(found?.["days"]); day < days;) {
    const toPack = days - unpacked - day;
    const isCopy = day >= PATTERN_DAYS && toPack >= PATTERN_DAYS;
    const some = isCopy || day === 0 ? PATTERN_DAYS : 1;
    pieces.push({ how: isCopy ? "copy" : toPack > 0 ? "generate" : "append", day, days: some, sequence });
    sequence += isCopy ? pattern : eventsOf({ day, days: some, sequence }).length;
    day += some;
  }
  return pieces;
}

export function eventsOf({ day, days, sequence }: Pick<Piece, "day" | "days" | "sequence">): readonly CallEvent[] {
  const generated = generatedDays({ from: FROM, day, callsADay: CALLS_A_DAY, sequence });
  return Array.from({ length: days }, () => generated.next().value).flat();
}

function patternOf(): readonly CallEvent[] {
  return eventsOf({ day: 0, days: PATTERN_DAYS, sequence: 1 });
}

/** With what the ids of calls begin in the copy that begins on a day, in place of their first four characters. */
export function prefixOf(day: number): string {
  return `d${day.toString(36).padStart(3, "0")}`;
}

/** The id of a call there; what happens to no call has none there either. */
export function copiedId(call: string, day: number): string {
  return call === "" ? "" : `${prefixOf(day)}${call.slice(4)}`;
}

function makeReadings(wanted: MakeReadings): Promise<void> {
  const worker = new Worker(new URL("./big_readings_worker.ts", import.meta.url), { type: "module" });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker.onmessage = () => resolve();
  worker.onerror = (event) => reject(new Error(event.message));
  worker.postMessage(wanted);
  return promise.finally(() => worker.terminate());
}

function makeRecord(db: DatabaseSync, key: Uint8Array, pieces: readonly Piece[]): void {
  const boot = { id: "generated", at: FROM as WallTime };
  const packed = new PackTable(db);
  while (packed.packBefore("9999-12-31"));
  db.prepare("INSERT INTO boot (id, started_at) VALUES (?, ?) ON CONFLICT DO NOTHING").run(boot.id, boot.at);
  const pattern = patternOf().map((event) => ({ ...toRow(event), boot: 1 }));
  const places = new Places();
  const pages = new Pages(db, places);
  for (const piece of pieces) {
    const { how, day, sequence } = piece;
    if (how === "append") continue;
    const shiftMs = day * DAY_MS;
    pages.write(
      how === "generate" ? eventsOf(piece).map((event) => ({ ...toRow(event), boot: 1 })) : pattern.map((row) => ({
        ...row,
        sequence: row.sequence - 1 + sequence,
        call: copiedId(row.call, day),
        at: row.at + shiftMs,
        monotonic_ms: row.monotonic_ms + shiftMs,
      })),
    );
    if (day % 140 === 0) console.error(`record: day ${day}`);
  }
  places.write(db);
  const table = new RecordTable(db, boot, key);
  for (const piece of pieces.filter(({ how }) => how === "append")) table.append(eventsOf(piece));
}

/** Pages of whole days, with seals that say nothing. */
class Pages {
  readonly #db: DatabaseSync;
  readonly #places: Places;
  #before: Uint8Array;

  constructor(db: DatabaseSync, places: Places) {
    this.#db = db;
    this.#places = places;
    const last = db.prepare("SELECT hash FROM record_day ORDER BY day DESC LIMIT 1").get()?.["hash"];
    this.#before = last instanceof Uint8Array ? last : new Uint8Array(0);
  }

  write(rows: readonly Parameters<typeof packPage>[0][number][]): void {
    const keep = this.#db.prepare("INSERT INTO record_day (day, first, last, before, hash) VALUES (?, ?, ?, ?, ?)");
    const add = this.#db.prepare("INSERT INTO packed (first, last, events) VALUES (?, ?, ?)");
    this.#db.exec("BEGIN");
    for (const [day, ofDay] of Map.groupBy(rows, ({ at }) => Math.floor(at / DAY_MS))) {
      for (let first = 0; first < ofDay.length; first += PAGE_EVENTS) {
        const page = ofDay.slice(first, first + PAGE_EVENTS);
        const { sequence } = page[0]!;
        add.run(sequence, page.at(-1)!.sequence, packPage(page));
        for (const call of new Set(page.map(({ call }) => call))) {
          if (call !== "") this.#places.add(hashOfCall(call), sequence);
        }
      }
      const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
      const hash = new Uint8Array(createHash("sha256").update(date).digest());
      keep.run(date, ofDay[0]!.sequence, ofDay.at(-1)!.sequence, this.#before, hash);
      this.#before = hash;
    }
    this.#db.exec("COMMIT");
  }
}

/** Where calls are, written in the order of the index: 256 parts, so that a hash's rest and its page fit one number. */
class Places {
  readonly #parts: number[][] = Array.from({ length: 256 }, () => []);

  add(hash: number, page: number): void {
    const whole = hash + 2 ** 31;
    this.#parts[Math.floor(whole / 2 ** 24)]!.push((whole % 2 ** 24) * 2 ** 29 + page);
  }

  write(db: DatabaseSync): void {
    const add = db.prepare("INSERT INTO packed_call (hash, page) VALUES (?, ?) ON CONFLICT DO NOTHING");
    db.exec("BEGIN");
    this.#parts.forEach((part, high) => {
      for (const place of new Float64Array(part).sort()) {
        add.run(high * 2 ** 24 + Math.floor(place / 2 ** 29) - 2 ** 31, place % 2 ** 29);
      }
    });
    db.exec("COMMIT");
  }
}

if (import.meta.main) {
  const [folder = "", calls = "0"] = Deno.args;
  const began = performance.now();
  const made = await makeBigRecord(folder, { days: Math.ceil(Number(calls) / CALLS_A_DAY), unpacked: 90 });
  console.log(`${made} calls in ${Math.round((performance.now() - began) / 1_000)} s`);
}
