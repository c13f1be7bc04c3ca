import assert from "node:assert/strict";
import { SeededChance, START, toText, type WallTime } from "../../core/base/mod.ts";
import type { CallEvent, CallFact, Row } from "../../core/record/mod.ts";
import { KeyRing, openMemoryStore, type Store } from "../../core/store/mod.ts";
import { bucketsOf } from "../../features/reports/buckets.ts";
import { countsByHour, countsByWeek, countsByWeekday, countsIn } from "../../features/reports/clock_series.ts";
import {
  countsFromSums,
  hourCounts,
  staffingFromSums,
  talliesOver,
  weekCounts,
  weekdayCounts,
} from "../../features/reports/clock_sums.ts";
import { kpisFromSums, talliesFromSums } from "../../features/reports/from_sums.ts";
import { extensionsFromSums } from "../../features/reports/people_sums.ts";
import { LocalHours } from "../../core/base/mod.ts";
import {
  callsFromRows,
  extensionStatistics,
  kpisOf,
  makeReport,
  type Period,
  type ReportCall,
  type ReportPlan,
  type Section,
  staffingHints,
  talliesBy,
  tallyOf,
} from "../../features/reports/mod.ts";
import { PLAN } from "../../features/reports/stage.ts";
import { writeJson } from "../../features/reports/write/json.ts";
import { PartHourSums } from "../../features/reports/part_hour.ts";
import { canAddUp, partHourOf, readSums, type Sums } from "../../features/reports/sums.ts";
import { apiRoutes } from "../../web/api/api.ts";
import { quietApi } from "../../web/api/stage.ts";
import { generatedDays } from "../bench/generated_calls.ts";
import { assertAlike } from "../lab/nearly.ts";

const HOUR_MS = 3_600_000;
/** The night in which the clocks of Bucharest go back. */
const FROM = Date.UTC(2025, 9, 24);
const PERIOD = { from: Date.UTC(2025, 9, 24, 21), to: Date.UTC(2025, 9, 27, 22) };
const TIME_ZONE = "Europe/Bucharest";
const THRESHOLDS = { "8001": 5 };
/** One number, as providers write it. */
const SPELLINGS = ["+40", "0", "0040"];
const MADE_AT = Date.UTC(2025, 9, 30);

/** Every kind of end that a queue knows, by turns. */
const QUEUED: readonly (readonly CallFact[])[] = [
  [
    { type: "queue.offered", leg: "a", queue: "8001", agent: "101" },
    { type: "leg.offered", leg: "b", party: { number: "101" }, direction: "out", sipCallId: "b" },
    { type: "leg.ringing", leg: "b" },
    { type: "leg.answered", leg: "b" },
    { type: "queue.connected", leg: "a", queue: "8001", agent: "101", to: "b", waitedMs: 7_250, ringMs: 900 },
    { type: "bridge.made", a: "a", b: "b" },
    { type: "leg.ended", leg: "b", by: "them", cause: "normal" },
  ],
  [{ type: "queue.abandoned", leg: "a", queue: "8001", position: 1, joinedAt: 0, waitedMs: 4_000 }],
  [{ type: "queue.left", leg: "a", queue: "8001", why: "timeout", position: 1, joinedAt: 0, waitedMs: 61_000 }],
  [
    { type: "leg.offered", leg: "b", party: { number: "102" }, direction: "out", sipCallId: "b" },
    { type: "leg.ended", leg: "b", by: "them", cause: "unavailable", status: 480 },
  ],
];

