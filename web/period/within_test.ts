import { deepEqual, equal } from "node:assert/strict";
import { wordsIn } from "../words/mod.ts";
import {
  askedFor,
  calledBy,
  daysUpToNow,
  endOfToday,
  isFault,
  periodOfDays,
  periodWithin,
  sayFault,
  withinIn,
} from "./within.ts";

const CLOCK = { timeZone: "Europe/Bucharest", at: Date.parse("2026-10-31T09:30:00Z") } as const;
const asked = (query: string) => withinIn(new URL(`http://kontor.lan/reports?${query}`), CLOCK);
const iso = (instant: number) => new Date(instant).toISOString();

Deno.test("a period is asked for by its name, and is the usual one where that is none", () => {
  equal(asked("period=last-quarter"), "last-quarter");
  equal(asked("period=nonsense&since=2026-03-02"), "last-7-days");
  equal(withinIn(new URL("http://kontor.lan/reports"), CLOCK, "last-month"), "last-month");
  deepEqual(askedFor("last-quarter"), { period: "last-quarter" });
  equal(calledBy("last-quarter"), "last-quarter");
});

for (
  const [day, from, to] of [
    ["2026-03-29", "2026-03-28T22:00:00.000Z", "2026-03-29T21:00:00.000Z"],
    ["2026-10-25", "2026-10-24T21:00:00.000Z", "2026-10-25T22:00:00.000Z"],
    ["2026-10-31", "2026-10-30T22:00:00.000Z", "2026-10-31T09:30:00.000Z"],
  ] as const
) {
  Deno.test(`${day} is as long as the clock on the wall has it, and ends now at the latest`, () => {
    const period = periodOfDays({ since: day, until: day }, CLOCK);
    deepEqual([iso(period.from), iso(period.to)], [from, to]);
  });
}

Deno.test("days of one's own stand in an address, and in the name of a file", () => {
  const within = asked("period=days&since=2026-03-02&until=2026-03-31");
  deepEqual(within, { since: "2026-03-02", until: "2026-03-31" });
  if (isFault(within)) throw new Error("It is none.");
  deepEqual(asked(`${new URLSearchParams(askedFor(within))}`), within);
  equal(calledBy(within), "2026-03-02--2026-03-31");
  equal(iso(periodOfDays(within, CLOCK).to), "2026-03-31T21:00:00.000Z");
});

for (
  const [query, said] of [
    ["", "“From” is missing"],
    ["since=2026-03-02", "“To” is missing"],
    ["since=2026-02-30&until=2026-03-31", "“From”: “2026-02-30” is no day"],
    ["since=2026-03-02&until=tomorrow", "“To”: “tomorrow” is no day"],
    ["since=2026-03-02&until=2026-03-01", "“To”: “2026-03-01” is before the first day"],
    ["since=2026-11-01&until=2026-11-30", "“From”: “2026-11-01” has not come yet"],
  ] as const
) {
  Deno.test(`of days that cannot be looked at it is said which, and why: ${query || "none"}`, () => {
    const within = asked(`period=days&${query}`);
    equal(isFault(within) && sayFault(within, wordsIn("en").reports), said);
  });
}

Deno.test("some days up to today end with its last moment, by the clock on the wall, over the night in which it is put back", () => {
  const clock = { ...CLOCK, at: Date.parse("2026-10-25T00:30:00Z") };
  deepEqual(daysUpToNow(3, clock), { since: "2026-10-23", until: "2026-10-25" });
  equal(iso(endOfToday(clock).at), "2026-10-25T21:59:59.999Z");
  equal(iso(periodWithin("today", endOfToday(clock)).from), "2026-10-24T21:00:00.000Z");
});
