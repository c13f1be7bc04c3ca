import { LocalHours, toText } from "../../core/base/mod.ts";
import assert from "node:assert/strict";
import type { ReportPart } from "../../core/directory/mod.ts";
import { countsByHour, countsByWeek, countsByWeekday, countsIn } from "./clock_series.ts";
import { extensionStatistics, failingExtensions } from "./extensions.ts";
import {
  agentsFor,
  bucketsOf,
  makeReport,
  missBreakdown,
  missesFrom,
  type Offer,
  periodBefore,
  periodOf,
  qualityOf,
  staffingHints,
} from "./mod.ts";
import type { Report, Section, Table } from "./report.ts";
import type { ReportCall } from "./report_call.ts";
import { writeJson } from "./write/json.ts";
import { BUCHAREST, callAt, MARCH, MISSES, monthOf, PLAN } from "./stage.ts";

const HERE = { timeZone: BUCHAREST, hours: LocalHours.of(BUCHAREST) };
const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString().replace(".000Z", "Z");
const dayOf = (from: string, to: string) => ({ from: at(from), to: at(to) });
const SHORT_DAY = dayOf("2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z");
const LONG_DAY = dayOf("2026-10-24T21:00:00Z", "2026-10-25T22:00:00Z");

const PERIODS = [
  ["today", "2026-03-29T10:00:00Z", "2026-03-28T22:00:00Z", "2026-03-29T10:00:00Z"],
  ["yesterday", "2026-03-30T05:00:00Z", "2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z"],
  ["this-week", "2026-10-28T10:00:00Z", "2026-10-25T22:00:00Z", "2026-10-28T10:00:00Z"],
  ["last-week", "2026-10-26T10:00:00Z", "2026-10-18T21:00:00Z", "2026-10-25T22:00:00Z"],
  ["this-month", "2026-03-15T10:00:00Z", "2026-02-28T22:00:00Z", "2026-03-15T10:00:00Z"],
  ["last-month", "2026-03-31T22:00:00Z", "2026-02-28T22:00:00Z", "2026-03-31T21:00:00Z"],
  ["this-quarter", "2026-05-15T10:00:00Z", "2026-03-31T21:00:00Z", "2026-05-15T10:00:00Z"],
  ["last-quarter", "2026-04-01T10:00:00Z", "2025-12-31T22:00:00Z", "2026-03-31T21:00:00Z"],
  ["this-year", "2026-07-01T10:00:00Z", "2025-12-31T22:00:00Z", "2026-07-01T10:00:00Z"],
  ["last-year", "2026-01-01T00:00:00Z", "2024-12-31T22:00:00Z", "2025-12-31T22:00:00Z"],
  ["last-7-days", "2026-03-30T10:00:00Z", "2026-03-22T22:00:00Z", "2026-03-29T21:00:00Z"],
  ["last-30-days", "2026-03-30T10:00:00Z", "2026-02-27T22:00:00Z", "2026-03-29T21:00:00Z"],
] as const;
for (const [name, now, from, to] of PERIODS) {
  Deno.test(`periodOf(): "${name}" is whole days by the clock on the wall`, () => {
    const period = periodOf(name, at(now), BUCHAREST);
    assert.deepEqual([iso(period.from), iso(period.to)], [from, to]);
  });
}

const BEFORE = [
  ["yesterday", "2026-03-30T05:00:00Z", "2026-03-21T22:00:00Z", "2026-03-22T22:00:00Z"],
  ["last-month", "2026-04-02T05:00:00Z", "2026-01-31T22:00:00Z", "2026-02-28T22:00:00Z"],
  ["this-month", "2026-03-15T10:00:00Z", "2026-01-31T22:00:00Z", "2026-02-15T10:00:00Z"],
  ["this-quarter", "2026-05-31T10:00:00Z", "2025-12-31T22:00:00Z", "2026-02-28T11:00:00Z"],
  ["last-quarter", "2026-04-01T10:00:00Z", "2025-09-30T21:00:00Z", "2025-12-31T22:00:00Z"],
  ["last-year", "2026-01-01T10:00:00Z", "2023-12-31T22:00:00Z", "2024-12-31T22:00:00Z"],
  ["last-30-days", "2026-03-30T10:00:00Z", "2026-01-23T22:00:00Z", "2026-02-22T22:00:00Z"],
] as const;
for (const [name, now, from, to] of BEFORE) {
  Deno.test(`periodBefore(): "${name}" is compared with days of the same names, or with the one before it in the calendar`, () => {
    const period = periodBefore(name, periodOf(name, at(now), BUCHAREST), BUCHAREST);
    assert.deepEqual([iso(period.from), iso(period.to)], [from, to]);
  });
}