function queued(first: number): readonly CallEvent[] {
  return Array.from({ length: 40 }, (_, at): readonly CallEvent[] => {
    const facts: readonly CallFact[] = [
      {
        type: "call.started",
        from: { number: `${SPELLINGS[at % 3]}72200000${at % 7}`, trunk: "digi" },
        dialled: "0211234567",
        ...at % 5 === 0 ? { isHidden: true } : {},
      },
      { type: "leg.offered", leg: "a", party: { number: "x", trunk: "digi" }, direction: "in", sipCallId: "a" },
      { type: "queue.joined", leg: "a", queue: "8001", position: 1 },
      ...QUEUED[at % QUEUED.length]!,
      { type: "leg.ended", leg: "a", by: "them", cause: "cancelled" },
      { type: "call.ended", cause: "normal" },
    ];
    return facts.map((fact, step) => {
      const ms = at * 1.7 * HOUR_MS + step * 1_000;
      return { ...fact, call: `q${at}`, sequence: 0, at: PERIOD.from + ms as WallTime, monotonicMs: ms };
    });
  }).flat().map((event, at) => ({ ...event, sequence: first + at }));
}

interface Told {
  readonly store: Store;
  /** Of the period, and later. */
  readonly calls: readonly ReportCall[];
  readonly sums: Sums;
}

/** As it is, and cut off within an hour in which there are calls. */
const PERIODS: readonly Period[] = [PERIOD, { ...PERIOD, to: Date.UTC(2025, 9, 27, 9, 41, 7) }];

/** By what else an office may judge, with who gives up before and after it promises an answer. */
type Judging = Pick<ReportPlan, "shortS" | "shortAbandonS" | "timeOf" | "resolutionWindowS">;
const JUDGINGS: readonly Judging[] = [
  { shortS: 4, resolutionWindowS: 3_600 },
  { shortS: 5, shortAbandonS: 4, timeOf: "duration", resolutionWindowS: 72 * 3_600 },
  { shortS: 3, shortAbandonS: 30 },
];

async function office(period: Period, judging: Judging = {}): Promise<Told> {
  const store = openMemoryStore({ wall: () => MADE_AT as WallTime, now: () => 0 as never });
  store.reader.goBy({ country: "RO" });
  const days = generatedDays({ from: FROM, day: 0, sequence: 1, callsADay: 300 });
  const generated = Array.from({ length: 4 }, () => days.next().value).flat();
  for (const event of [...generated, ...queued(generated.length + 1)]) store.record.append(event);
  const every = { where: [], orderBy: ["call"], descending: false, limit: 1e9 };
  const [calls, seats, visits] = await Promise.all(
    ["call", "seat", "queue_visit"].map((table) => store.reader.rows({ ...every, table })),
  );
  const all = callsFromRows({ calls: calls!, seats: seats!, visits: visits! }, { country: "RO" })
    .filter(({ startedAt }) => period.from <= startedAt);
  const plan = {
    period,
    hours: LocalHours.of(TIME_ZONE),
    answerWithinS: 12,
    thresholds: THRESHOLDS,
    madeAt: MADE_AT,
    ...judging,
  };
  const part = partHourOf(plan);
  const isThere = (row: Row) => part!.from <= Number(row["started_at"]) && Number(row["started_at"]) < part!.to;
  const reader = part === undefined ? store.reader : new PartHourSums(store.reader, {
    from: part.from,
    rows: { call: calls!.filter(isThere), seat: seats!, queue_visit: visits! },
  });
  assert.ok(
    part === undefined || all.some(({ startedAt }) => part.from <= startedAt && startedAt < part.to),
    "none began in the part",
  );
  return { store, calls: all, sums: await readSums(reader, plan) };
}

