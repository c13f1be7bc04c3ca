/**
 * The record when it is big: what the desk, reports and lists ask of it, its room on the disk, and what it costs the thread
 * that carries signalling. The ordinary run makes 300,000 calls, half of them through queues, of which as many are packed as
 * of five years': some minutes, and 450 MB. `KONTOR_BIG_RECORD=10000000` makes ten million (five years of 2 million),
 * `KONTOR_BIG_RECORD=14000000` seven years: both ask for 1.5 GB a million calls, and, as days after the first fortnight are
 * copies of it, for an hour or more. `KONTOR_BIG_RECORD_IN=FOLDER` takes those that `big_record.ts` has made there.
 *
 * @module
 */
import { type Clock, type Instant, SeededChance, type WallTime } from "../../core/base/mod.ts";
import { SystemClock } from "../../core/io/mod.ts";
import { REPORT_PARTS, type ReportPart } from "../../core/directory/mod.ts";
import type { CallFact, Condition } from "../../core/record/mod.ts";
import { openStore } from "../../core/store/io/mod.ts";
import type { Store } from "../../core/store/mod.ts";
import type { Period } from "../../features/reports/mod.ts";
import { newFolder, removeFolder } from "../interop/place.ts";
import { Lab } from "../lab/lab.ts";
import { registered, talking } from "../lab/scene.ts";
import { missedBytes } from "./big_missed.ts";
import { CALLS_A_DAY, DAY_MS, FROM, makeBigRecord } from "./big_record.ts";
import type { ReportMade, ReportWanted } from "./big_report_worker.ts";
import type { Figure } from "./figure.ts";
import { generatedDays } from "./generated_calls.ts";
import { isQuiet, timed, type Took } from "./took.ts";

const CALLS = Number(Deno.env.get("KONTOR_BIG_RECORD") ?? 300_000);
/** Of 1,826 days 90 are not packed. */
const UNPACKED_SHARE = 90 / 1_826;
/** So many days of it are not packed, at most. */
const UNPACKED_DAYS = 90;
const HOUR_MS = 3_600_000;
/** Parts of a report that look at single calls, each a report of its own. */
const SINGLE: readonly ReportPart[] = ["exits", "quality", "costs", "calls"];
const SUMMED = REPORT_PARTS.filter((part) => !SINGLE.includes(part));
const ROUNDS = 7;
/** A day whose calls are in no record. */
const NEVER_COMES = 100_000;

export async function benchBigRecord(): Promise<readonly Figure[]> {
  const ready = Deno.env.get("KONTOR_BIG_RECORD_IN");
  const folder = ready ?? await newFolder("big_record");
  const days = Math.ceil(CALLS / CALLS_A_DAY);
  try {
    if (ready === undefined) await makeBigRecord(folder, { days, unpacked: unpackedOf(days) });
    return await measure(folder);
  } finally {
    if (ready === undefined) await removeFolder(folder);
  }
}

function unpackedOf(days: number): number {
  return Math.min(UNPACKED_DAYS, Math.round(UNPACKED_SHARE * days));
}

/** A clock that stands where the upkeep is to find something old. */
class BenchClock implements Clock {
  readonly #own = new SystemClock();
  at: number | undefined;

  now(): Instant {
    return this.#own.now();
  }

