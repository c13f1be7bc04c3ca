import assert from "node:assert/strict";
import { buildDirectory, DEFAULT_QUALITY_LIMITS, DEFAULT_REPORTS } from "../../core/directory/mod.ts";
import { qualityBySource, qualityNotices, type SourceQuality, watchQuality } from "./mod.ts";
import type { Sound } from "./report_call.ts";
import { BUCHAREST } from "./stage.ts";

const GOOD = { mos: 4.3, jitterMs: 10, lostPercent: 0, roundTripMs: 100 };
const sound = (from: string, more: Partial<Sound> = {}): Sound => ({ at: 0, from, ...GOOD, ...more });
const SETTINGS = { to: ["ana@example.com"], share: 20, calls: 5 };

/** So many streams of a source, of which so many are bad. */
function heard(source: string, streams: number, bad: number): SourceQuality {
  return { source, isTrunk: true, streams, bad, averages: { mos: 3.5, jitterMs: null, lostPercent: 0, latencyMs: 40 } };
}

const BEYOND: readonly (readonly [string, Partial<Sound>, number])[] = [
  ["nothing beyond a limit is good", {}, 0],
  ["at the limit is good", { mos: 4, jitterMs: 30, lostPercent: 1, roundTripMs: 300 }, 0],
  ["a low MOS is bad", { mos: 3.99 }, 1],
  ["jitter is bad", { jitterMs: 30.1 }, 1],
  ["loss is bad", { lostPercent: 1.01 }, 1],
  ["latency is half of the round trip", { roundTripMs: 301 }, 1],
  ["what nobody measured is not bad", { mos: null, jitterMs: null, lostPercent: 0, roundTripMs: null }, 0],
  ["a stream that is bad in all is one", { mos: 1, jitterMs: 90, lostPercent: 9, roundTripMs: 900 }, 1],
];
for (const [what, more, bad] of BEYOND) {
  Deno.test(`qualityBySource(): ${what}`, () => {
    assert.equal(qualityBySource([sound("digi", more)], DEFAULT_QUALITY_LIMITS)[0]?.bad, bad);
  });
}

Deno.test("each trunk and extension has averages of its own", () => {
  const sounds = [sound("digi", { isTrunk: true }), sound("101", { mos: 3, jitterMs: null }), sound("101", { mos: 4 })];
  const [ana, digi] = qualityBySource(sounds, DEFAULT_QUALITY_LIMITS);
  assert.deepEqual([ana?.source, ana?.isTrunk, ana?.streams, ana?.bad], ["101", false, 2, 1]);
  assert.deepEqual(ana?.averages, { mos: 3.5, jitterMs: 10, lostPercent: 0, latencyMs: 50 });
  assert.deepEqual([digi?.source, digi?.isTrunk, digi?.bad], ["digi", true, 0]);
});

Deno.test("a source that is bad for hours is told of once, and again only after it has been well", () => {
  const hours: readonly (readonly [bad: number, of: number, alerts: number])[] = [
    ...[[1, 10, 0], [2, 10, 1], [9, 10, 0]] as const,
    // Just below the mark it is not well yet, and of few calls nothing is said.
    ...[[15, 100, 0], [30, 100, 0], [0, 4, 0], [30, 100, 0]] as const,
    ...[[10, 100, 0], [30, 100, 1], [0, 10, 0], [4, 4, 0], [5, 5, 1]] as const,
  ];
  let before: readonly string[] = [];
  for (const [at, [bad, of, expected]] of hours.entries()) {
    const { bad: now, alerts } = watchQuality(before, [heard("digi", of, bad)], SETTINGS);
    assert.equal(alerts.length, expected, `hour ${at}`);
    before = now;
  }
});

Deno.test("a source that had no calls stays as it was", () => {
  assert.deepEqual(watchQuality(["digi"], [], SETTINGS), { bad: ["digi"], alerts: [], mended: [] });
});

Deno.test("people and programs are told of the same, under the same ids however often it is made", () => {
  const directory = buildDirectory({
    office: { name: "Acme", country: "RO", timeZone: BUCHAREST, language: "en" },
    extensions: [],
    reports: { ...DEFAULT_REPORTS, qualityAlerts: { ...SETTINGS, webhook: "https://example.com/bad" } },
  }, { revision: 1, realm: "kontor" });
  const period = { from: Date.parse("2026-03-02T08:00:00Z"), to: Date.parse("2026-03-02T09:00:00Z") };
  const { mails, hooks } = qualityNotices([heard("digi", 10, 4)], period, directory);
  assert.deepEqual({ mails, hooks }, qualityNotices([heard("digi", 10, 4)], period, directory));
  assert.deepEqual(mails, [{
    id: `quality.${period.to}.0`,
    to: "ana@example.com",
    subject: "Acme: calls sound bad: digi",
    text: "Between 2026-03-02 10:00 and 2026-03-02 11:00 (Europe/Bucharest) calls sounded bad.\n\n" +
      "digi: 4 of 10 calls\n  MOS: 3.5 (limit 4)\n  Loss (%): 0 (limit 1)\n  Latency, one way (ms): 40 (limit 150)\n",
    attachments: [],
  }]);
  assert.deepEqual(hooks.map(({ id, url }) => [id, url]), [[`quality.${period.to}.digi`, "https://example.com/bad"]]);
  assert.partialDeepStrictEqual(JSON.parse(hooks[0]!.body), {
    ...{ type: "quality.bad", source: "digi", kind: "trunk", calls: 10, bad: 4 },
    limits: DEFAULT_QUALITY_LIMITS,
  });
  assert.deepEqual(qualityNotices([], period, directory), { mails: [], hooks: [] });
});