for (const period of PERIODS) {
  Deno.test(`the sums of the record come to the figures that one counts from its calls, up to ${new Date(period.to).toISOString()}`, async () => {
    const { store, calls: all, sums } = await office(period);
    const calls = all.filter(({ startedAt }) => startedAt < period.to);
    const later = all.filter(({ startedAt }) => startedAt >= period.to);
    const hours = LocalHours.of(TIME_ZONE);
    const when = { period: period, timeZone: TIME_ZONE, hours };
    const options = { thresholdS: 12, thresholds: THRESHOLDS };
    for (const variant of ["F1", "F2", "F3", "F4", "F5", "flow-out"] as const) {
      for (const timeOf of ["talk", "duration"] as const) {
        const counted = kpisOf(calls, {
          ...options,
          timeZone: TIME_ZONE,
          variant,
          timeOf,
          now: MADE_AT,
          to: period.to,
          later,
        });
        const { p90S, longestS, ...waits } = counted.queueWait;
        const added = kpisFromSums(sums, { hours, variant, timeOf });
        assertAlike(added, {
          ...counted,
          queueWait: { ...waits, p90S: Math.ceil(p90S!), longestS: Math.ceil(longestS!) },
        });
      }
      const groups = [
        ["queue", ({ queue }: ReportCall) => queue],
        ["number", ({ direction, dialled }: ReportCall) => direction === "inbound" ? dialled : undefined],
        ["trunk", ({ trunk }: ReportCall) => trunk],
        ["agent", ({ direction, answeredBy }: ReportCall) => direction === "inbound" ? answeredBy : undefined],
      ] as const;
      for (const [kind, keyOf] of groups) {
        // Only a queue's own line is judged by what it has promised.
        const judged = kind === "queue" ? options : { thresholdS: 12 };
        assertAlike(talliesFromSums(sums, kind, variant), talliesBy(calls, keyOf, { ...judged, variant }));
      }
      for (const interval of [60, "day"] as const) {
        const buckets = bucketsOf(period, interval, when);
        const within = ({ from, to }: Period) => calls.filter(({ startedAt: at }) => from <= at && at < to);
        const counted = buckets.map((bucket) => tallyOf(within(bucket), { thresholdS: 12, variant }));
        assertAlike(talliesOver(sums, buckets, variant), counted);
      }
    }
    for (const interval of [15, 30, 60, "day"] as const) {
      const buckets = bucketsOf(period, interval, when);
      assert.deepEqual(countsFromSums(sums, buckets), countsIn(calls, buckets));
    }
    assert.deepEqual(hourCounts(sums, when), countsByHour(calls, period, when));
    assert.deepEqual(weekdayCounts(sums, when), countsByWeekday(calls, period, when));
    assert.deepEqual(weekCounts(sums, when), countsByWeek(calls, period, when));
    assertAlike(extensionsFromSums(sums), extensionStatistics(calls));
    assertAlike(staffingFromSums(sums, when), staffingHints(calls, when));
    await store.close();
  });
}

for (const period of PERIODS) {
  Deno.test(`a report is the same, whether it is made from sums or from calls, up to ${new Date(period.to).toISOString()}`, async () => {
    const { store, calls, sums } = await office(period);
    const plan = { ...PLAN, period: period, answerWithinS: 12, thresholds: THRESHOLDS, madeAt: MADE_AT };
    for (const variant of ["F3", "flow-out"] as const) {
      const counted = makeReport({ calls }, { ...plan, variant });
      const added = makeReport({ calls, sums }, { ...plan, variant });
      assert.equal(added.sections.length, counted.sections.length);
      assertAlike(added.sections, counted.sections);
    }
    const parts = ["comparison"] as const;
    const before = { ...plan, parts, periodBefore: period };
    assertAlike(makeReport({ calls, sums, before: sums }, before), makeReport({ calls, before: calls }, before));
    await store.close();
  });
}

for (const [period, judging] of PERIODS.flatMap((period) => JUDGINGS.map((judging) => [period, judging] as const))) {
  Deno.test(`sums and calls agree by ${JSON.stringify(judging)}, too, up to ${new Date(period.to).toISOString()}`, async () => {
    const { store, calls, sums } = await office(period, judging);
    const plan = { ...PLAN, ...judging, period, answerWithinS: 12, thresholds: THRESHOLDS, madeAt: MADE_AT };
    const wrapUps = { "8001": 30 };
    for (const variant of ["F1", "F2", "F3", "F4", "F5", "flow-out"] as const) {
      const counted = makeReport({ calls }, { ...plan, variant, wrapUps });
      assertAlike(makeReport({ calls, sums }, { ...plan, variant, wrapUps }).sections, counted.sections);
    }
    const { shortAbandonS = 0 } = judging;
    const options = { timeZone: TIME_ZONE, thresholdS: 12 };
    const [all, judged] = [kpisOf(calls, options), kpisOf(calls, { ...options, ...judging })];
    const short = calls.filter(({ direction, ended, waitS }) =>
      direction === "inbound" && ended === "abandoned" && waitS <= shortAbandonS
    ).length;
    assert.equal(short > 0, shortAbandonS > 0, "the office has some who give up so soon");
    assert.deepEqual(
      [judged.totalCalls, judged.inboundReached, judged.missed],
      [all.totalCalls - short, all.inboundReached - short, all.missed - short],
    );
    await store.close();
  });
}