  wall(): WallTime {
    return (this.at ?? this.#own.wall()) as WallTime;
  }
}

async function measure(folder: string): Promise<readonly Figure[]> {
  const bytes = ["kontor.db", "readings.db"].reduce((sum, name) => sum + Deno.statSync(`${folder}/${name}`).size, 0);
  const clock = new BenchClock();
  const store = await openStore(folder, {
    clock,
    log: { write: (line) => console.error(line.text) },
  });
  // The years before the last three are measured, too.
  store.upkeep.set({ packAfterDays: 9_999, keepYears: 0 });
  // Whoever looks at the desk a second time: the first look starts the thread.
  await store.reader.caughtUp();
  const days = (await store.reader.days()).length;
  const name = `record of ${(days * CALLS_A_DAY).toLocaleString("en", { maximumSignificantDigits: 2 })} calls`;
  const chance = new SeededChance(7);
  const someDay = () => FROM + chance.below(days) * DAY_MS;
  try {
    const dashboards = await timesOf(200, () => dashboard(store, someDay()));
    const calls = await someCalls(store, 300, someDay);
    const stories = await timesOf(calls.length, (at) => store.reader.eventsOf(calls[at]!.call));
    const searches = await timesOf(200, (at) => search(store, calls[at]!.number));
    const months: Period[] = Array.from({ length: Math.min(24, Math.ceil(days / 30)) }, (_, at) => {
      const from = FROM + (at * 30 % Math.max(1, days - 29)) * DAY_MS - 2 * HOUR_MS;
      return { from, to: from + 30 * DAY_MS };
    });
    const monthly = await reportTimes(folder, months, SUMMED);
    const single: (readonly [ReportPart, readonly Took[]])[] = [];
    for (const part of SINGLE) single.push([part, await reportTimes(folder, months.slice(-5), [part])]);
    const year = FROM + Math.max(0, days - 366) * DAY_MS - 2 * HOUR_MS;
    const years = await reportTimes(folder, [1, 2, 3].map(() => ({ from: year, to: year + 365 * DAY_MS })), SUMMED);
    const missed = await missedBytes(days);
    const isAlone = await isQuiet();
    const figures = (what: string, takes: readonly Took[], most: number, of = p95): readonly Figure[] => [
      // What others do on the machine is on the clock, too: only where nobody else is at work it says something of us.
      { figure: `${name}: ${what}`, value: of(takes.map(({ ms }) => ms)), unit: "ms", ...isAlone ? goal(most) : {} },
      { figure: `${name}: ${what}, computing`, value: of(takes.map(({ cpuMs }) => cpuMs)), unit: "ms", ...goal(most) },
    ];
    return [
      ...figures("the desk's figures and lists of a day, p95", dashboards, 100),
      ...figures("report of a month, worst", monthly, 1_000, (times) => Math.max(...times)),
      ...single.flatMap(([part, takes]) => figures(`${part} of a month`, takes, 1_000, middle)),
      ...figures("report of its last year", years, 1_000, (times) => Math.min(...times)),
      ...figures("one call's story, p95", stories, 5),
      ...figures("search by a number, p95", searches, 100),
      { figure: `${name}: disk per call, of who was missed`, value: missed, unit: "B" },
      {
        figure: `${name}: disk per call, in all`,
        value: bytes / (days * CALLS_A_DAY) + missed,
        unit: "B",
        goal: "<= 1200",
      },
      ...await turns(folder, months, name),
      ...await cost(store),
      ...await upkeep(store, { clock, days, name }),
    ];
  } finally {
    await store.close();
  }
}

/** What stands on the first page of the desk, asked for at once. */
async function dashboard({ reader }: Store, day: number): Promise<void> {
  const until = day + 14 * HOUR_MS;
  const between = (column: string): readonly Condition[] => [
    { column, is: ">=", value: day },
    { column, is: "<", value: until },
  ];
  const list = { table: "call", orderBy: ["started_at", "call"], descending: true, limit: 50 };
  await Promise.all([
    reader.sums({ table: "traffic_group", where: between("hour"), by: ["kind", "of"] }),
    reader.sums({ table: "traffic", where: between("hour"), by: ["hour"] }),
    reader.sums({ table: "traffic_group_wait", where: between("hour"), by: ["kind", "of", "ended"] }),
    reader.sums({ table: "extension_hour", where: between("hour"), by: ["extension"] }),
    reader.rows({ ...list, where: between("started_at") }),
    reader.rows({ ...list, where: [...between("started_at"), { column: "outcome", is: "=", value: "abandoned" }] }),
    reader.recentCalls(20),
  ]);
}

async function search({ reader }: Store, number: string): Promise<void> {
  const list = { table: "call", orderBy: ["started_at", "call"], descending: true, limit: 100 };
  await Promise.all([
    reader.rows({ ...list, where: [{ column: "from_number", is: "=", value: number }] }),
    reader.rows({ ...list, where: [{ column: "reached_number", is: "=", value: number }] }),
    reader.rows({ ...list, where: [{ column: "dialled", is: "=", value: number }] }),
  ]);
}

async function someCalls({ reader }: Store, count: number, someDay: () => number) {
  const calls: { readonly call: string; readonly number: string }[] = [];
  while (calls.length < count) {
    const [row] = await reader.rows({
      table: "call",
      where: [{ column: "started_at", is: ">=", value: someDay() + 9 * HOUR_MS }],
      orderBy: ["started_at", "call"],
      descending: false,
      limit: 1,
    });
    if (row !== undefined) calls.push({ call: String(row["call"]), number: String(row["from_number"]) });
  }
  return calls;
}

/** The reports are made in a thread of their own. */
async function reportTimes(
  folder: string,
  periods: readonly Period[],
  parts: readonly ReportPart[],
): Promise<readonly Took[]> {
  const reports = new Reports(folder, parts);
  const times: Took[] = [];
  try {
    // The first one loads the thread, too.
    for (const period of periods.slice(0, 1)) await reports.make(period);
    for (const period of periods) {
      const { took, isThere } = await reports.make(period);
      if (!isThere) throw new Error("Cannot believe a report of no calls");
      times.push(took);
    }
  } finally {
    reports.end();
  }
  return times;
}

class Reports {
  readonly #worker = new Worker(new URL("./big_report_worker.ts", import.meta.url), { type: "module" });
  readonly #folder: string;
  readonly #parts: readonly ReportPart[];

