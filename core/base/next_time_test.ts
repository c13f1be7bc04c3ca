import assert from "node:assert/strict";
import type { WallTime } from "./time.ts";
import { nextTime, timeAt } from "./next_time.ts";

const ZONE = "Europe/Bucharest";
const wall = (text: string) => Date.parse(text) as WallTime;

const CASES: readonly (readonly [what: string, hhmm: string, now: string, expected: string | undefined])[] = [
  ["later today", "0730", "2026-11-20T06:00+02:00", "2026-11-20T07:30+02:00"],
  ["tomorrow", "0730", "2026-11-20T07:31+02:00", "2026-11-21T07:30+02:00"],
  ["at this very moment: tomorrow", "0730", "2026-11-20T07:30+02:00", "2026-11-21T07:30+02:00"],
  ["midnight", "0000", "2026-12-31T23:59+02:00", "2027-01-01T00:00+02:00"],
  ["over the beginning of summer time", "0700", "2026-03-28T22:00+02:00", "2026-03-29T07:00+03:00"],
  ["over its end", "0700", "2026-10-24T22:00+03:00", "2026-10-25T07:00+02:00"],
  ["an hour that is left out", "0330", "2026-03-28T22:00+02:00", "2026-03-29T04:30+03:00"],
  ["an hour that comes twice", "0330", "2026-10-24T22:00+03:00", "2026-10-25T03:30+03:00"],
  ["an hour that comes twice, between the two", "0330", "2026-10-25T03:40+03:00", "2026-10-26T03:30+02:00"],
  ["no hour", "2400", "2026-11-20T06:00+02:00", undefined],
  ["no minute", "0760", "2026-11-20T06:00+02:00", undefined],
  ["three digits", "730", "2026-11-20T06:00+02:00", undefined],
  ["a star", "*", "2026-11-20T06:00+02:00", undefined],
];

for (const [what, hhmm, now, expected] of CASES) {
  Deno.test(`the next time that the clocks show "${hhmm}": ${what}`, () => {
    assert.equal(nextTime(hhmm, wall(now), ZONE), expected === undefined ? undefined : wall(expected));
  });
}

Deno.test("a time is said as the office's clocks show it", () => {
  assert.equal(timeAt(wall("2026-07-01T04:05:59Z"), ZONE), "07:05");
  assert.equal(timeAt(wall("2026-12-01T22:00:00Z"), ZONE), "00:00");
});