Deno.test("a short day has 23 hours and a long one 25, and the repeated ones are told apart", () => {
  const labels = (day: typeof SHORT_DAY) => bucketsOf(day, 60, HERE).map(({ label }) => label);
  assert.equal(labels(SHORT_DAY).length, 23);
  assert.ok(!labels(SHORT_DAY).includes("03:00"));
  const long = labels(LONG_DAY);
  assert.equal(long.length, 25);
  assert.deepEqual(long.slice(2, 6), ["02:00", "03:00 +03:00", "03:00 +02:00", "04:00"]);
});

Deno.test("days are pieces as long as the calendar has them, and the first and the last may be less", () => {
  const buckets = bucketsOf(dayOf("2026-03-28T10:00:00Z", "2026-03-30T10:00:00Z"), "day", HERE);
  assert.deepEqual(buckets.map(({ label, from, to }) => [label, (to - from) / 3_600_000]), [
    ["2026-03-28", 12],
    ["2026-03-29", 23],
    ["2026-03-30", 13],
  ]);
});

Deno.test("an hour that is skipped has no bar, one that is repeated has both", () => {
  const spring = countsByHour([callAt("2026-03-29T01:30:00Z")], SHORT_DAY, HERE).answered;
  assert.deepEqual(spring.slice(2, 5), [0, null, 1]);
  const calls = [callAt("2026-10-25T00:30:00Z"), callAt("2026-10-25T01:30:00Z", { ended: "lost" })];
  const autumn = countsByHour(calls, LONG_DAY, HERE);
  assert.deepEqual([autumn.answered[3], autumn.missed[3]], [1, 1]);
});

Deno.test("weekdays begin on Monday; those that the period has none of are empty", () => {
  const { answered } = countsByWeekday([callAt("2026-03-29T10:00:00Z")], SHORT_DAY, HERE);
  assert.deepEqual(answered, [null, null, null, null, null, null, 1]);
});

Deno.test("hours of the week begin with Monday's first; those that the period has none of are empty", () => {
  const calls = [callAt("2026-03-29T01:30:00Z"), callAt("2026-03-29T10:00:00Z", { ended: "lost" })];
  const { answered, missed } = countsByWeek(calls, SHORT_DAY, HERE);
  const sunday = 6 * 24;
  assert.deepEqual([answered.length, answered[sunday - 1], answered[sunday + 3], answered[sunday + 4]], [
    168,
    null,
    null,
    1,
  ]);
  assert.deepEqual([missed[sunday + 13], answered[sunday + 13]], [1, 0]);
});

Deno.test("every call of a period is in one piece of it, and only inbound calls that reached somebody count", () => {
  const calls = [...monthOf(2_000), callAt("2026-03-02T10:00:00Z", { direction: "internal" })];
  const { answered, missed } = countsIn(calls, bucketsOf(MARCH, 15, HERE));
  const total = [...answered, ...missed].reduce((sum: number, count) => sum + (count ?? 0), 0);
  assert.equal(total, calls.filter(({ direction, ended }) => direction === "inbound" && ended !== "unreached").length);
});

const offer = (extension: string, outcome: Offer["outcome"], cause: string = "normal"): Offer => ({
  extension,
  outcome,
  cause,
  talkS: outcome === "answered" ? 60 : 0,
});

Deno.test("what a colleague has taken is no call that one has missed", () => {
  const calls = [
    callAt("2026-03-02T09:00:00Z", { offers: [offer("101", "answered"), offer("102", "elsewhere")] }),
    callAt("2026-03-02T10:00:00Z", { ended: "lost", offers: [offer("101", "missed"), offer("102", "busy")] }),
    callAt("2026-03-02T11:00:00Z", { direction: "outbound", madeBy: "102", offers: [] }),
  ];
  const [ana, bob] = extensionStatistics(calls);
  assert.deepEqual([ana?.offered, ana?.answerRate, ana?.made, ana?.talkS], [2, 0.5, 0, 60]);
  assert.deepEqual([bob?.offered, bob?.answerRate, bob?.made, bob?.talkS], [2, null, 1, 60]);
  assert.deepEqual(bob?.outcomes, { answered: 0, elsewhere: 1, missed: 0, busy: 1, failed: 0 });
});

