import assert from "node:assert/strict";
import { localTime } from "./local_time.ts";
import type { WallTime } from "./time.ts";

const at = (text: string): WallTime => Date.parse(text) as WallTime;

for (
  const [utc, zone, expected] of [
    ["2026-01-01T00:30:00Z", "Europe/Bucharest", "2026-01-01 02:30 4"],
    ["2026-12-31T22:30:00Z", "Europe/Bucharest", "2027-01-01 00:30 5"],
    // Summer time begins at 03:00, which is 04:00, and ends at 04:00, which is 03:00 once more.
    ["2026-03-29T00:59:00Z", "Europe/Bucharest", "2026-03-29 02:59 7"],
    ["2026-03-29T01:00:00Z", "Europe/Bucharest", "2026-03-29 04:00 7"],
    ["2026-10-25T00:30:00Z", "Europe/Bucharest", "2026-10-25 03:30 7"],
    ["2026-10-25T01:30:00Z", "Europe/Bucharest", "2026-10-25 03:30 7"],
    ["2026-06-30T23:00:00Z", "Australia/Lord_Howe", "2026-07-01 09:30 3"],
    ["2026-01-01T00:00:00Z", "UTC", "2026-01-01 00:00 4"],
  ] as const
) {
  Deno.test(`${utc} is ${expected} in ${zone}`, () => {
    const { date, time, weekday } = localTime(at(utc), zone);
    assert.equal(`${date} ${time} ${weekday}`, expected);
  });
}