/** Of each section that has callers by when they came: all who came, were answered, or were missed. */
const BY_TIME: Readonly<Record<string, readonly string[]>> = {
  ...{ intervals: ["answered", "missed"], hours: ["answered", "missed"], weekdays: ["answered", "missed"] },
  ...{ week: ["inbound"], week_missed: ["missed"] },
  ...{ days: ["inbound", "answered", "missed"], hourly: ["inbound", "answered", "missed"] },
};

for (const judging of JUDGINGS) {
  Deno.test(`the parts of one report come to the same figures by ${JSON.stringify(judging)}`, async () => {
    const { store, calls, sums } = await office(PERIOD, judging);
    const parts = ["summary", "intervals", "hours", "weekdays", "week", "days", "hourly", "staffing"] as const;
    const plan = { ...PLAN, ...judging, parts, period: PERIOD, answerWithinS: 12, madeAt: MADE_AT };
    const hours = LocalHours.of(TIME_ZONE);
    const pieces = bucketsOf(PERIOD, 60, { timeZone: TIME_ZONE, hours });
    const timesOf = (hour: number) => pieces.filter(({ from }) => hours.at(from).hour === hour).length;
    for (const data of [{ calls }, { calls: [], sums }]) {
      for (const interval of ["quarter-hour", "hour", "day"] as const) {
        const { sections } = makeReport(data, { ...plan, interval });
        const figures = sections.flatMap((each) => each.kind === "figures" ? each.figures : []);
        const figureOf = (name: string) => figures.find(({ key }) => key === name)?.value;
        for (const section of sections.filter(({ key }) => key in BY_TIME)) {
          for (const name of BY_TIME[section.key]!) {
            assert.equal(addedUp(section, name), figureOf(name), `${section.key} ${name} ${interval}`);
          }
        }
        const [byHour, staffing] = ["hours", "staffing"].map((name) => sections.find(({ key }) => key === name));
        assert.ok(byHour?.kind === "series" && staffing?.kind === "table" && staffing.rows.length > 0);
        for (const [hour, callsPerHour] of staffing.rows) {
          // Nobody has left a message in this office.
          const came: number = byHour.lines.reduce((sum, { values }) => sum + values[Number(hour)]!, 0);
          assert.equal(Math.round(Number(callsPerHour) * timesOf(Number(hour))), came, `${hour} ${interval}`);
        }
      }
    }
    await store.close();
  });
}

/** A line, or a column, from end to end; a table of hours by days has nothing but what it counts. */
function addedUp(section: Section, name: string): number {
  if (section.kind === "figures") throw new Error(`Cannot add up the figures of "${section.key}"`);
  const values = section.kind === "series"
    ? section.lines.find(({ key }) => key === name)!.values
    : section.columns.some(({ key }) => key === name)
    ? section.rows.map((row) => row[section.columns.findIndex(({ key }) => key === name)])
    : section.rows.flatMap((row) => row.slice(1));
  return values.reduce((sum: number, value) => sum + Number(value), 0);
}

