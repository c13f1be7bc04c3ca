import assert from "node:assert/strict";
import { SystemClock } from "../../core/io/mod.ts";
import { REPORT_PARTS, type ReportFilter } from "../../core/directory/mod.ts";
import { tableOf } from "../../core/rates/mod.ts";
import { openRows } from "../../core/store/io/rows/mod.ts";
import { openStore } from "../../core/store/io/mod.ts";
import { readData } from "../../features/reports/io/read_data.ts";
import {
  type CallQuestion,
  callsFromRows,
  listedOf,
  makeReport,
  type Miss,
  type Report,
  type ReportCall,
  type ReportPlan,
} from "../../features/reports/mod.ts";
import { PLAN } from "../../features/reports/stage.ts";
import { generatedDays } from "../bench/generated_calls.ts";
import { assertAlike } from "../lab/nearly.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const FROM = Date.UTC(2026, 2, 2);
const PERIOD = { from: FROM + DAY_MS - 2 * HOUR_MS, to: FROM + 3 * DAY_MS - 2 * HOUR_MS };
const MADE_AT = FROM + 9 * DAY_MS;
const PRICES = new Map([["digi", tableOf("EUR", [{ prefix: "+40", perMinute: 10_000, setup: 70, increment: 60 }])]]);
const BY_ROWS = 1e9;

/** Days of an office: the calls, with what one who counts them by hand knows, and the rows as a report reads them. */
async function office(
  run: (office: {
    calls: ReturnType<typeof callsFromRows>;
    misses: readonly Miss[];
    told(plan: ReportPlan): Promise<ReturnType<typeof makeReport>>;
  }) => Promise<void>,
) {
  const data = await Deno.makeTempDir();
  const store = await openStore(data, { log: { write: () => {} }, clock: new SystemClock() });
  try {
    const days = generatedDays({ from: FROM, day: 0, sequence: 1, callsADay: 400 });
    for (const event of Array.from({ length: 5 }, () => days.next().value).flat()) store.record.append(event);
    await store.record.flush();
    await store.reader.caughtUp();
    using file = openRows(data);
    const rows = (table: string) => file.rows({ table, where: [], orderBy: [], descending: false, limit: BY_ROWS });
    const seats = rows("seat");
    const calls = callsFromRows({ calls: rows("call"), seats, visits: rows("queue_visit") }, {
      country: "RO",
      prices: PRICES,
    });
    const misses = calls.filter(({ ended }) => ended === "lost" || ended === "abandoned")
      .map(({ id: call, startedAt: at }): Miss => ({ at, call, lastAt: at, how: "open" }));
    await run({
      calls,
      misses,
      told: async (plan) =>
        makeReport(await readData(file, { plan, data, country: "RO", agents: ["1000"], misses }, PRICES), plan),
    });
  } finally {
    await store.close();
    await Deno.remove(data, { recursive: true });
  }
}

Deno.test("a report of some calls says what one counts of them, from sums and from rows alike", () =>
  office(async ({ calls, misses, told }) => {
    const inbound = calls.filter(({ direction, ended }) => direction === "inbound" && ended === "answered");
    const of = (key: "queue" | "trunk" | "answeredBy" | "dialled", nth = 0) =>
      [...new Set(inbound.map((call) => call[key]).filter((name) => name !== undefined))].sort()[nth]!;
    const filters: readonly ReportFilter[] = [
      { queue: [of("queue")] },
      { queue: [of("queue"), of("queue", 1)] },
      { number: [of("dialled")] },
      { trunk: [of("trunk")] },
      { agent: [of("answeredBy"), of("answeredBy", 1)] },
      { extension: [of("answeredBy")] },
      { queue: [of("queue")], agent: [of("answeredBy"), of("answeredBy", 1), of("answeredBy", 2)] },
      { queue: ["8999"] },
      {},
    ];
    for (const filter of filters) {
      for (const timeZone of ["Europe/Bucharest", "Asia/Kolkata"]) {
        for (const thresholds of [{}, { [of("queue")]: 5 }]) {
          const plan: ReportPlan = {
            ...PLAN,
            parts: REPORT_PARTS.filter((part) => part !== "agents"),
            ...{ period: PERIOD, periodBefore: { from: PERIOD.from - DAY_MS, to: PERIOD.from }, timeZone },
            ...{ madeAt: MADE_AT, of: filter, interval: "quarter-hour", thresholds, answerWithinS: 12 },
          };
          const theirs = misses.filter(({ call }) => listedOf(calls, everything(filter)).some(({ id }) => id === call));
          const expected = makeReport({ calls, before: calls, misses: theirs }, plan);
          const report = await told(plan);
          assertAlike(report.sections, expected.sections, JSON.stringify({ filter, timeZone, thresholds }));
          assertLeadsToItsCalls(report, calls);
          const [figures] = report.sections;
          assert.ok(figures?.kind === "figures");
          assert.equal(figures.figures[0]?.value === 0, filter.queue?.[0] === "8999", "there are such calls");
        }
      }
    }
  }));

/** What a figure or a row counts is as many calls as those that it leads to. */
function assertLeadsToItsCalls(report: Report, calls: readonly ReportCall[]): void {
  const found = (question: CallQuestion) => listedOf(calls, { question, limit: BY_ROWS }).length;
  for (const section of report.sections) {
    if (section.kind === "figures") {
      for (const { key, unit, value, ask } of section.figures) {
        if (section.key === "summary" && unit === "count") equal(found(ask!), value, key);
      }
    } else if (section.kind === "series") {
      // Its lines are averages.
      if (section.key.startsWith("quality")) continue;
      for (const [at, ask] of (section.asks ?? []).entries()) {
        const [answered, missed] = section.lines.map(({ values }) => Number(values[at]));
        equal(found({ ...ask, outcome: ["answered", "abandoned", "lost"] }), answered! + missed!, section.key);
      }
    } else {
      const at = COUNTED_IN.map((key) => section.columns.findIndex((column) => column.key === key)).find((at) =>
        at > 0
      );
      if (at === undefined || section.key === "missed_ends" || section.asks === undefined) continue;
      const ways = section.key === "trunks" ? ["in"] as const : undefined;
      for (const [row, ask] of section.asks.entries()) {
        equal(found(ways ? { ...ask, direction: ways } : ask), section.rows[row]![at], `${section.key} ${row}`);
      }
    }
  }
}

const COUNTED_IN = ["inbound", "count"];
const equal: (actual: unknown, expected: unknown, about: string) => void = assert.equal;

/** The calls that a row of a report leads to, all of them. */
function everything(of: ReportFilter) {
  const { number: dialled, agent: reached, ...others } = of;
  return {
    question: { since: 0, until: Infinity, ...others, ...dialled && { dialled }, ...reached && { reached } },
    limit: BY_ROWS,
  };
}
