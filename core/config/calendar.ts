import ICAL from "ical.js";
import * as recurring from "rrule";
import { fail, ok, type Result } from "../base/mod.ts";
import type { Holiday } from "../directory/mod.ts";
import { type Clock, clockOf, fieldsOf, type Floating, inOffice } from "./calendar_clock.ts";

/** Deno runs the package's CommonJS, whose names are all inside `default`; the bundler takes its ES module. */
const { RRule } = Reflect.get(recurring, "default") ?? recurring;

const LONGEST = 2 * 1024 * 1024;
const MOST_EVENTS = 5_000;
const MOST_DAYS = 20_000;
/** What recurs is looked at until then: whoever runs this box by then reads the file again. */
const LAST: number = Date.UTC(2060, 0, 1);
const DAY_MS = 86_400_000;

interface Occasion {
  readonly uid: string;
  /** As the clock of its own zone shows it: there it recurs, whatever the office's clocks do meanwhile. */
  readonly from: Floating;
  readonly lasts: number;
  readonly clock: Clock;
  /** RFC 5545 §3.3.10 */
  readonly rule: string | undefined;
  /** These, as the office's clock shows them. */
  readonly more: readonly Floating[];
  readonly less: readonly Floating[];
  /** Of which of the recurrences it stands in the place. */
  readonly inPlaceOf: Floating | undefined;
}

/**
 * The events of an iCalendar file (RFC 5545) as holidays. Whole days and times without a zone are the office's own; a time with
 * one (`TZID`, or UTC) is turned into the office's, each recurrence by itself. Cancelled events are none.
 */
export function readCalendar(text: string, timeZone: string): Result<readonly Holiday[]> {
  if (text.length > LONGEST) return fail("too-long", `it has more than ${LONGEST} characters`);
  try {
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
    if (events.length > MOST_EVENTS) return fail("too-many", `it has more than ${MOST_EVENTS} events`);
    const occasions = events.filter((event) => event.getFirstPropertyValue("status") !== "CANCELLED")
      .map((event) => occasionOf(event, timeZone));
    const moved = Map.groupBy(occasions.filter(({ inPlaceOf }) => inPlaceOf !== undefined), ({ uid }) => uid);
    const holidays = occasions.flatMap((occasion) => daysOf(occasion, moved.get(occasion.uid) ?? []));
    if (holidays.length > MOST_DAYS) return fail("too-many", `its events are more than ${MOST_DAYS} days`);
    return ok(holidays.sort((a, b) => a.from < b.from ? -1 : Number(a.from > b.from)));
  } catch (error) {
    // Both libraries throw at what they cannot read.
    if (!(error instanceof Error)) throw error;
    return fail("no-calendar", `it cannot be read as iCalendar: ${error.message}`);
  }
}

function occasionOf(event: ICAL.Component, timeZone: string): Occasion {
  const start = event.getFirstPropertyValue("dtstart");
  if (!(start instanceof ICAL.Time)) throw new Error(`an event has no DTSTART: ${nameOf(event)}`);
  const clock = clockOf(start, timeZone);
  const rule = event.getFirstPropertyValue("rrule")?.toString();
  if (rule !== undefined && !/FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY)/.test(rule)) {
    throw new Error(`an event recurs more than daily: ${nameOf(event)}`);
  }
  const inPlaceOf = event.getFirstPropertyValue("recurrence-id");
  return {
    uid: String(event.getFirstPropertyValue("uid") ?? nameOf(event)),
    from: fieldsOf(start),
    lasts: lengthOf(event, start, timeZone),
    clock,
    rule,
    more: timesOf(event, "rdate", timeZone),
    less: timesOf(event, "exdate", timeZone),
    inPlaceOf: inPlaceOf instanceof ICAL.Time ? inOffice(inPlaceOf, timeZone) : undefined,
  };
}

/** RFC 5545 §3.6.1: without an end a day lasts a day, and a moment no time. */
function lengthOf(event: ICAL.Component, start: ICAL.Time, timeZone: string): number {
  const end = event.getFirstPropertyValue("dtend");
  if (end instanceof ICAL.Time) return inOffice(end, timeZone) - inOffice(start, timeZone);
  const duration = event.getFirstPropertyValue("duration");
  if (duration instanceof ICAL.Duration) return 1000 * duration.toSeconds();
  return start.isDate ? DAY_MS : 0;
}

function timesOf(event: ICAL.Component, name: string, timeZone: string): readonly Floating[] {
  return event.getAllProperties(name).flatMap((property) => property.getValues())
    .flatMap((value) => value instanceof ICAL.Time ? [inOffice(value, timeZone)] : []);
}

/** Its days, without those in whose place another stands. */
function daysOf(occasion: Occasion, others: readonly Occasion[]): readonly Holiday[] {
  const { lasts, less, more, inPlaceOf, clock } = occasion;
  if (lasts <= 0) return [];
  const away = new Set(inPlaceOf === undefined ? [...less, ...others.map((each) => each.inPlaceOf)] : []);
  const starts = recurrences(occasion).map((start) => clock.toOffice(start));
  return [...new Set([...starts, ...more])].filter((start) => !away.has(start))
    .map((start) => ({ every: "once", from: stampOf(start), until: stampOf(start + lasts) }));
}

function recurrences({ from, rule, clock }: Occasion): readonly Floating[] {
  if (rule === undefined) return [from];
  const options = RRule.parseString(rule);
  // §3.3.10: where the start has a zone, UNTIL is in UTC.
  const last = options.until?.getTime() ?? LAST;
  const until = Math.min(/UNTIL=[0-9]{8}T[0-9]{6}Z/.test(rule) ? clock.fromUtc(last) : last, LAST);
  const found: Floating[] = [];
  new RRule({ ...options, dtstart: new Date(from), until: new Date(until) }).all((date) =>
    found.push(date.getTime()) <= MOST_DAYS
  );
  return found;
}

function stampOf(time: Floating): string {
  return new Date(time).toISOString().slice(0, "2026-12-24T13:00".length);
}

function nameOf(event: ICAL.Component): string {
  return JSON.stringify(String(event.getFirstPropertyValue("summary") ?? ""));
}
