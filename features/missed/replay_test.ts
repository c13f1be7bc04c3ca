import assert from "node:assert/strict";
import { replayMissed } from "./mod.ts";
import { MISS } from "./exam.ts";
import { write } from "./stage.ts";

function refusal(scenario: unknown, defaults?: string): string {
  const played = replayMissed(typeof scenario === "string" ? scenario : JSON.stringify(scenario), defaults);
  return played.ok ? "played" : played.fault.text;
}

const CDR = write([MISS]).cdr[0] ?? {};
const rows = (row: Record<string, unknown>) => ({ id: "x", rows: { cdr: [CDR, { ...CDR, ...row }] } });

const REFUSED: readonly (readonly [unknown, string])[] = [
  [[{ rows: {} }], "Cannot read scenario 0.id nothing: expected a text that is not empty"],
  [["x"], 'Cannot read scenario 0 "x": expected an object'],
  [
    rows({ calldate: "yesterday" }),
    'Cannot read scenario "x".rows.cdr[1].calldate "yesterday": expected a time, as 2026-03-02T09:00:00Z',
  ],
  [rows({ duration: "long" }), 'Cannot read scenario "x".rows.cdr[1].duration "long": expected a number'],
  [
    rows({ disposition: "LOST" }),
    'Cannot read scenario "x".rows.cdr[1].disposition "LOST": expected one of ANSWERED, NO ANSWER, CANCEL, BUSY, FAILED, CONGESTION',
  ],
  [rows({ uniqueid: "" }), 'Cannot read scenario "x".rows.cdr[1].uniqueid "": expected a text that is not empty'],
  [{ id: "x", rows: { cel: {} } }, 'Cannot read scenario "x".rows.cel {}: expected a list'],
  [
    { id: "x", rows: { queue_log: [{ line: "noon|x" }] } },
    'Cannot read scenario "x".rows.queue_log[0].line "noon|x": expected epoch|callid|queue|agent|event|data',
  ],
  [
    { id: "x", rows: { cel: [{ ...CDR, eventtype: "HANGUP", eventtime: "2026-03-02 09:00:00", extra: "{" }] } },
    'Cannot read scenario "x".rows.cel[0].extra "{": expected JSON',
  ],
  [
    { id: "x", config: { timezone: "Mars" } },
    'Cannot read scenario "x".config.timezone "Mars": expected a time zone, as Europe/Bucharest',
  ],
  [{ id: "x", config: { lookback_s: -1 } }, 'Cannot read scenario "x".config.lookback_s -1: expected a number from 0'],
  [{ id: "x", expect: { at: 1.5e300 * 1e300 } }, "played"],
  [
    { id: "x", expect: { at: "soon" } },
    'Cannot read scenario "x".expect.at "soon": expected a time, as 2026-03-02T09:00:00Z',
  ],
  [
    { id: "x", aux: { actions: [{ type: "shred" }] } },
    'Cannot read scenario "x".aux.actions[0].type "shred": expected one of manual_resolve, manual_reopen, notified, forget',
  ],
];
for (const [scenario, text] of REFUSED) {
  Deno.test(`replayMissed() of ${JSON.stringify(scenario).slice(0, 60)} says what is wrong`, () => {
    assert.equal(refusal(scenario), text);
  });
}

Deno.test("replayMissed() names a text that is no JSON", () => {
  assert.match(refusal("[{"), /^Cannot read the scenarios: /);
  assert.match(refusal([], "{"), /^Cannot read defaults.json: /);
});

Deno.test("a scan sees only what was there: rows that come late make their entry late, and looking again adds nothing", () => {
  const { cdr } = write([{ ...MISS, cel: false }]);
  const late = cdr.map((row) => ({ ...row, _at: "2026-03-02T09:05:00Z" }));
  const timeline = ["09:01:00", "09:05:00", "09:10:00"].map((at) => ({ at: `2026-03-02T${at}Z` }));
  const expect = { at: "2026-03-02T09:20:00Z", timeline };
  const played = replayMissed(JSON.stringify({ id: "late", rows: { cdr: [...late, ...late] }, expect }));
  assert.ok(played.ok);
  const [{ timeline: scans, entries }]: [{ timeline: { entries: unknown[] }[]; entries: unknown[] }] = JSON.parse(
    JSON.stringify(played.value),
  );
  assert.deepEqual(scans.map(({ entries }) => entries.length), [0, 1, 1]);
  assert.deepEqual(scans[2]?.entries, entries);
});

Deno.test("rows of an installation that writes local times are read in its zone, twice the same hour in autumn too", () => {
  const local = (calldate: string, epoch: number) => ({
    ...CDR,
    calldate,
    uniqueid: `${epoch}.1`,
    linkedid: `${epoch}.1`,
  });
  const [first, second] = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"].map((at) => Date.parse(at) / 1_000);
  const cdr = [local("2026-10-25 03:30:00", first ?? 0), local("2026-10-25 03:30:00", second ?? 0)];
  const played = replayMissed(JSON.stringify({ id: "autumn", rows: { cdr } }));
  assert.ok(played.ok);
  const [{ entries: [entry] }]: [{ entries: Record<string, unknown>[] }] = JSON.parse(JSON.stringify(played.value));
  assert.equal(entry?.["first_missed_at"], "2026-10-25T00:30:00Z");
  assert.equal(entry?.["last_missed_at"], "2026-10-25T01:30:00Z");
});
