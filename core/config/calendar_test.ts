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

/** Dates, and the hours from and until. */
function shown(days: readonly string[]): readonly string[] {
  return days.map((day) => day.replace(/T(\d\d:\d\d) .*T(\d\d:\d\d)$/, " $1-$2"));
}

/** Greenwich's time under a name that only this calendar knows. */
const HEAD_OFFICE = `BEGIN:VTIMEZONE
TZID:Head Office
BEGIN:STANDARD
DTSTART:19701025T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
END:VTIMEZONE
`;

for (
  const [what, event, expected] of [
    [
      "New York's Friday morning when summer comes there first and here three weeks later",
      "DTSTART;TZID=America/New_York:20260306T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=5",
      [
        "2026-03-06 16:00-17:00",
        "2026-03-13 15:00-16:00",
        "2026-03-20 15:00-16:00",
        "2026-03-27 15:00-16:00",
        "2026-04-03 16:00-17:00",
      ],
    ],
    [
      "New York's Friday morning when summer ends here first",
      "DTSTART;TZID=America/New_York:20261023T090000\nDTEND;TZID=America/New_York:20261023T100000\nRRULE:FREQ=WEEKLY;COUNT=3",
      ["2026-10-23 16:00-17:00", "2026-10-30 15:00-16:00", "2026-11-06 16:00-17:00"],
    ],
    [
      "the office's own noon over both changes",
      "DTSTART;TZID=Europe/Bucharest:20260327T120000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=4",
      ["2026-03-27 12:00-13:00", "2026-03-28 12:00-13:00", "2026-03-29 12:00-13:00", "2026-03-30 12:00-13:00"],
    ],
    [
      "an hour that Greenwich's clocks leave out, by the offset before it",
      "DTSTART;TZID=Europe/London:20260329T013000\nDURATION:PT1H",
      ["2026-03-29 04:30-05:30"],
    ],
    [
      "an hour that Greenwich's clocks show twice, the first time",
      "DTSTART;TZID=Europe/London:20261025T013000\nDURATION:PT1H",
      ["2026-10-25 03:30-04:30"],
    ],
    [
      "a zone that only the calendar knows, in winter and in summer",
      "DTSTART;TZID=Head Office:20260327T090000\nDURATION:PT1H\nRRULE:FREQ=MONTHLY;COUNT=2",
      ["2026-03-27 11:00-12:00", "2026-04-27 11:00-12:00"],
    ],
    [
      "what is left out and added in the zone's own time",
      "DTSTART;TZID=America/New_York:20260306T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;UNTIL=20260320T130000Z\n" +
      "EXDATE;TZID=America/New_York:20260313T090000\nRDATE;TZID=America/New_York:20260314T090000",
      ["2026-03-06 16:00-17:00", "2026-03-14 15:00-16:00", "2026-03-20 15:00-16:00"],
    ],
    [
      "a zone that nobody knows, as the office's own",
      "DTSTART;TZID=Mars/Olympus:20260306T090000\nDURATION:PT1H",
      ["2026-03-06 09:00-10:00"],
    ],
  ] as const
) {
  Deno.test(`of a calendar with zones, ${what} is read`, () => {
    const text = calendarOf(event).replace("BEGIN:VEVENT", `${HEAD_OFFICE.replaceAll("\n", "\r\n")}BEGIN:VEVENT`);
    const read = readCalendar(text, "Europe/Bucharest");
    assert.ok(read.ok, read.ok ? "" : read.fault.text);
    assert.deepEqual(shown(read.value.map((day) => day.every === "once" ? `${day.from} ${day.until}` : "")), expected);
  });
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