Deno.test("the extensions that fail most come first, with what they fail of", () => {
  const failing = (extension: string, ...causes: readonly string[]) =>
    causes.map((cause) => callAt("2026-03-02T09:00:00Z", { offers: [offer(extension, "failed", cause)] }));
  const calls = [
    ...failing("101", "unavailable"),
    ...failing("102", "timeout", "unavailable", "unavailable"),
    callAt("2026-03-02T09:00:00Z", { offers: [offer("102", "answered"), offer("103", "answered")] }),
  ];
  const worst = failingExtensions(extensionStatistics(calls));
  assert.deepEqual(worst.map(({ extension, failureRate, failures }) => [extension, failureRate, failures]), [
    ["102", 0.75, [["unavailable", 2], ["timeout", 1]]],
    ["101", 1, [["unavailable", 1]]],
  ]);
  assert.equal(failingExtensions(extensionStatistics(calls), 1).length, 1);
});

Deno.test("quality beyond a limit raises an alert that names the worst, at the limit there is none", () => {
  const sound = { at: at("2026-03-02T09:10:00Z"), mos: 4, jitterMs: 30, lostPercent: 1, roundTripMs: 300 };
  const good = callAt("2026-03-02T09:00:00Z", { sounds: [{ ...sound, from: "101" }] });
  const buckets = bucketsOf(dayOf("2026-03-02T09:00:00Z", "2026-03-02T11:00:00Z"), 60, HERE);
  const soundsOf = (...calls: readonly ReportCall[]) => calls.flatMap(({ sounds }) => sounds);
  const alertsOf = (...of: Parameters<typeof qualityOf>) => qualityOf(...of).flatMap(({ alerts }) => alerts);
  assert.deepEqual(alertsOf(soundsOf(good), buckets), []);
  const bad = callAt("2026-03-02T10:00:00Z", {
    sounds: [
      { ...sound, at: at("2026-03-02T10:05:00Z"), from: "102", mos: 3, jitterMs: 80, roundTripMs: null },
      { ...sound, at: at("2026-03-02T10:05:00Z"), from: "provider", mos: 4.4, jitterMs: 10, lostPercent: null },
    ],
  });
  const pieces = qualityOf(soundsOf(good, bad), buckets);
  assert.deepEqual(pieces.map(({ averages: { mos, latencyMs } }) => [mos, latencyMs]), [[4, 150], [3.7, 150]]);
  assert.deepEqual(pieces.map(({ sources }) => sources.map(({ source, bad }) => [source, bad])), [
    [["101", 0]],
    [["102", 1], ["provider", 0]],
  ]);
  assert.deepEqual(
    alertsOf(soundsOf(good, bad), buckets).map(({ bucket, measure, value, streams, worst }) => [
      bucket.label,
      measure,
      value,
      streams,
      worst,
    ]),
    [["12:00", "mos", 3.7, 2, "102"], ["12:00", "jitterMs", 45, 2, "102"]],
  );
  assert.deepEqual(qualityOf([], buckets).map(({ averages }) => averages.mos), [null, null]);
  const strict = { mos: 4.5, jitterMs: 5, lostPercent: 0, latencyMs: 1 };
  assert.equal(alertsOf(soundsOf(good), buckets, strict).length, 4);
});

Deno.test("the fewest people who reach the goal are hinted at, by Erlang C", () => {
  const work = { callsPerHour: 100, handlingS: 180 };
  assert.equal(agentsFor(work, { level: 0.74, thresholdS: 20, wrapUpS: 0 })?.agents, 7);
  assert.equal(agentsFor(work, { level: 0.8, thresholdS: 20, wrapUpS: 0 })?.agents, 8);
  assert.equal(agentsFor({ callsPerHour: 0, handlingS: 180 }), undefined);
  const calls = Array.from({ length: 50 }, () => callAt("2026-03-02T09:10:00Z", { talkS: 180 }));
  const [hint, ...others] = staffingHints(calls, {
    ...HERE,
    period: dayOf("2026-03-01T22:00:00Z", "2026-03-03T22:00:00Z"),
  });
  assert.deepEqual([others.length, hint?.hour, hint?.callsPerHour, hint?.handlingS], [0, 11, 25, 180]);
});