/** In each section with links: what of a row, or of a figure, its link leads to. */
const COUNTED: Readonly<Record<string, readonly string[]>> = {
  ...{ queues: ["inbound"], numbers: ["inbound"], agents: ["answered"], days: ["inbound"], served: ["count"] },
  ...{ exits: ["count"], levels: ["ofAll"], intervals: ["answered", "missed"] },
  ...{ hours: ["answered", "missed"], weekdays: ["answered", "missed"] },
};
/** Figures that are no count of what they lead to. */
const IS_COUNT: ReadonlySet<string> = new Set(["totalCalls", "inbound", "outbound", "answered", "missed", "messages"]);

for (const shortAbandonS of [0, 4]) {
  Deno.test(`figures lead to the calls that they count, where who gave up in ${shortAbandonS} s is in none`, async () => {
    const { store, calls } = await office(PERIOD);
    const keys = await KeyRing.load(store.keys, {
      clock: { now: () => START, wall: () => MADE_AT as WallTime },
      chance: new SeededChance(1),
    });
    const key = await keys.add("bi", ["calls:read"], "ana");
    assert.ok(key.ok);
    const app = apiRoutes({ ...quietApi(), reader: store.reader, record: store.record, keyOf: (key) => keys.of(key) });
    const countAt = async (link: string) => {
      let [count, cursor] = [0, ""];
      do {
        const path = `${link}&limit=500${cursor}`;
        const page = await (await app.request(path, { headers: { authorization: `Bearer ${key.value}` } })).json();
        count += page.calls.length;
        cursor = page.next === null ? "" : `&cursor=${page.next}`;
      } while (cursor !== "");
      return count;
    };
    const parts = [
      "summary",
      "levels",
      "intervals",
      "hours",
      "weekdays",
      "days",
      "queues",
      "exits",
      "numbers",
      "agents",
    ] as const;
    const plan = { ...PLAN, parts, period: PERIOD, answerWithinS: 12, madeAt: MADE_AT, shortAbandonS };
    const told = toText(writeJson(makeReport({ calls }, plan), { lists: { calls: "/api/v1/calls", missed: "" } }));
    for (const { key, figures = [], columns, lines, rows, calls: links = [] } of JSON.parse(told).sections) {
      for (const { key, value, calls } of figures) {
        if (IS_COUNT.has(key)) assert.equal(await countAt(calls), value, key);
      }
      const wanted = COUNTED[key] ?? [];
      for (const [at, link] of links.entries()) {
        // Some of the many pieces of a period.
        if (links.length > 6 && at % 9 !== 0) continue;
        const columnOf = (name: string) => columns.findIndex(({ key }: { key: string }) => key === name);
        const values = lines === undefined
          ? wanted.map((name) => rows[at][columnOf(name)])
          : lines.map(({ values }: { values: readonly number[] }) => values[at]);
        const sum = values.reduce((sum: number, value: number) => sum + value, 0);
        // In memory each visit is looked for among all.
        if (key === "exits" && sum > 40) continue;
        // Who left a message was neither taken nor missed: nobody does in this office.
        if (key !== "levels" || ["F2", "F3", "flow-out"].includes(rows[at][0])) {
          assert.equal(await countAt(link), sum, `${key} ${at} ${link}`);
        }
      }
    }
    await store.close();
  });
}

Deno.test("sums are not asked for a period that cuts their hours in two", () => {
  const at = (zone: string, period = PERIOD) => canAddUp({ period, hours: LocalHours.of(zone) });
  assert.deepEqual([at(TIME_ZONE), at("Asia/Kathmandu"), at("Asia/Kolkata")], [true, false, false]);
  assert.equal(at(TIME_ZONE, { ...PERIOD, from: PERIOD.from + 1 }), false);
});

Deno.test("the part of an hour with which a period ends is known, but for one that goes on", () => {
  const to = PERIOD.to - 17;
  const hour = PERIOD.to - HOUR_MS;
  assert.deepEqual(partHourOf({ period: { ...PERIOD, to }, madeAt: MADE_AT }), { from: hour, to });
  assert.equal(partHourOf({ period: { ...PERIOD, to }, madeAt: to }), undefined);
  assert.equal(partHourOf({ period: PERIOD, madeAt: MADE_AT }), undefined);
});
