import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import type { Holiday, WeeklySpan } from "./hours.ts";
import { officeStateOf } from "./office_state.ts";

const WEEK = [1, 2, 3, 4, 5];
/** Monday to Friday, 09:00-17:30. */
const DAYTIME: WeeklySpan = { days: WEEK, from: 540, to: 1050 };
/** Friday and Saturday, 22:00-02:00. */
const NIGHTS: WeeklySpan = { days: [5, 6], from: 1320, to: 120 };
/** Sundays before dawn, when clocks are set. */
const DAWN: WeeklySpan = { days: [7], from: 180, to: 240 };

function at(utc: string, zone: string, parts: { times: readonly WeeklySpan[]; holidays?: readonly Holiday[] }): string {
  const { times, holidays = [] } = parts;
  return officeStateOf({ times, holidays }, Date.parse(utc) as WallTime, zone);
}

for (
  const [utc, zone, times, expected] of [
    ["2026-11-23T06:59:59Z", "Europe/Bucharest", DAYTIME, "closed"],
    ["2026-11-23T07:00:00Z", "Europe/Bucharest", DAYTIME, "open"],
    ["2026-11-23T15:29:59Z", "Europe/Bucharest", DAYTIME, "open"],
    ["2026-11-23T15:30:00Z", "Europe/Bucharest", DAYTIME, "closed"],
    ["2026-11-22T10:00:00Z", "Europe/Bucharest", DAYTIME, "closed"],
    // Over midnight: Saturday's ends on Sunday, and there is none from Sunday on.
    ["2026-11-27T20:00:00Z", "Europe/Bucharest", NIGHTS, "open"],
    ["2026-11-28T23:59:00Z", "Europe/Bucharest", NIGHTS, "open"],
    ["2026-11-29T00:00:00Z", "Europe/Bucharest", NIGHTS, "closed"],
    ["2026-11-29T21:00:00Z", "Europe/Bucharest", NIGHTS, "closed"],
    ["2026-11-26T23:00:00Z", "Europe/Bucharest", NIGHTS, "closed"],
    // The Monday before and after each change in Bucharest: nine o'clock is nine o'clock.
    ["2026-03-27T06:59:00Z", "Europe/Bucharest", DAYTIME, "closed"],
    ["2026-03-27T07:00:00Z", "Europe/Bucharest", DAYTIME, "open"],
    ["2026-03-30T05:59:00Z", "Europe/Bucharest", DAYTIME, "closed"],
    ["2026-03-30T06:00:00Z", "Europe/Bucharest", DAYTIME, "open"],
    ["2026-10-23T06:00:00Z", "Europe/Bucharest", DAYTIME, "open"],
    ["2026-10-26T06:59:00Z", "Europe/Bucharest", DAYTIME, "closed"],
    ["2026-10-26T07:00:00Z", "Europe/Bucharest", DAYTIME, "open"],
    // 29 March has no 03:00-04:00; 25 October has it twice.
    ["2026-03-29T00:59:00Z", "Europe/Bucharest", DAWN, "closed"],
    ["2026-03-29T01:00:00Z", "Europe/Bucharest", DAWN, "closed"],
    ["2026-10-25T00:30:00Z", "Europe/Bucharest", DAWN, "open"],
    ["2026-10-25T01:30:00Z", "Europe/Bucharest", DAWN, "open"],
    ["2026-10-25T02:00:00Z", "Europe/Bucharest", DAWN, "closed"],
    // In the south summer time begins in October and ends in April.
    ["2026-10-01T22:59:00Z", "Australia/Sydney", DAYTIME, "closed"],
    ["2026-10-01T23:00:00Z", "Australia/Sydney", DAYTIME, "open"],
    ["2026-10-04T22:00:00Z", "Australia/Sydney", DAYTIME, "open"],
    ["2026-10-04T21:59:00Z", "Australia/Sydney", DAYTIME, "closed"],
    ["2026-04-05T22:30:00Z", "Australia/Sydney", DAYTIME, "closed"],
    ["2026-04-05T23:00:00Z", "Australia/Sydney", DAYTIME, "open"],
    ["2026-04-04T15:59:00Z", "Australia/Sydney", DAWN, "closed"],
    ["2026-04-04T17:00:00Z", "Australia/Sydney", DAWN, "open"],
    // A box that does not know the time lets people in.
    ["1970-01-01T00:00:00Z", "Europe/Bucharest", DAYTIME, "open"],
  ] as const
) {
  Deno.test(`at ${utc} an office in ${zone} with ${times.from}-${times.to} is ${expected}`, () => {
    assert.equal(at(utc, zone, { times: [times] }), expected);
  });
}

const ALWAYS: WeeklySpan = { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 };
const CHRISTMAS: Holiday = { every: "year", from: "12-25", to: "12-26" };
const TURN: Holiday = { every: "year", from: "12-30", to: "01-02" };
const MOVE: Holiday = { every: "once", from: "2026-06-01T00:00", until: "2026-06-02T24:00" };
const AFTERNOON: Holiday = { every: "once", from: "2026-12-24T13:00", until: "2026-12-24T24:00" };

for (
  const [utc, holiday, expected] of [
    ["2026-12-24T21:59:00Z", CHRISTMAS, "open"],
    ["2026-12-24T22:00:00Z", CHRISTMAS, "holiday"],
    ["2031-12-26T21:59:00Z", CHRISTMAS, "holiday"],
    ["2031-12-26T22:00:00Z", CHRISTMAS, "open"],
    ["2026-12-30T12:00:00Z", TURN, "holiday"],
    ["2027-01-02T12:00:00Z", TURN, "holiday"],
    ["2027-01-03T12:00:00Z", TURN, "open"],
    ["2026-07-01T12:00:00Z", TURN, "open"],
    ["2026-05-31T20:59:00Z", MOVE, "open"],
    ["2026-05-31T21:00:00Z", MOVE, "holiday"],
    ["2026-06-02T20:59:00Z", MOVE, "holiday"],
    ["2026-06-02T21:00:00Z", MOVE, "open"],
    ["2027-06-01T12:00:00Z", MOVE, "open"],
    ["2026-12-24T10:59:00Z", AFTERNOON, "open"],
    ["2026-12-24T11:00:00Z", AFTERNOON, "holiday"],
  ] as const
) {
  Deno.test(`at ${utc} with the holiday ${JSON.stringify(holiday)} an office in Bucharest is ${expected}`, () => {
    assert.equal(at(utc, "Europe/Bucharest", { times: [ALWAYS], holidays: [holiday] }), expected);
  });
}