Deno.test("what became of missed callers adds up, and of none there is no share", () => {
  const { misses, ends, callbackRate, recoveredRate, timeToCallbackS } = missBreakdown(MISSES);
  assert.equal(Object.values(ends).reduce((sum, { count }) => sum + count, 0), misses);
  assert.deepEqual([callbackRate, recoveredRate, timeToCallbackS], [0.5, 0.75, { median: 60, p90: 600 }]);
  const anew = missesFrom([
    { openedAt: 1_000, call: "c1", lastAt: 5_000, clearedBy: "returned", closedAt: 65_000 },
    { openedAt: 90_000, call: "c9", lastAt: 90_000, clearedBy: undefined, closedAt: undefined },
  ]);
  const { ends: after, timeToCallbackS: waited } = missBreakdown(anew);
  assert.deepEqual([after.returned.count, after.open.count, waited.median], [1, 1, 60]);
  assert.deepEqual([missBreakdown([]).recoveredRate, missBreakdown([]).ends.open.share], [null, null]);
});

const sectionOf = (report: Report, key: string): Section => {
  const section = report.sections.find((each) => each.key === key);
  assert.ok(section !== undefined, `there is no section "${key}"`);
  return section;
};
const tableIn = (report: Report, key: string): Table => {
  const section = sectionOf(report, key);
  assert.ok(section.kind === "table");
  return section;
};

Deno.test("the lines of every table add up to the figures on top, and these to the list of calls", () => {
  const report = makeReport({ calls: monthOf(3_000), misses: MISSES }, PLAN);
  const top = sectionOf(report, "summary");
  assert.ok(top.kind === "figures");
  const figure = (key: string) => top.figures.find((each) => each.key === key)?.value;
  assert.equal(Number(figure("answered")) + Number(figure("missed")), figure("inbound"));
  for (const key of ["days", "hourly", "numbers", "trunks"]) {
    const { columns, rows } = tableIn(report, key);
    const sumOf = (column: string) =>
      rows.reduce((sum, row) => sum + Number(row[columns.findIndex(({ key }) => key === column)]), 0);
    assert.equal(sumOf("inbound"), figure("inbound"), key);
    assert.equal(sumOf("missed"), figure("missed"), key);
    if (key !== "numbers") assert.equal(sumOf("inbound") + sumOf("outbound"), figure("totalCalls"), key);
  }
  assert.equal(tableIn(report, "calls").rows.length, 3_000);
  assert.equal(tableIn(report, "days").rows.length, 31);
  assert.equal(tableIn(report, "hourly").rows.length, 31 * 24 - 1, "the clocks go forward once");
  for (const [key, of] of [["week", "inbound"], ["week_missed", "missed"]] as const) {
    const cells = tableIn(report, key).rows.flatMap(([, ...counts]) => counts.map(Number));
    assert.equal(cells.length, 7 * 24);
    assert.equal(cells.reduce((sum, count) => sum + count, 0), figure(of));
  }
});

Deno.test("a report is of its period alone, whatever order the calls are told in", () => {
  const calls = [...monthOf(200), callAt("2026-04-01T09:00:00Z"), callAt("2026-02-01T09:00:00Z")];
  const report = makeReport({ calls }, PLAN);
  assert.equal(tableIn(report, "calls").rows.length, 200);
  assert.deepEqual(makeReport({ calls: calls.toReversed() }, PLAN), report);
});

Deno.test("a report of nothing has null where something would be divided, in every part", () => {
  const report = makeReport({ calls: [], misses: [] }, PLAN);
  const top = sectionOf(report, "summary");
  assert.ok(top.kind === "figures");
  const figures = Object.fromEntries(top.figures.map(({ key, value }) => [key, value]));
  assert.deepEqual([figures["totalCalls"], figures["serviceLevel"], figures["peakHour"]], [0, null, null]);
  assert.deepEqual(tableIn(report, "queues").rows, []);
  assert.deepEqual(tableIn(report, "staffing").rows, []);
  assert.equal(tableIn(report, "days").rows[0]?.[4], null);
});