  constructor(folder: string, parts: readonly ReportPart[] = SUMMED) {
    this.#folder = folder;
    this.#parts = parts;
  }

  make(period: Period): Promise<ReportMade> {
    const { promise, resolve, reject } = Promise.withResolvers<ReportMade>();
    this.#worker.onmessage = (event: MessageEvent<ReportMade>) => resolve(event.data);
    this.#worker.onerror = (event) => reject(new Error(event.message));
    const wanted: ReportWanted = { folder: this.#folder, period, parts: this.#parts };
    this.#worker.postMessage(wanted);
    return promise;
  }

  end(): void {
    this.#worker.terminate();
  }
}

/** How long this thread alone was at work. */
function onProcessorMs(): number {
  return Number(Deno.readTextFileSync("/proc/thread-self/schedstat").split(" ")[0]) / 1e6;
}

/**
 * Calls through the switchboard, with and without reports being made beside it, a second each by turns: what else goes on
 * on the machine is in both. Counted is what this thread was at work for one.
 */
async function turns(folder: string, months: readonly Period[], name: string): Promise<readonly Figure[]> {
  const reports = new Reports(folder);
  const lab = new Lab({ numbers: ["101", "102"] });
  const [ana, bob] = ["101", "102"].map((number) => registered(lab, number));
  const aSecond = async () => {
    const [began, before] = [performance.now(), onProcessorMs()];
    let calls = 0;
    while (performance.now() - began < 1_000) {
      talking(lab, ana!, bob!).caller.bye();
      lab.run(100);
      lab.events.length = 0;
      calls += 1;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return (onProcessorMs() - before) / calls;
  };
  try {
    await aSecond();
    await aSecond();
    const shares: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const alone = await aSecond();
      const until: { done: boolean } = { done: false };
      const making = (async () => {
        for (let at = round; !until.done; at++) await reports.make(months[at % months.length]!);
      })();
      const beside = await aSecond();
      until.done = true;
      await making;
      shares.push(beside / alone);
    }
    return [{
      figure: `${name}: a call through the switchboard while reports are made, by one without`,
      value: middle(shares),
      unit: "x",
      goal: "<= 1.25",
    }];
  } finally {
    reports.end();
  }
}

/**
 * What the record adds to a turn of three events of an office's calls, and whether it keeps up with 2,000 a second. The events
 * are there without it: the desk and the webhooks hear of them, too.
 */
async function cost(store: Store): Promise<readonly Figure[]> {
  const events = generatedDays({ from: FROM, day: NEVER_COMES, callsADay: CALLS_A_DAY, sequence: 1 }).next().value;
  const clock = new SystemClock();
  const times: number[] = [];
  let late = 0;
  const due = new Map<number, number>();
  const began = performance.now();
  for (let turn = 0; turn < 4_000; turn++) {
    const aheadMs = turn * 1.5 - (performance.now() - began);
    if (aheadMs > 1) await new Promise((resolve) => setTimeout(resolve, aheadMs));
    const next = store.record.acknowledged + store.record.waiting + 1;
    const made = events.slice(3 * turn, 3 * turn + 3).map((event, nth) => {
      return { ...event, sequence: next + nth, at: clock.wall(), monotonicMs: performance.now() };
    });
    const before = performance.now();
    for (const event of made) store.record.append(event);
    times.push(1_000 * (performance.now() - before));
    due.set(store.record.acknowledged + store.record.waiting, before);
    for (const [sequence, at] of due) {
      if (sequence > store.record.acknowledged) break;
      late = Math.max(late, performance.now() - at);
      due.delete(sequence);
    }
  }
  await store.record.flush();
  const seconds = (performance.now() - began) / 1_000;
  return [
    { figure: "record: added to a turn of three events, p95", value: p95(times), unit: "us", goal: "<= 20" },
    { figure: "record: events a second, sustained", value: 12_000 / seconds, unit: "/s", goal: ">= 1900" },
    { figure: "record: an event is acknowledged after, worst", value: late, unit: "ms" },
  ];
}

/** Packing a day, and forgetting one: how long it takes, and how long the writer keeps events waiting meanwhile. */
async function upkeep(
  store: Store,
  { clock, days, name }: { readonly clock: BenchClock; readonly days: number; readonly name: string },
): Promise<readonly Figure[]> {
  const oldest = FROM + (days - unpackedOf(days)) * DAY_MS;
  clock.at = oldest + 100 * DAY_MS + HOUR_MS;
  store.upkeep.set({ packAfterDays: 99, keepYears: 0 });
  const packing = await whileWriting(store, () => store.upkeep.run());
  // Three years and a day after the first day.
  const from = new Date(FROM);
  clock.at = Date.UTC(from.getUTCFullYear() + 3, from.getUTCMonth(), from.getUTCDate() + 1, 1);
  store.upkeep.set({ packAfterDays: 9_999, keepYears: 3 });
  const forgetting = await whileWriting(store, () => store.upkeep.run());
  const [first] = await store.reader.days();
  const state = (await store.reader.checkDay(first!))?.state;
  if (state !== "removed") throw new Error(`Cannot measure forgetting: the first day is ${state}`);
  return [
    { figure: `${name}: packing a day`, value: packing.seconds, unit: "s" },
    { figure: `${name}: a commit while a day is packed, p95`, value: p95(packing.waits), unit: "ms", goal: "<= 100" },
    { figure: `${name}: forgetting a day`, value: forgetting.seconds, unit: "s" },
    {
      figure: `${name}: a commit while a day is forgotten, p95`,
      value: p95(forgetting.waits),
      unit: "ms",
      goal: "<= 100",
    },
  ];
}

/** Writes an event now and then while something else is done, and tells how long each commit took. */
async function whileWriting({ record }: Store, work: () => Promise<void>) {
  const waits: number[] = [];
  const began = performance.now();
  const fact: CallFact = { type: "presence.changed", number: "101", from: "away", to: "offline", by: "phone" };
  let isDone = false;
  const working = work().finally(() => isDone = true);
  while (!isDone) {
    const sequence = record.acknowledged + record.waiting + 1;
    const before = performance.now();
    record.append({ ...fact, call: "", sequence, at: Date.now() as WallTime, monotonicMs: before });
    await record.flush();
    waits.push(performance.now() - before);
  }
  await working;
  return { waits, seconds: (performance.now() - began) / 1_000 };
}

async function timesOf(count: number, work: (at: number) => Promise<unknown>): Promise<readonly Took[]> {
  const times: Took[] = [];
  for (let at = 0; at < count; at++) times.push((await timed(() => work(at))).took);
  return times;
}

const goal = (most: number) => ({ goal: `<= ${most}` });

function p95(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.ceil(times.length * 0.95) - 1]!;
}

function middle(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)]!;
}
