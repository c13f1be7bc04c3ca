import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { LogLine, WallTime } from "../../../core/base/mod.ts";
import { buildDirectory, DEFAULT_MISSED, type Directory, type MissedSettings } from "../../../core/directory/mod.ts";
import type { CallEvent, CallFact } from "../../../core/record/mod.ts";
import { HandClock } from "../../../core/store/exam.ts";
import { openStore } from "../../../core/store/io/mod.ts";
import type { Store } from "../../../core/store/mod.ts";
import type { KeptChange } from "../../missed/mod.ts";
import { MissedDesk } from "../../missed/io/mod.ts";
import { spawnReader } from "./mod.ts";

const CALLER = "+40745123456";
const DID = "+40376443311";
const MINUTE_MS = 60_000;
const BOX = { sipCallId: "a@b" };

/** The office with these rules, and nobody in it. */
function directoryOf(missed: Partial<MissedSettings> = {}): Directory {
  const office = { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" };
  return buildDirectory({ office, extensions: [], missed: { ...DEFAULT_MISSED, ...missed } }, {
    revision: 1,
    realm: "kontor",
  });
}

/** A store with its keepers, and the desk of missed calls. */
class Box implements AsyncDisposable {
  readonly changes: KeptChange[] = [];
  readonly lines: LogLine[] = [];
  readonly store: Store;
  readonly desk: MissedDesk;

  private constructor(store: Store, lines: LogLine[]) {
    this.store = store;
    this.lines = lines;
    const log = { write: (line: LogLine) => void lines.push(line) };
    this.desk = new MissedDesk({ log, keepers: store.keepers, wall: () => Date.now() });
    this.desk.onChange((_, change) => this.changes.push(change));
  }

  static async open(folder: string, missed: Partial<MissedSettings> = {}): Promise<Box> {
    const lines: LogLine[] = [];
    const log = { write: (line: LogLine) => void lines.push(line) };
    const box = new Box(await openStore(folder, { clock: new HandClock(), log, spawnReader }), lines);
    box.desk.follow(directoryOf(missed));
    return box;
  }

  /** Appends calls to the record, each as long ago as it says, and waits until all is known of them. */
  async happens(...calls: readonly (readonly CallFact[])[]): Promise<void> {
    for (const facts of calls) {
      const id = `c${this.store.record.acknowledged + this.store.record.waiting + 1}`;
      for (const fact of facts) {
        const sequence = this.store.record.acknowledged + this.store.record.waiting + 1;
        const at = Date.now() as WallTime;
        const event: CallEvent = { ...fact, call: id, sequence, at, monotonicMs: performance.now() };
        this.store.record.append(event);
      }
    }
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.store.record.flush();
    await this.store.reader.caughtUp();
  }

  /** The list in one line each. */
  async list(): Promise<readonly string[]> {
    const entries = await this.desk.entries({ limit: 100 });
    return entries.map(({ callerKey, state, clearedBy, attempts, note }) =>
      `${callerKey.replace(/:.*/, "")} ${state === "archived" ? state : clearedBy ?? state} ×${attempts.length}${
        note === undefined ? "" : ` (${note})`
      }`
    );
  }

  async journal(): Promise<readonly string[]> {
    const lines = await this.desk.linesAfter(0, 1_000);
    assert.deepEqual(lines.map(({ sequence }) => sequence), lines.map((_, at) => at + 1));
    return lines.map(({ action, actor }) => `${action} ${actor}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.desk.stop();
    await this.store.close();
  }
}

const outside = { number: CALLER, trunk: "first" };
const came = (number = CALLER): readonly CallFact[] => [
  { type: "call.started", from: { number, trunk: "first" }, dialled: DID, ...BOX },
  { type: "leg.offered", leg: "a", party: outside, direction: "in", ...BOX },
  { type: "leg.brought", leg: "a", to: "extension", id: "101" },
  { type: "leg.offered", leg: "b", party: { number: "101" }, direction: "out", ...BOX },
  { type: "leg.ringing", leg: "b" },
];
const over: readonly CallFact[] = [
  { type: "leg.ended", leg: "a", by: "them", cause: "cancelled" },
  { type: "leg.ended", leg: "b", by: "us", cause: "cancelled" },
  { type: "call.ended", cause: "cancelled" },
];
const MISS: readonly CallFact[] = [...came(), ...over];
const BUSY: readonly CallFact[] = [
  ...came().slice(0, -1),
  { type: "leg.ended", leg: "b", by: "them", cause: "busy" },
  { type: "call.ended", cause: "busy" },
];
const CALLED_BACK: readonly CallFact[] = [
  { type: "call.started", from: { number: "102" }, dialled: "0745123456", ...BOX },
  { type: "leg.offered", leg: "a", party: { number: "102" }, direction: "in", ...BOX },
  { type: "leg.offered", leg: "b", party: outside, direction: "out", ...BOX },
  { type: "leg.answered", leg: "b" },
  { type: "bridge.made", a: "a", b: "b" },
];

/** A test with a folder of its own, in which a box may be opened again and again. */
function test(name: string, work: (folder: string) => Promise<void>): void {
  Deno.test(name, async () => {
    const folder = await Deno.makeTempDir({ prefix: "kontor-missed-" });
    try {
      await work(folder);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

test("a miss is on the list as soon as its call is in the record, and goes when he is called back", async (folder) => {
  await using box = await Box.open(folder);
  await box.happens(MISS);
  assert.deepEqual(await box.list(), [`${CALLER} open ×1`]);
  assert.deepEqual(box.changes.flatMap(({ lines }) => lines.map(({ sequence, action }) => [sequence, action])), [
    [1, "created"],
  ]);
  assert.equal(box.changes[0]?.entries[0]?.id, "c1");
  assert.deepEqual(box.desk.figures(), { 'missed_entries_open{tenant="own"}': 1 });
  await box.happens(CALLED_BACK);
  assert.deepEqual(await box.list(), [`${CALLER} returned ×1`], "while they still talk");
  assert.deepEqual(await box.journal(), ["created system", "cleared 102"]);
  assert.deepEqual(box.lines, []);
});

test("what people do is kept with who did it, over a restart and over everything that is made anew", async (folder) => {
  {
    await using box = await Box.open(folder);
    await box.happens(MISS);
    const [entry] = await box.desk.entries({ limit: 1 });
    assert.ok(await box.desk.act({ do: "resolve", id: entry!.id, user: "Ana", note: "Sent a mail" }));
    assert.equal(await box.desk.act({ do: "resolve", id: entry!.id, user: "Ana", note: "" }), false, "it is done");
    assert.equal(await box.desk.act({ do: "resolve", id: "nobody", user: "Ana", note: "" }), false);
  }
  const wanted = [`${CALLER} manual ×1 (Sent a mail)`];
  {
    await using box = await Box.open(folder);
    await box.happens(BUSY);
    assert.deepEqual(await box.list(), wanted);
  }
  {
    using db = new DatabaseSync(`${folder}/missed.db`);
    db.exec("DELETE FROM verdict; UPDATE kept SET value = '0' WHERE name = 'version'");
  }
  await using box = await Box.open(folder);
  await box.settled();
  await box.happens(BUSY);
  assert.deepEqual(await box.list(), wanted);
  assert.deepEqual(await box.journal(), ["created system", "cleared Ana"], "nothing is told twice");
  const [entry] = await box.desk.entries({ limit: 1 });
  assert.ok(await box.desk.act({ do: "reopen", id: entry!.id, user: "Bob", note: "He called Ana's mobile" }));
  assert.deepEqual((await box.desk.entry(entry!.id))?.audit.map(({ action, actor }) => `${action} ${actor}`), [
    ...["created system", "cleared Ana", "reopened Bob"],
  ]);
});

test("a miss just before the box went down is found by its next start, without any new call", async (folder) => {
  {
    const log = { write: () => {} };
    const store = await openStore(folder, { clock: new HandClock(), log });
    let sequence = 0;
    for (const fact of MISS) {
      const at = Date.now() as WallTime;
      store.record.append({ ...fact, call: "c1", sequence: sequence += 1, at, monotonicMs: sequence });
    }
    await store.close();
  }
  await using box = await Box.open(folder);
  await box.desk.lastLine();
  await box.settled();
  assert.deepEqual(await box.list(), [`${CALLER} open ×1`]);
});

test("when the rules change, what is open is judged anew, and what was told is taken back in so many words", async (folder) => {
  await using box = await Box.open(folder, { busy: true });
  await box.happens(BUSY);
  assert.deepEqual(await box.list(), [`${CALLER} open ×1`]);
  box.desk.follow(directoryOf());
  await box.desk.lastLine();
  assert.deepEqual(await box.list(), []);
  assert.deepEqual(await box.journal(), ["created system", "retracted system"]);
  box.desk.follow(directoryOf({ busy: true }));
  await box.desk.lastLine();
  assert.deepEqual(await box.list(), [], "what is not open is left as it was");
});

test("somebody says that a caller only tests the line: what is open is taken back, and he is missed no more", async (folder) => {
  {
    await using box = await Box.open(folder);
    await box.happens(MISS);
    const told = { caller: "0745 123 456", user: "Ana", note: "The alarm" };
    assert.ok(await box.desk.ignore({ ...told, isIgnored: true }));
    assert.equal(await box.desk.ignore({ ...told, isIgnored: true }), false);
    assert.deepEqual(await box.list(), []);
  }
  await using box = await Box.open(folder);
  await box.happens(MISS);
  assert.deepEqual(await box.list(), []);
  assert.deepEqual((await box.desk.ignored()).map(({ caller, user, note }) => [caller, user, note]), [
    [CALLER, "Ana", "The alarm"],
  ]);
  assert.ok(await box.desk.ignore({ caller: CALLER, isIgnored: false, user: "Bob", note: "" }));
  assert.deepEqual(await box.desk.ignored(), []);
  assert.deepEqual(await box.list(), [`${CALLER} open ×2`]);
  using db = new DatabaseSync(`${folder}/missed.db`, { readOnly: true });
  assert.deepEqual(db.prepare("SELECT user, is_ignored FROM ignored").all().map((row) => ({ ...row })), [
    { user: "Ana", is_ignored: 1 },
    { user: "Bob", is_ignored: 0 },
  ]);
});

test("whoever asks to be forgotten is, also when everything is made anew; what he does later is new", async (folder) => {
  {
    await using box = await Box.open(folder);
    await box.happens(MISS);
    const [entry] = await box.desk.entries({ limit: 1 });
    await box.desk.act({ do: "resolve", id: entry!.id, user: "Ana", note: "His sister called" });
    assert.ok(await box.desk.act({ do: "forget", caller: "0745 123 456", user: "Ana", note: "By letter" }));
    assert.equal(await box.desk.act({ do: "forget", caller: "0745 123 456", user: "Ana", note: "" }), false);
    assert.deepEqual(await box.list(), ["erased archived ×1"]);
    using db = new DatabaseSync(`${folder}/missed.db`);
    const all = ["verdict", "action", "entry", "line", "ignored", "forgotten"].flatMap((table) =>
      db.prepare(`SELECT * FROM ${table}`).all().map((row) => JSON.stringify(row))
    );
    assert.deepEqual(all.filter((row) => /745123456|sister/.test(row)), []);
    db.exec("UPDATE kept SET value = '0' WHERE name = 'version'");
  }
  await using box = await Box.open(folder);
  await box.happens(BUSY);
  assert.deepEqual(await box.list(), ["erased archived ×1"]);
  await box.happens(MISS);
  assert.deepEqual(await box.list(), [`${CALLER} open ×1`, "erased archived ×1"]);
  assert.deepEqual(await box.journal(), ["created system", "cleared Ana", "erased Ana", "created system"]);
});

test("the list is read page by page, and by what is wanted of it", async (folder) => {
  await using box = await Box.open(folder);
  const numbers = Array.from({ length: 7 }, (_, at) => `+4074500000${at}`);
  await box.happens(...numbers.map((number) => [...came(number), ...over]));
  const first = await box.desk.entries({ limit: 4 });
  const last = first.at(-1)!;
  const rest = await box.desk.entries({ limit: 4, after: [last.attempts.at(-1)!.at, last.id] });
  assert.deepEqual([...first, ...rest].map(({ callerKey }) => callerKey).sort(), numbers);
  const count = async (question: Parameters<MissedDesk["entries"]>[0]) => (await box.desk.entries(question)).length;
  const limit = 100;
  const now = Date.now();
  assert.equal(await count({ limit, caller: "0745000003" }), 1);
  assert.equal(await count({ limit, did: "0376443311" }), 7);
  assert.equal(await count({ limit, place: "Ext 101" }), 7);
  assert.equal(await count({ limit, place: "101" }), 0);
  assert.equal(await count({ limit, states: ["cleared", "archived"] }), 0);
  assert.equal(await count({ limit, since: now - MINUTE_MS, until: now + MINUTE_MS }), 7);
  assert.equal(await count({ limit, until: now - MINUTE_MS }), 0);
  const hour = Temporal.Now.zonedDateTimeISO("Europe/Bucharest").hour;
  const hours = await Promise.all(
    [hour, (hour + 23) % 24, (hour + 12) % 24].map((each) => count({ limit, hour: each })),
  );
  assert.deepEqual([hours[0]! + hours[1]!, hours[2]], [7, 0], "the hour may have turned meanwhile");
});

test("figures count as the list does: by rules that are changed, and without whoever is ignored, all is told anew", async (folder) => {
  const figures = async (box: Box) => {
    await box.settled();
    const [sum] = await box.store.reader.sums({ table: "traffic", where: [], by: [] });
    const rows = await box.store.reader.rows({
      table: "call",
      where: [],
      orderBy: ["call"],
      descending: false,
      limit: 10,
    });
    const sums = ["inbound", "abandoned", "lost"].map((name) => Number(sum?.[name] ?? 0));
    return [...sums, ...rows.map(({ outcome }) => String(outcome)).sort()];
  };
  {
    await using box = await Box.open(folder);
    box.store.reader.goBy({ country: "RO" });
    await box.happens(MISS, BUSY, [...came("0745 123 456"), ...over]);
    assert.deepEqual(await figures(box), [2, 2, 0, "abandoned", "abandoned", "unreached"]);
    box.desk.follow(directoryOf({ busy: true }));
    await box.desk.lastLine();
    assert.deepEqual(await figures(box), [3, 2, 1, "abandoned", "abandoned", "lost"]);
    assert.ok(await box.desk.ignore({ caller: CALLER, isIgnored: true, user: "Ana", note: "The alarm" }));
    assert.deepEqual(await figures(box), [0, 0, 0, "unreached", "void", "void"]);
    await box.happens(MISS);
    assert.deepEqual(await figures(box), [0, 0, 0, "unreached", "void", "void", "void"]);
  }
  await using box = await Box.open(folder, { busy: true });
  box.store.reader.goBy({ country: "RO" });
  assert.deepEqual(await figures(box), [0, 0, 0, "unreached", "void", "void", "void"]);
  assert.ok(await box.desk.ignore({ caller: CALLER, isIgnored: false, user: "Ana", note: "" }));
  assert.deepEqual(await figures(box), [4, 3, 1, "abandoned", "abandoned", "abandoned", "lost"]);
});

test("a start reads nothing again that was read: it takes an hour of a record of years", async (folder) => {
  const callsOf = async (box: Box) => {
    box.store.reader.goBy({ country: "RO" });
    await box.settled();
    const all = { table: "call", where: [], orderBy: ["call"], descending: false, limit: 9 } as const;
    return (await box.store.reader.rows(all)).map(({ outcome }) => outcome);
  };
  {
    await using box = await Box.open(folder);
    await box.desk.ignore({ caller: CALLER, isIgnored: true, user: "Ana", note: "The alarm" });
    await box.happens(MISS, [...came("+40745000001"), ...over]);
    assert.deepEqual(await callsOf(box), ["void", "abandoned"]);
  }
  {
    using db = new DatabaseSync(`${folder}/readings.db`);
    db.exec("DELETE FROM call WHERE call = (SELECT max(call) FROM call)");
  }
  await using box = await Box.open(folder);
  assert.deepEqual(await callsOf(box), ["void"], "what was read again would be there again");
});

test("who asks how a call is judged hears what the list of calls says, by the rules of the moment", async (folder) => {
  await using box = await Box.open(folder, { busy: true });
  await box.happens(BUSY, MISS);
  const { reader, record } = box.store;
  const last = record.acknowledged;
  const said = async () => {
    await box.settled();
    const rows = await reader.rows({ table: "call", where: [], orderBy: ["call"], descending: false, limit: 9 });
    const calls = rows.map(async ({ call, outcome }) => `${await reader.judgementOf(String(call), last)} ${outcome}`);
    return await Promise.all(calls);
  };
  assert.deepEqual(await said(), ["missed lost", "missed abandoned"]);
  assert.equal(await reader.judgementOf("c1", BUSY.length - 1), undefined, "it was not over then");
  box.desk.follow(directoryOf());
  assert.deepEqual(await said(), ["none unreached", "missed abandoned"]);
  await box.desk.ignore({ caller: CALLER, isIgnored: true, user: "Ana", note: "" });
  assert.deepEqual(await said(), ["none unreached", "none void"]);
});
