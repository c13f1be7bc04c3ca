import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import { SystemClock } from "../../core/io/mod.ts";
import { tableOf } from "../../core/rates/mod.ts";
import type { CallEvent, CallFact } from "../../core/record/mod.ts";
import { openRows } from "../../core/store/io/rows/mod.ts";
import { openStore } from "../../core/store/io/mod.ts";
import { readData } from "../../features/reports/io/read_data.ts";
import { callsFromRows, makeReport, type ReportPlan } from "../../features/reports/mod.ts";
import { PLAN } from "../../features/reports/stage.ts";
import { generatedDays } from "../bench/generated_calls.ts";

const DAY_MS = 86_400_000;
const FROM = Date.UTC(2026, 2, 2);
const PERIOD = { from: FROM + DAY_MS - 7_200_000, to: FROM + 3 * DAY_MS - 7_200_000 };
const PRICES = new Map([["digi", tableOf("EUR", [{ prefix: "+40", perMinute: 10_000, setup: 70, increment: 60 }])]]);

/** One who calls from outside and is sent to a mobile, first to one that nobody has a price for. */
function forwarded(first: number): readonly CallEvent[] {
  const leg = (leg: string, number: string, direction: "in" | "out"): CallFact => ({
    ...{ type: "leg.offered", leg, party: { number, trunk: "digi" }, direction, sipCallId: leg },
  });
  const facts: readonly CallFact[] = [
    { type: "call.started", from: { number: "+40722000111", trunk: "digi" }, dialled: "+40213001000", sipCallId: "a" },
    ...[leg("a", "+40722000111", "in"), leg("b", "+15550100", "out"), leg("c", "+40722000112", "out")],
    ...["b", "c", "a"].map((leg): CallFact => ({ type: "leg.answered", leg })),
    { type: "bridge.made", a: "a", b: "c" },
    ...["b", "c", "a"].map((leg): CallFact => ({ type: "leg.ended", leg, by: "them", cause: "normal" })),
    { type: "call.ended", cause: "normal" },
  ];
  return facts.map((fact, at) => {
    const ms = DAY_MS + at * 30_000;
    return { ...fact, call: "forwarded", sequence: first + at, at: FROM + ms as WallTime, monotonicMs: ms };
  });
}

Deno.test("what is listed, what it cost and how it sounded is read as one counts it from all rows", async () => {
  const data = await Deno.makeTempDir();
  const store = await openStore(data, { log: { write: () => {} }, clock: new SystemClock() });
  try {
    const days = generatedDays({ from: FROM, day: 0, sequence: 1, callsADay: 300 });
    const generated = Array.from({ length: 4 }, () => days.next().value).flat();
    for (const event of [...generated, ...forwarded(generated.length + 1)]) store.record.append(event);
    await store.record.flush();
    await store.reader.caughtUp();
    using file = openRows(data);
    const rows = (table: string) => file.rows({ table, where: [], orderBy: [], descending: false, limit: 1e9 });
    const calls = callsFromRows({ calls: rows("call"), seats: rows("seat") }, { country: "RO", prices: PRICES });
    for (const parts of [["costs"], ["calls"], ["calls", "costs"]] as const) {
      const plan: ReportPlan = { ...PLAN, parts, period: PERIOD, madeAt: FROM + 9 * DAY_MS };
      const read = await readData(file, { plan, data, country: "RO", agents: [] }, PRICES);
      assert.deepEqual(makeReport(read, plan), makeReport({ calls }, plan));
    }
    const plan: ReportPlan = { ...PLAN, parts: ["quality"], period: PERIOD, madeAt: FROM + 9 * DAY_MS };
    const read = await readData(file, { plan, data, country: "RO", agents: [] }, PRICES);
    const streams = calls.flatMap(({ sounds }) => sounds).filter(({ at }) => PERIOD.from <= at && at < PERIOD.to);
    assert.deepEqual(counts(makeReport(read, plan)), counts(makeReport({ calls, sounds: streams }, plan)));
    assert.deepEqual(read.calls, []);
  } finally {
    await store.close();
    await Deno.remove(data, { recursive: true });
  }
});

/** Averages in another order of adding up differ in the last digit. */
function counts({ sections }: ReturnType<typeof makeReport>): unknown {
  const rounded = (value: unknown) => typeof value === "number" ? Math.round(1e6 * value) : value;
  return sections.map((section) =>
    section.kind === "table"
      ? section.rows.map((row) => row.map(rounded))
      : section.kind === "series"
      ? section.lines.map(({ values }) => values.map(rounded))
      : []
  );
}
