import assert from "node:assert/strict";
import { buildDirectory, DEFAULT_CSV, DEFAULT_REPORTS, type Pbx, type SavedReport } from "../../core/directory/mod.ts";
import { dueRuns, nextRun, planFor, zoneOf } from "./mod.ts";

const [BUCHAREST, NEW_YORK] = ["Europe/Bucharest", "America/New_York"];
const HOUR_MS = 3_600_000;
const NIGHTLY: SavedReport = {
  ...{ name: "nightly", parts: ["summary", "comparison"], period: "yesterday", format: "csv", csv: DEFAULT_CSV },
  ...{ to: ["ana@example.com"], cron: "0 0 * * *", pbx: "acme" },
};

function tenant(name: string, timeZone?: string): Pbx {
  return {
    ...{ name, kind: "asterisk-files", queueLog: `/${name}`, everyS: 300, historyDays: 7, tls: "off", missed: {} },
    ...{ extensions: [], trunkChannels: [], outboundPrefixes: [], queues: [], groups: [], menus: [], members: [] },
    ...timeZone === undefined ? {} : { timeZone },
  };
}

const OFFICE = buildDirectory({
  office: { name: "Țîrlea", country: "RO", timeZone: BUCHAREST, language: "en" },
  extensions: [],
  pbx: [tenant("acme", NEW_YORK), tenant("near")],
  reports: { ...DEFAULT_REPORTS, saved: [NIGHTLY] },
}, { revision: 1, realm: "kontor" });

Deno.test("a report goes by its own clock, else by that of the system whose calls it counts, else by the office's", () => {
  assert.equal(zoneOf(NIGHTLY, OFFICE), NEW_YORK);
  assert.equal(zoneOf({ ...NIGHTLY, timeZone: "Asia/Tokyo" }, OFFICE), "Asia/Tokyo");
  assert.equal(zoneOf({ ...NIGHTLY, pbx: "near" }, OFFICE), BUCHAREST);
  assert.equal(zoneOf({}, OFFICE), BUCHAREST);
  assert.equal(zoneOf({}, OFFICE, "acme"), NEW_YORK);
  assert.equal(zoneOf(NIGHTLY, OFFICE, "near"), BUCHAREST);
});

/** The clock is put forward and back there on 8 March and 1 November, in the office on 29 March and 25 October. */
const CHANGES: readonly (readonly [string, string, string, readonly number[]])[] = [
  ["there in spring", "2026-03-07T12:00:00Z", "2026-03-10T12:00:00Z", [24, 23, 24]],
  ["in the office in spring", "2026-03-28T12:00:00Z", "2026-03-31T12:00:00Z", [24, 24, 24]],
  ["in the office in autumn", "2026-10-24T12:00:00Z", "2026-10-27T12:00:00Z", [24, 24, 24]],
  ["there in autumn", "2026-10-31T12:00:00Z", "2026-11-03T12:00:00Z", [24, 25, 24]],
];
for (const [when, from, to, hours] of CHANGES) {
  Deno.test(`a day is over when its report is due, while the clock changes ${when}`, () => {
    let after = Date.parse(from);
    const runs = [];
    for (let at = nextRun([NIGHTLY], after, OFFICE); at !== undefined && at <= Date.parse(to);) {
      const [run, ...others] = dueRuns([NIGHTLY], { afterOf: () => after, until: at, clocks: OFFICE });
      assert.ok(run !== undefined && others.length === 0);
      runs.push(run);
      after = at;
      at = nextRun([NIGHTLY], after, OFFICE);
    }
    assert.deepEqual(runs.map(({ period }) => (period.to - period.from) / HOUR_MS), hours);
    for (const [nth, { at, period, timeZone, report }] of runs.entries()) {
      // Due, cut and named by one clock: nothing of the day is missing, no call is told on two days.
      assert.equal(period.to, at);
      if (nth > 0) assert.equal(period.from, runs[nth - 1]!.period.to);
      const plan = planFor(report, OFFICE, { period, madeAt: at, of: OFFICE.pbx[0] });
      assert.deepEqual([timeZone, plan.timeZone], [NEW_YORK, NEW_YORK]);
      const midnight = (instant: number) =>
        Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(NEW_YORK).toPlainTime().toString();
      const { periodBefore } = plan;
      assert.deepEqual([period.from, period.to, periodBefore!.from].map(midnight), Array(3).fill("00:00:00"));
    }
  });
}
