import assert from "node:assert/strict";
import { readCalendar } from "./calendar.ts";

function daysOf(...events: readonly string[]): readonly string[] {
  const read = readCalendar(calendarOf(...events), "Europe/Bucharest");
  assert.ok(read.ok, read.ok ? "" : read.fault.text);
  return read.value.map((day) => day.every === "once" ? `${day.from} ${day.until}` : "");
}

function calendarOf(...events: readonly string[]): string {
  const bodies = events.map((event, at) => `BEGIN:VEVENT\nUID:${at}\nSUMMARY:Day ${at}\n${event}\nEND:VEVENT\n`);
  return `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n${bodies.join("")}END:VCALENDAR\n`.replaceAll("\n", "\r\n");
}

for (
  const [what, event, expected] of [
    ["a whole day", "DTSTART;VALUE=DATE:20261201", ["2026-12-01T00:00 2026-12-02T00:00"]],
    [
      "several days",
      "DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20270103\nTRANSP:TRANSPARENT",
      ["2026-12-24T00:00 2027-01-03T00:00"],
    ],
    ["a day with a duration", "DTSTART;VALUE=DATE:20261224\nDURATION:P2D", ["2026-12-24T00:00 2026-12-26T00:00"]],
    ["an afternoon in UTC", "DTSTART:20261224T110000Z\nDTEND:20261224T150000Z", ["2026-12-24T13:00 2026-12-24T17:00"]],
    ["an afternoon in summer", "DTSTART:20260624T110000Z\nDURATION:PT2H", ["2026-06-24T14:00 2026-06-24T16:00"]],
    [
      "an afternoon of the office's own",
      "DTSTART;TZID=Europe/Bucharest:20261224T130000\nDTEND;TZID=Europe/Bucharest:20261224T170000",
      ["2026-12-24T13:00 2026-12-24T17:00"],
    ],
    ["a cancelled one", "DTSTART;VALUE=DATE:20261201\nSTATUS:CANCELLED", []],
    ["a moment", "DTSTART:20261224T110000Z", []],
    [
      "every year, three times",
      "DTSTART;VALUE=DATE:20240501\nRRULE:FREQ=YEARLY;COUNT=3",
      ["2024-05-01T00:00 2024-05-02T00:00", "2025-05-01T00:00 2025-05-02T00:00", "2026-05-01T00:00 2026-05-02T00:00"],
    ],
    [
      "every last Friday until March, but for one",
      "DTSTART;VALUE=DATE:20260130\nRRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20260331\nEXDATE;VALUE=DATE:20260227",
      ["2026-01-30T00:00 2026-01-31T00:00", "2026-03-27T00:00 2026-03-28T00:00"],
    ],
    [
      "a day and another one",
      "DTSTART;VALUE=DATE:20260130\nRDATE;VALUE=DATE:20260210,20260130",
      ["2026-01-30T00:00 2026-01-31T00:00", "2026-02-10T00:00 2026-02-11T00:00"],
    ],
    ["a day that no year has", "DTSTART;VALUE=DATE:20260130\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", []],
  ] as const
) {
  Deno.test(`of a calendar, ${what} is read`, () => assert.deepEqual(daysOf(event), expected));
}

Deno.test("what recurs for ever is read for as long as a box may run", () => {
  const days = daysOf("DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY");
  assert.equal(days.length, 41);
  assert.equal(days.at(-1), "2060-01-01T00:00 2060-01-02T00:00");
});

Deno.test("one of the recurrences that was moved is where it was moved to", () => {
  const text = calendarOf(
    "DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY;COUNT=3",
    "RECURRENCE-ID;VALUE=DATE:20270101\nDTSTART;VALUE=DATE:20270104",
  ).replaceAll(/UID:\d/g, "UID:same");
  const read = readCalendar(text, "Europe/Bucharest");
  assert.ok(read.ok);
  assert.deepEqual(read.value.map(({ from }) => from.slice(0, 10)), ["2026-01-01", "2027-01-04", "2028-01-01"]);
});

for (
  const [what, text, fault] of [
    ["something else", "<html></html>", /cannot be read as iCalendar/],
    ["nothing", "", /cannot be read as iCalendar/],
    ["an event without a day", calendarOf("DESCRIPTION:x"), /no DTSTART: "Day 0"/],
    ["every second", calendarOf("DTSTART:20260101T000000Z\nRRULE:FREQ=SECONDLY"), /more than daily: "Day 0"/],
    ["a rule that is none", calendarOf("DTSTART:20260101T000000Z\nRRULE:FREQ=SOMETIMES"), /cannot be read/],
    ["far too much", "x".repeat(3_000_000), /more than 2097152 characters/],
  ] as const
) {
  Deno.test(`a calendar that is ${what} is a fault, not a throw`, () => {
    const read = readCalendar(text, "Europe/Bucharest");
    assert.ok(!read.ok);
    assert.match(read.fault.text, fault);
  });
}
