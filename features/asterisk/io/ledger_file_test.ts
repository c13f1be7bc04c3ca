import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { WallTime } from "../../../core/base/mod.ts";
import type { CallEvent, CallFact } from "../../../core/record/mod.ts";
import type { Ledger } from "../ledger.ts";
import { AsteriskKeeper } from "./asterisk_keeper.ts";
import { LedgerFile } from "./ledger_file.ts";

/** A line for each call that has ended, with how much of it there was. */
const TALLY: Ledger = {
  name: "tally",
  file: "tally.csv",
  wants: (type) => type === "call.ended",
  linesOf: (story) => {
    const { call } = story[0]!;
    if (call === "bad") throw new Error("a leg without a party");
    return [{ text: `${call} ${story.length} ș\n`, fields: { call } }];
  },
};
const STARTED: CallFact = { type: "call.started", from: { number: "101" }, dialled: "102" };
const ENDED: CallFact = { type: "call.ended", cause: "normal" };
const NOVEMBER = Date.UTC(2026, 10, 30, 21, 59, 30);

function eventsFrom(from: number, call: string, at: number): readonly CallEvent[] {
  return [STARTED, ENDED].map((fact, index) => ({
    ...fact,
    call,
    sequence: from + index,
    at: at as WallTime,
    monotonicMs: from + index,
  }));
}

