import assert from "node:assert/strict";
import type { KeptEntry } from "./kept.ts";
import { MOST_IN_TRENDS, trendsOf } from "./trend_counts.ts";

const entry = (callerKey: string, ...moments: readonly string[]): KeptEntry => ({
  ...{ id: callerKey + moments[0], tenant: "own", callerKey, did: "+40211234567", state: "open" },
  attempts: moments.map((at, place) => ({ call: `c${place}`, at: Date.parse(at), endedAt: Date.parse(at) })),
  ...{ attemptsSinceOpen: 1, clearedBy: undefined, closedByExt: undefined, closedAt: undefined, note: undefined },
  ...{ reopenedCount: 0, route: undefined, rang: [], audit: [], isErased: false },
});
const DAYS = {
  from: Date.parse("2026-10-23T21:00:00Z"),
  to: Date.parse("2026-10-26T22:00:00Z"),
  timeZone: "Europe/Bucharest",
};

Deno.test("attempts are counted by the office's clock, over the night in which it is put back", () => {
  // 03:30 twice: summer time, and an hour later winter time.
  const night = entry("+40722000111", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z");
  const late = entry("+40722000222", "2026-10-25T22:30:00Z");
  const { days, week, attempts } = trendsOf([night, late], DAYS);
  assert.deepEqual(days.map(({ day, count }) => `${day} ${count}`), ["2026-10-24 0", "2026-10-25 2", "2026-10-26 1"]);
  const [monday, sunday] = [week[0], week[6]];
  assert.deepEqual([sunday?.[3], monday?.[0], attempts], [2, 1, 3]);
});

Deno.test("who called most often stands first, and nobody who hides or is forgotten stands there", () => {
  const entries = [
    entry("+40722000111", "2026-10-24T09:00:00Z"),
    entry("+40722000222", "2026-10-24T09:00:00Z", "2026-10-24T10:00:00Z"),
    entry("+40722000111", "2026-10-25T09:00:00Z", "2026-10-25T10:00:00Z"),
    entry("anonymous", "2026-10-24T09:00:00Z"),
    entry("erased:1", "2026-10-24T09:00:00Z"),
  ];
  const { callers, attempts } = trendsOf(entries, DAYS);
  assert.deepEqual(callers.map(({ entry, count }) => [entry.callerKey, count]), [["+40722000111", 3], [
    "+40722000222",
    2,
  ]]);
  assert.equal(attempts, 7);
});

Deno.test("what lies before the first day or behind the last is counted nowhere", () => {
  const { attempts } = trendsOf([entry("+40722000111", "2026-10-23T20:59:00Z", "2026-10-26T22:00:00Z")], DAYS);
  assert.equal(attempts, 0);
});

Deno.test("of a part of the office those are counted who rang there in vain, or who came through its queue", () => {
  const at = "2026-10-24T09:00:00Z";
  const entries = [
    { ...entry("+40722000111", at), rang: ["101"] },
    { ...entry("+40722000222", at), route: "Menu → Queue 8001" },
    { ...entry("+40722000333", at), rang: ["102"] },
  ];
  const { callers } = trendsOf(entries, { ...DAYS, among: { numbers: ["101"], places: ["Queue 8001"] } });
  assert.deepEqual(callers.map(({ entry }) => entry.callerKey), ["+40722000111", "+40722000222"]);
});

Deno.test("of more entries than are counted the newest are, and it is said", () => {
  const many = function* (count: number) {
    for (let at = 0; at < count; at++) yield entry(`+4072${at}`, "2026-10-24T09:00:00Z");
  };
  const of = (count: number) => {
    const { attempts, isCut } = trendsOf(many(count), DAYS);
    return [attempts, isCut];
  };
  assert.deepEqual([of(MOST_IN_TRENDS), of(MOST_IN_TRENDS + 1)], [[MOST_IN_TRENDS, false], [MOST_IN_TRENDS, true]]);
});
