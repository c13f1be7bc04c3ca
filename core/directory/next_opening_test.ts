import assert from "node:assert/strict";
import { localTime, type WallTime } from "../base/mod.ts";
import type { Holiday, WeeklySpan } from "./hours.ts";
import { nextClosing, nextOpening } from "./next_opening.ts";

const WEEK: WeeklySpan = { days: [1, 2, 3, 4, 5], from: 540, to: 780 };
const AFTERNOONS: WeeklySpan = { days: [1, 2, 3, 4, 5], from: 840, to: 1080 };
const NIGHTS: WeeklySpan = { days: [5], from: 1320, to: 120 };
const CHRISTMAS: Holiday = { every: "year", from: "12-24", to: "01-02" };
const MORNING: Holiday = { every: "once", from: "2026-11-23T00:00", until: "2026-11-23T12:00" };

for (
  const [utc, times, holidays, expected] of [
    ["2026-11-23T05:00:00Z", [WEEK, AFTERNOONS], [], "2026-11-23 09:00"],
    ["2026-11-23T11:30:00Z", [WEEK, AFTERNOONS], [], "2026-11-23 14:00"],
    ["2026-11-23T17:00:00Z", [WEEK, AFTERNOONS], [], "2026-11-24 09:00"],
    ["2026-11-27T17:00:00Z", [WEEK, AFTERNOONS], [], "2026-11-30 09:00"],
    ["2026-11-27T17:00:00Z", [NIGHTS], [], "2026-11-27 22:00"],
    ["2026-11-28T17:00:00Z", [NIGHTS], [], "2026-12-04 22:00"],
    // The Friday before summer time ends, and New Year's Eve.
    ["2026-10-23T17:00:00Z", [WEEK], [], "2026-10-26 09:00"],
    ["2026-12-23T17:00:00Z", [WEEK], [CHRISTMAS], "2027-01-04 09:00"],
    // The holiday ends in the middle of the morning.
    ["2026-11-22T17:00:00Z", [WEEK, AFTERNOONS], [MORNING], "2026-11-23 12:00"],
    ["2026-11-22T17:00:00Z", [], [], undefined],
    ["2026-11-22T17:00:00Z", [WEEK], [{ every: "year", from: "01-01", to: "12-31" }], undefined],
  ] as const
) {
  Deno.test(`closed at ${utc}, an office in Bucharest opens at ${expected ?? "some time or never"}`, () => {
    const opening = nextOpening({ times, holidays }, localTime(Date.parse(utc) as WallTime, "Europe/Bucharest"));
    assert.equal(opening && `${opening.date} ${opening.time}`, expected);
  });
}

const ADJOINING: WeeklySpan = { days: [1], from: 780, to: 1440 };
for (
  const [utc, times, holidays, expected] of [
    ["2026-11-23T07:30:00Z", [WEEK, AFTERNOONS], [], "2026-11-23 13:00"],
    ["2026-11-23T12:30:00Z", [WEEK, AFTERNOONS], [], "2026-11-23 18:00"],
    ["2026-11-23T07:30:00Z", [WEEK, ADJOINING], [], "2026-11-24 00:00"],
    ["2026-11-27T21:00:00Z", [NIGHTS], [], "2026-11-28 02:00"],
    // A holiday from noon, and one that begins at midnight.
    [
      "2026-11-23T07:30:00Z",
      [WEEK],
      [{ every: "once", from: "2026-11-23T12:00", until: "2026-11-23T24:00" }],
      "2026-11-23 12:00",
    ],
    ["2026-12-23T10:00:00Z", [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }], [CHRISTMAS], "2026-12-24 00:00"],
    ["2026-11-23T07:30:00Z", [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }], [], undefined],
  ] as const
) {
  Deno.test(`open at ${utc}, an office in Bucharest closes at ${expected ?? "no time soon"}`, () => {
    const closing = nextClosing({ times, holidays }, localTime(Date.parse(utc) as WallTime, "Europe/Bucharest"));
    assert.equal(closing && `${closing.date} ${closing.time}`, expected);
  });
}
