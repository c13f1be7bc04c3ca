import ICAL from "ical.js";
import * as recurring from "rrule";
import { fail, localTime, ok, type Result, type WallTime } from "../base/mod.ts";
import type { Holiday } from "../directory/mod.ts";

/** Deno runs the package's CommonJS, whose names are all inside `default`; the bundler takes its ES module. */
const { RRule } = Reflect.get(recurring, "default") ?? recurring;

const LONGEST = 2 * 1024 * 1024;
const MOST_EVENTS = 5_000;
const MOST_DAYS = 20_000;
/** What recurs is looked at until then: whoever runs this box by then reads the file again. */
const LAST: number = Date.UTC(2060, 0, 1);
const DAY_MS = 86_400_000;

/** A date and time without a zone, as the milliseconds that it would be in UTC. */
type Floating = number;

interface Occasion {
  readonly uid: string;
  readonly from: Floating;
  readonly until: Floating;
  /** RFC 5545 §3.3.10 */
  readonly rule: string | undefined;
  readonly more: readonly Floating[];
  readonly less: readonly Floating[];
  /** Of which of the recurrences it stands in the place. */
  readonly inPlaceOf: Floating | undefined;
}

/**
 * The events of an iCalendar file (RFC 5545) as holidays. Whole days are the office's own days; a time in UTC is turned
 * into the office's, any other is taken as its clock shows it. Cancelled events are none.
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
  const from = floating(start, timeZone);
  const rule = event.getFirstPropertyValue("rrule")?.toString();
  if (rule !== undefined && !/FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY)/.test(rule)) {
    throw new Error(`an event recurs more than daily: ${nameOf(event)}`);
  }
  const inPlaceOf = event.getFirstPropertyValue("recurrence-id");
  return {
    uid: String(event.getFirstPropertyValue("uid") ?? nameOf(event)),
    from,
    until: from + lengthOf(event, start, timeZone),
    rule,
    more: timesOf(event, "rdate", timeZone),
    less: timesOf(event, "exdate", timeZone),
    inPlaceOf: inPlaceOf instanceof ICAL.Time ? floating(inPlaceOf, timeZone) : undefined,
  };
}

/** RFC 5545 §3.6.1: without an end a day lasts a day, and a moment no time. */
function lengthOf(event: ICAL.Component, start: ICAL.Time, timeZone: string): number {
  const end = event.getFirstPropertyValue("dtend");
  if (end instanceof ICAL.Time) return floating(end, timeZone) - floating(start, timeZone);
  const duration = event.getFirstPropertyValue("duration");
  if (duration instanceof ICAL.Duration) return 1000 * duration.toSeconds();
  return start.isDate ? DAY_MS : 0;
}

function timesOf(event: ICAL.Component, name: string, timeZone: string): readonly Floating[] {
  return event.getAllProperties(name).flatMap((property) => property.getValues())
    .flatMap((value) => value instanceof ICAL.Time ? [floating(value, timeZone)] : []);
}

function floating(time: ICAL.Time, timeZone: string): Floating {
  const { year, month, day, hour, minute, isDate } = time;
  const fields = Date.UTC(year, month - 1, day, isDate ? 0 : hour, isDate ? 0 : minute);
  if (isDate || time.zone !== ICAL.Timezone.utcTimezone) return fields;
  const local = localTime(fields as WallTime, timeZone);
  return Date.parse(`${local.date}T${local.time}Z`);
}

/** Its days, without those in whose place another stands. */
function daysOf(occasion: Occasion, others: readonly Occasion[]): readonly Holiday[] {
  const { from, until, less, more, inPlaceOf } = occasion;
  if (until <= from) return [];
  const away = new Set(inPlaceOf === undefined ? [...less, ...others.map((each) => each.inPlaceOf)] : []);
  return [...new Set([...recurrences(occasion), ...more])].filter((start) => !away.has(start))
    .map((start) => ({ every: "once", from: stampOf(start), until: stampOf(start + until - from) }));
}

function recurrences({ from, rule }: Occasion): readonly Floating[] {
  if (rule === undefined) return [from];
  const options = RRule.parseString(rule);
  const until = Math.min(options.until?.getTime() ?? LAST, LAST);
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