Deno.test("every part can stand alone, in both languages; without misses, the period before or queues, there is no part of them", () => {
  for (const language of ["en", "ro"] as const) {
    for (const part of PLAN.parts) {
      const parts: readonly ReportPart[] = [part];
      const report = makeReport({ calls: monthOf(20) }, { ...PLAN, parts, language });
      assert.equal(report.sections.length === 0, ["missed", "comparison", "exits"].includes(part), part);
      for (const { title } of report.sections) assert.notEqual(title, "", part);
    }
  }
});

Deno.test("a queue that promises something else is judged by it, beside the others", () => {
  const calls = ["8001", "8002"].map((queue) => callAt("2026-03-02T09:00:00Z", { id: queue, queue, waitS: 30 }));
  const parts = ["summary", "queues"] as const;
  const report = makeReport({ calls }, { ...PLAN, parts, thresholds: { "8002": 30 } });
  const { columns, rows } = tableIn(report, "queues");
  const at = columns.findIndex(({ key }) => key === "serviceLevel");
  assert.deepEqual(rows.map((row) => [row[0], row[at]]), [["8001", 0], ["8002", 1]]);
  const top = sectionOf(report, "summary");
  assert.ok(top.kind === "figures");
  assert.equal(top.figures.find(({ key }) => key === "serviceLevel")?.value, 0.5);
});

Deno.test("a report of a part of the office has the rows of that part alone, and nothing that counts all of it", () => {
  const calls = monthOf(200).map((call, at) => ({ ...call, queue: at % 2 === 0 ? "8001" : "8002" }));
  const parts: readonly ReportPart[] = ["summary", "hours", "queues", "extensions", "calls"];
  const whole = makeReport({ calls }, { ...PLAN, parts });
  const { sections } = makeReport({ calls }, { ...PLAN, parts, only: ["8001", "101"] });
  const tableIn = (all: readonly Section[], key: string) => all.find((each): each is Table => each.key === key);
  assert.deepEqual(sections.map(({ key }) => key), ["queues", "extensions", "calls"]);
  for (const [key, own] of [["queues", ["8001"]], ["extensions", ["101"]], ["calls", []]] as const) {
    const [of, from] = [tableIn(sections, key)!, tableIn(whole.sections, key)!];
    assert.deepEqual(of.rows.map(([whose]) => whose), own);
    assert.deepEqual(of.rows, from.rows.filter(([whose]) => own.some((each) => each === whose)));
    assert.equal(of.asks?.length ?? of.rows.length, of.rows.length);
  }
});

Deno.test("what became of missed callers leads to their entries, but not where a report is of some calls", () => {
  const missed = makeReport({ calls: [], misses: MISSES }, { ...PLAN, parts: ["missed"] });
  const lists = { calls: "/calls", missed: "/missed?tenant=acme" };
  const [figures, ends] = JSON.parse(toText(writeJson(missed, { lists }))).sections;
  const when = "tenant=acme&missed_since=2026-02-28T22%3A00%3A00.000Z&missed_until=2026-03-31T21%3A00%3A00.000Z";
  assert.deepEqual(figures.figures.slice(0, 2).map(({ missed }: { missed: string }) => missed), [
    `/missed?${when}`,
    `/missed?${when}&ended=returned`,
  ]);
  const each = ["returned", "answered_later", "manual", "expired", "open"];
  assert.deepEqual(ends.missed, each.map((end) => `/missed?${when}&ended=${end}`));
  const of = { trunk: ["digi"] };
  const some = makeReport({ calls: [], misses: MISSES }, { ...PLAN, parts: ["missed"], of });
  assert.ok(!toText(writeJson(some, { lists })).includes("/missed?"));
});

Deno.test("an alert of call quality leads to the calls that were beyond its limit", () => {
  const at = Date.parse("2026-03-02T08:00:00Z");
  const sound = { at, from: "101", mos: 3.5, jitterMs: 50, lostPercent: 0, roundTripMs: 20 };
  const calls = [callAt("2026-03-02T08:00:00Z", { sounds: [sound] })];
  const alerts = makeReport({ calls }, { ...PLAN, parts: ["quality"] }).sections.at(-1);
  assert.ok(alerts?.kind === "table" && alerts.key === "quality_alerts");
  assert.deepEqual(alerts.asks?.map(({ sounded }) => sounded), ["mos", "jitter"]);
});