/** A folder, and a record that the test writes. */
async function withFolder(work: (box: Box) => void | Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "kontor-ledger-" });
  try {
    using db = new DatabaseSync(":memory:");
    await work(new Box(folder, db));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

class Box {
  readonly folder: string;
  readonly events: CallEvent[] = [];
  #file: LedgerFile | undefined;

  readonly db: DatabaseSync;

  constructor(folder: string, db: DatabaseSync) {
    this.folder = folder;
    this.db = db;
  }

  /** The record as the reader's thread has it. */
  get record() {
    return {
      after: (sequence: number, limit: number) =>
        this.events.filter((event) => event.sequence > sequence).slice(0, limit),
      eventsOf: (call: string) => this.events.filter((event) => event.call === call),
      isOpen: () => false,
    };
  }

  /** So many calls that have ended, a minute apart. */
  calls(count: number, name = "c"): this {
    for (let at = 0; at < count; at++) {
      const from = this.events.length + 1;
      this.events.push(...eventsFrom(from, `${name}${from}`, NOVEMBER + 30_000 * (from - 20)));
    }
    return this;
  }

  /** Follows to the end, as a worker that was started anew, and answers what it told. */
  follow(): readonly string[] {
    this.#file = this.start();
    return this.goOn();
  }

  goOn(): readonly string[] {
    const faults: string[] = [];
    for (;;) {
      const followed = this.#file!.step(this.record, "Europe/Bucharest");
      faults.push(...followed.faults);
      if (!followed.isBehind) return faults;
    }
  }

  start(): LedgerFile {
    return new LedgerFile(TALLY, this);
  }

  read(name = "tally.csv"): string | undefined {
    try {
      return Deno.readTextFileSync(`${this.folder}/${name}`);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return undefined;
      throw error;
    }
  }

  write(name: string, text: string): void {
    Deno.writeTextFileSync(`${this.folder}/${name}`, text);
  }

  /** All there is, oldest month first. */
  all(): readonly string[] {
    return [...Deno.readDirSync(this.folder)].map(({ name }) => name)
      .sort((a, b) => (a === "tally.csv" ? 1 : b === "tally.csv" ? -1 : a < b ? -1 : 1))
      .map((name) => `${name}: ${this.read(name)}`);
  }
}

const line = (from: number, name = "c") => `${name}${from} 2 ș\n`;

Deno.test("a ledger's file has a line for each that the record makes, and goes on where it was", () =>
  withFolder((box) => {
    box.calls(2).follow();
    assert.equal(box.read(), line(1) + line(3));
    box.calls(1).goOn();
    box.calls(1).follow();
    assert.equal(box.read(), line(1) + line(3) + line(5) + line(7));
    assert.deepEqual(box.follow(), []);
    assert.equal(box.read(), line(1) + line(3) + line(5) + line(7));
  }));

Deno.test("a month that is over by the office's clock stands in a file of its own", () =>
  withFolder((box) => {
    box.calls(12).follow();
    const lines = Array.from({ length: 12 }, (_, at) => line(1 + 2 * at));
    // 22:00 is midnight in Bucharest.
    assert.deepEqual(box.all(), [
      `tally.csv-2026-11: ${lines.slice(0, 10).join("")}`,
      `tally.csv: ${lines.slice(10).join("")}`,
    ]);
  }));

/** What a crash, a power cut or a person may leave behind; `before` is what was there when the last cursor was written. */
const LEFT: readonly (readonly [what: string, leave: (box: Box, before: string) => void])[] = [
  ["lines that no cursor tells of", (box, before) => box.write("tally.csv", `${before}${line(5)}`)],
  [
    "half a line, in the middle of a letter",
    (box, before) =>
      Deno.writeFileSync(`${box.folder}/tally.csv`, new TextEncoder().encode(before + line(5)).slice(0, -2)),
  ],
  ["no cursor", (box) => box.db.exec("DROP TABLE ledger")],
  ["a file that was emptied", (box) => box.write("tally.csv", "")],
  ["no file", (box) => Deno.removeSync(`${box.folder}/tally.csv`)],
  [
    "a file that was named after its month too early",
    (box) => Deno.renameSync(`${box.folder}/tally.csv`, `${box.folder}/tally.csv-2026-11`),
  ],
];
for (const [what, leave] of LEFT) {
  Deno.test(`what is left is ${what}: every line is there once, in order`, () =>
    withFolder((box) => {
      box.calls(2).follow();
      leave(box, box.read()!);
      box.calls(10).follow();
      const lines = Array.from({ length: 12 }, (_, at) => line(1 + 2 * at));
      assert.deepEqual(box.all(), [
        `tally.csv-2026-11: ${lines.slice(0, 10).join("")}`,
        `tally.csv: ${lines.slice(10).join("")}`,
      ]);
    }));
}

Deno.test("a record that lost its end in a power cut has the month of its end written anew", () =>
  withFolder((box) => {
    box.calls(12).follow();
    box.events.splice(-2);
    box.calls(2, "d").follow();
    assert.equal(box.read(), line(21) + line(23, "d") + line(25, "d"));
    assert.match(box.read("tally.csv-2026-11")!, /^c1 2 ș\n(.*\n){8}c19 2 ș\n$/);
  }));

Deno.test("what the record has let go of as it is old stays in the files", () =>
  withFolder((box) => {
    box.calls(3).follow();
    box.events.splice(0, 4);
    box.follow();
    box.events.splice(0, 2);
    box.events.push(...eventsFrom(7, "c7", NOVEMBER));
    box.follow();
    assert.equal(box.read(), line(1) + line(3) + line(5) + line(7));
  }));

Deno.test("a clock that is put back brings no month back", () =>
  withFolder((box) => {
    box.calls(12).follow();
    box.events.push(...eventsFrom(25, "c25", 0));
    box.follow();
    assert.equal(box.read(), line(21) + line(23) + line(25));
  }));

Deno.test("a call that the ledger trips over is told, and the others have their lines", () =>
  withFolder((box) => {
    box.calls(1);
    box.events.push(...eventsFrom(3, "bad", NOVEMBER));
    box.calls(1);
    assert.deepEqual(box.follow(), [
      'Cannot write call "bad" into "tally.csv": Error: a leg without a party',
    ]);
    assert.equal(box.read(), line(1) + line(5));
  }));

Deno.test("much is worked off step by step, and what makes no lines is not read twice", () =>
  withFolder((box) => {
    box.calls(600);
    const file = box.start();
    const steps = [1, 2, 3, 4].map(() => file.step(box.record, "UTC").isBehind);
    assert.deepEqual(steps, [true, true, false, false]);
    box.follow();
    assert.equal(box.all().join("").match(/ 2 ș/g)?.length, 600);
  }));

Deno.test("a file that cannot be written is told once, and has all its lines when it can be", () =>
  withFolder(async (box) => {
    box.calls(2);
    const [folder, keeper] = [`${box.folder}/sub`, new AsteriskKeeper(box.db, [TALLY])];
    assert.deepEqual(await keeper.follow(box.record), { isBehind: false, faults: [] });
    Deno.writeTextFileSync(folder, "no folder");
    await keeper.set({ folder, timeZone: "UTC", files: ["tally"] });
    assert.match((await keeper.follow(box.record)).faults[0]!, /^Cannot write ledger "tally", tried again: /);
    assert.deepEqual(await keeper.follow(box.record), { isBehind: false, faults: [] });
    Deno.removeSync(folder);
    assert.deepEqual((await keeper.follow(box.record)).faults, []);
    assert.equal(box.read("sub/tally.csv"), line(1) + line(3));
    const page = await keeper.answer({ ledger: "tally", after: 2, limit: 10 }, box.record);
    assert.deepEqual(page, { lines: [{ text: line(3), fields: { call: "c3" } }], last: 4, isEnd: true });
    assert.throws(() => void keeper.answer({ ledger: "other", after: 0, limit: 1 }, box.record), /none of that name/);
  }));
