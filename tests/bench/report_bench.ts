/**
 * What a report of a month of 100,000 calls costs: from the rows on the disk to the octets of each kind of file, and the
 * thread that carries signalling meanwhile.
 *
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import type { WallTime } from "../../core/base/mod.ts";
import { DEFAULT_CSV, REPORT_FORMATS } from "../../core/directory/mod.ts";
import { SystemClock } from "../../core/io/mod.ts";
import { tableOf } from "../../core/rates/mod.ts";
import { type CallEvent, type CallFact, CALLS, type Row } from "../../core/record/mod.ts";
import { openStore } from "../../core/store/io/mod.ts";
import { ReportMaker } from "../../features/reports/io/report_maker.ts";
import { MARCH, PLAN } from "../../features/reports/stage.ts";
import { newFolder, removeFolder } from "../interop/place.ts";
import type { Figure } from "./figure.ts";

const MONTH = 100_000;
const QUALITY = { packetsIn: 3_000, packetsOut: 3_000, octetsIn: 1, octetsOut: 1, strangers: 0, lostIn: 2 };

/** A caller from outside in a queue of two agents, or an extension that calls the world. */
function factsOf(call: number): readonly CallFact[] {
  const agent = String(101 + call % 20);
  const other = String(101 + (call + 7) % 20);
  const world = { number: `+4072${String(1_000_000 + call * 7 % 30_000).slice(-7)}`, trunk: "digi" };
  const offered = { type: "leg.offered", sipCallId: `${call}@10.0.0.1` } as const;
  const report = { ...QUALITY, jitterMs: call % 40, worstJitterMs: 60, mos: 3.5 + call % 10 / 10, roundTripMs: 40 };
  const ends: readonly CallFact[] = [
    { type: "leg.ended", leg: "b", by: "them", cause: "normal" },
    { type: "leg.ended", leg: "a", by: "us", cause: "normal" },
    { type: "leg.quality", leg: "a", report },
    { type: "leg.quality", leg: "b", report },
    { type: "call.ended", cause: "normal" },
  ];
  const talk: readonly CallFact[] = [{ type: "leg.answered", leg: "b" }, { type: "bridge.made", a: "a", b: "b" }];
  if (call % 4 === 0) {
    return [
      { type: "call.started", from: { number: agent }, dialled: world.number, sipCallId: `${call}@10.1.0.7` },
      { ...offered, leg: "a", party: { number: agent }, direction: "in" },
      { ...offered, leg: "b", party: world, direction: "out" },
      ...talk,
      ...ends,
    ];
  }
  const about = { leg: "a", queue: "8001", agent } as const;
  return [
    { type: "call.started", from: world, dialled: `+4021123456${call % 4}`, sipCallId: `${call}@10.1.0.7` },
    { ...offered, leg: "a", party: world, direction: "in" },
    { type: "queue.joined", leg: "a", queue: "8001", position: 1 },
    { type: "queue.offered", ...about },
    { ...offered, leg: "c", party: { number: other }, direction: "out" },
    { ...offered, leg: "b", party: { number: agent }, direction: "out" },
    { type: "leg.ringing", leg: "b" },
    { type: "leg.ringing", leg: "c" },
    { type: "leg.ended", leg: "c", by: "us", cause: "answered-elsewhere" },
    ...talk,
    { type: "queue.connected", ...about, to: "b", waitedMs: 7_000, ringMs: 5_000 },
    ...ends.slice(0, 2),
    { type: "queue.completed", ...about, by: "caller", waitedMs: 7_000, talkedMs: 90_000, joinedAt: 1 },
    ...ends.slice(2),
  ];
}

/** The rows of a month, as the store would have made them of its record. */
async function fill(folder: string): Promise<void> {
  const store = await openStore(folder, { clock: new SystemClock(), log: { write: () => {} } });
  store.record.append({ ...factsOf(0)[0]!, call: "c", sequence: 1, at: 0 as WallTime, monotonicMs: 0 } as CallEvent);
  await store.record.flush();
  await store.reader.caughtUp();
  await store.close();
  using db = new DatabaseSync(`${folder}/readings.db`);
  const inserts = new Map(CALLS.tables.map(({ name, columns }) => {
    const names = ["call", ...Object.keys(columns)];
    const sql = `INSERT INTO ${name} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`;
    return [name, { names, statement: db.prepare(sql) }] as const;
  }));
  db.exec("BEGIN");
  for (let call = 0; call < MONTH; call++) {
    const at = MARCH.from + Math.floor((MARCH.to - MARCH.from - 600_000) * call / MONTH);
    const story = factsOf(call).map((fact, nth): CallEvent => ({
      ...fact,
      ...{ call: `c${call}`, sequence: nth + 1, at: at + 5_000 * nth as WallTime, monotonicMs: 5_000 * nth },
    }));
    for (const [table, rows] of Object.entries(CALLS.rowsOf(story))) {
      const { names, statement } = inserts.get(table)!;
      for (const row of rows) {
        const cells: Row = { ...row, call: `c${call}` };
        statement.run(...names.map((name) => cells[name] ?? null));
      }
    }
  }
  db.exec("COMMIT");
}

/** The longest that this thread was held up while something went on elsewhere. */
async function longestPause<T>(work: Promise<T>): Promise<{ readonly value: T; readonly pauseMs: number }> {
  const until: { done: boolean } = { done: false };
  let [pauseMs, last] = [0, performance.now()];
  const watch = (async () => {
    while (!until.done) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      const now = performance.now();
      pauseMs = Math.max(pauseMs, now - last - 1);
      last = now;
    }
  })();
  const value = await work.finally(() => until.done = true);
  await watch;
  return { value, pauseMs };
}

export async function benchReports(): Promise<readonly Figure[]> {
  const folder = await newFolder("reports");
  const maker = new ReportMaker();
  try {
    await fill(folder);
    const order = { plan: PLAN, data: folder, country: "RO", agents: ["101", "102"] };
    const prices = new Map([["digi", tableOf("EUR", [{ prefix: "+40", perMinute: 10_000, setup: 0, increment: 1 }])]]);
    const figures: Figure[] = [];
    let held = 0;
    for (const format of REPORT_FORMATS) {
      const began = performance.now();
      const style = { format, csv: DEFAULT_CSV, colour: "#1f5fa8" };
      const { value, pauseMs } = await longestPause(maker.make(order, { as: "octets", style }, prices));
      const ms = performance.now() - began;
      held = Math.max(held, pauseMs);
      if (value.octets.length < 10_000) throw new Error(`Cannot believe a report of ${value.octets.length} octets`);
      figures.push({
        figure: `report of a month of 100,000 calls as ${format}`,
        value: ms,
        unit: "ms",
        goal: "<= 3000",
      });
    }
    const { pauseMs } = await longestPause(
      (async () => {
        for await (const chunk of maker.list(folder, MARCH, PLAN.timeZone)) if (chunk.length === 0) break;
      })(),
    );
    figures.push({
      figure: "signalling thread held up by reports and lists at worst",
      value: Math.max(held, pauseMs),
      unit: "ms",
    });
    return figures;
  } finally {
    maker.stop();
    await removeFolder(folder);
  }
}
