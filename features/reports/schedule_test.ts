import assert from "node:assert/strict";
import { DEFAULT_CSV, type SavedReport } from "../../core/directory/mod.ts";
import { dueRuns, nextRun } from "./mod.ts";

const BUCHAREST = "Europe/Bucharest";
const CLOCKS = { office: { timeZone: BUCHAREST }, pbx: [] };
const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString().replace(".000Z", "Z");

function saved(cron: string, more: Partial<SavedReport> = {}): SavedReport {
  const settings = { parts: ["summary"], period: "yesterday", format: "csv", csv: DEFAULT_CSV } as const;
  return { name: "daily", ...settings, to: ["ana@example.com"], cron, ...more };
}

/** The runs of every minute between two instants, as a box that never sleeps has them. */
function runsOf(report: SavedReport, from: string, to: string, stepMs: number = 60_000): readonly string[] {
  const runs: string[] = [];
  for (let after = at(from); after < at(to); after += stepMs) {
    const due = dueRuns([report], { afterOf: () => after, until: after + stepMs, clocks: CLOCKS });
    for (const run of due) runs.push(iso(run.at));
  }
  return runs;
}

const RUNS: readonly (readonly [string, string, string, string, readonly string[]])[] = [
  ["eight in the morning is at five in summer", "0 8 * * *", "2026-03-28T00:00:00Z", "2026-03-30T12:00:00Z", [
    ...["2026-03-28T06:00:00Z", "2026-03-29T05:00:00Z", "2026-03-30T05:00:00Z"],
  ]],
  ["what the clock skips runs at the end of the gap", "30 3 * * *", "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z", [
    ...["2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"],
  ]],
  ["a list in the gap is not lost either", "15,45 3 * * *", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", [
    "2026-03-29T01:00:00Z",
  ]],
  ["what the clock repeats runs once, the first time", "30 3 * * *", "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z", [
    ...["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"],
  ]],
  ["every hour follows the sun in autumn", "0 * * * *", "2026-10-24T23:30:00Z", "2026-10-25T03:30:00Z", [
    ...["2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z", "2026-10-25T03:00:00Z"],
  ]],
  ["and in spring", "0 * * * *", "2026-03-28T23:30:00Z", "2026-03-29T02:30:00Z", [
    ...["2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"],
  ]],
  ["Mondays", "0 8 * * MON", "2026-03-20T00:00:00Z", "2026-03-31T00:00:00Z", [
    ...["2026-03-23T06:00:00Z", "2026-03-30T05:00:00Z"],
  ]],
];
for (const [title, cron, from, to, expected] of RUNS) {
  Deno.test(`dueRuns(): ${title}, however often it is asked`, () => {
    assert.deepEqual(runsOf(saved(cron), from, to), expected);
    assert.deepEqual(runsOf(saved(cron), from, to, 7 * 60_000), expected);
  });
}

Deno.test("a report has a clock of its own, and the office's without it", () => {
  const berlin = saved("0 8 * * *", { timeZone: "Europe/Berlin" });
  assert.equal(iso(nextRun([berlin], at("2026-03-02T00:00:00Z"), CLOCKS) ?? 0), "2026-03-02T07:00:00Z");
  assert.equal(iso(nextRun([saved("0 8 * * *")], at("2026-03-02T00:00:00Z"), CLOCKS) ?? 0), "2026-03-02T06:00:00Z");
});

Deno.test("after days without power one report tells of all of them, the short day and the long one too", () => {
  for (const [change, later] of [["2026-03-27", "2026-03-31"], ["2026-10-23", "2026-10-27"]] as const) {
    const [run, ...others] = dueRuns([saved("0 8 * * *")], {
      afterOf: () => at(`${change}T12:00:00Z`),
      until: at(`${later}T12:00:00Z`),
      clocks: CLOCKS,
    });
    assert.deepEqual([others.length, run?.isDelayed], [0, true]);
    const local = (instant: number) =>
      String(Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(BUCHAREST));
    assert.match(local(run?.at ?? 0), new RegExp(`^${later}T08:00`));
    assert.match(local(run?.period.from ?? 0), new RegExp(`^${change}T00:00`));
    assert.match(local(run?.period.to ?? 0), new RegExp(`^${later}T00:00`));
  }
});

Deno.test("a run is due at its moment and never again", () => {
  const report = saved("0 8 * * *");
  const moment = at("2026-03-02T06:00:00Z");
  const due = (after: number, until: number) => dueRuns([report], { afterOf: () => after, until, clocks: CLOCKS });
  assert.deepEqual(due(moment - 1_000, moment - 1), []);
  assert.deepEqual(due(moment - 1_000, moment).map(({ key, isDelayed }) => [key, isDelayed]), [
    [`daily.${moment}`, false],
  ]);
  assert.deepEqual(due(moment, moment + 3_600_000), []);
});

Deno.test("what has no hour or nobody to read it is never due by itself", () => {
  const { cron: _, ...unasked } = saved("0 8 * * *");
  const reports = [unasked, saved("0 8 * * *", { to: [] })];
  const when = { afterOf: () => 0, until: at("2026-03-02T06:00:00Z"), clocks: CLOCKS };
  assert.deepEqual([dueRuns(reports, when), nextRun(reports, 0, CLOCKS)], [[], undefined]);
});

Deno.test("a box that slept for a year sends one report, at once", () => {
  const every = saved("* * * * *", { period: "last-7-days" });
  const until = at("2026-03-02T06:00:30Z");
  const runs = dueRuns([every], { afterOf: () => until - 365 * 86_400_000, until, clocks: CLOCKS });
  assert.deepEqual(runs.map((run) => iso(run.at)), ["2026-03-02T06:00:00Z"]);
});

Deno.test("a box that comes back within a repeated hour sends what was due in its first half", () => {
  const runs = dueRuns([saved("30 3 * * *")], {
    afterOf: () => at("2026-10-23T12:00:00Z"),
    until: at("2026-10-25T01:45:00.500Z"),
    clocks: CLOCKS,
  });
  assert.deepEqual(runs.map((run) => iso(run.at)), ["2026-10-25T00:30:00Z"]);
});

Deno.test("what is due once a year outlives a longer sleep", () => {
  const yearly = saved("0 8 1 1 *", { period: "last-month" });
  const [run] = dueRuns([yearly], {
    afterOf: () => at("2025-12-20T00:00:00Z"),
    until: at("2026-03-02T06:00:00Z"),
    clocks: CLOCKS,
  });
  assert.deepEqual([iso(run?.at ?? 0), run?.isDelayed], ["2026-01-01T06:00:00Z", false]);
});
