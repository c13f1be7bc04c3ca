import ICAL from "ical.js";
import { localTime, type WallTime } from "../base/mod.ts";

/** A date and time without a zone, as the milliseconds that it would be in UTC. */
export type Floating = number;

/** The clock by which an event of a calendar goes: that of its zone (RFC 5545 §3.2.19), or the office's own. */
export interface Clock {
  /** What the office's clock shows when this one shows that. */
  readonly toOffice: (time: Floating) => Floating;
  /** What this clock shows at a moment. */
  readonly fromUtc: (utc: number) => Floating;
}

/** A time as its own clock shows it. */
export function fieldsOf({ year, month, day, hour, minute, isDate }: ICAL.Time): Floating {
  return Date.UTC(year, month - 1, day, isDate ? 0 : hour, isDate ? 0 : minute);
}

/** A time as the office's clock shows it. */
export function inOffice(time: ICAL.Time, office: string): Floating {
  return clockOf(time, office).toOffice(fieldsOf(time));
}

/** The clock that a time of a calendar means. */
export function clockOf(time: ICAL.Time, office: string): Clock {
  const own: Clock = { toOffice: (shown) => shown, fromUtc: (utc) => shownIn(utc, office) };
  if (time.isDate) return own;
  if (time.zone === ICAL.Timezone.utcTimezone) {
    return { toOffice: (shown) => shownIn(shown, office), fromUtc: (utc) => utc };
  }
  const { zone } = time;
  // A zone that the calendar does not describe has only left its name.
  const name = String(Reflect.get(time, "timezone") ?? zone?.tzid ?? "");
  // IANA's names are what the platform knows best; what else a calendar calls a zone it has to describe itself.
  if (isTimeZone(name)) return clockIn(office, (utc) => shownIn(utc, name));
  const described: unknown = zone?.component;
  if (!(described instanceof ICAL.Component)) {
    // Nobody says what it means: as a time without a zone, which is the office's own.
    return own;
  }
  return clockIn(office, (utc) => {
    const shown = ICAL.Time.fromJSDate(new Date(utc), true).convertToZone(zone!);
    return fieldsOf(shown);
  });
}

function clockIn(office: string, fromUtc: (utc: number) => Floating): Clock {
  return { fromUtc, toOffice: (shown) => shownIn(utcOf(shown, fromUtc), office) };
}

/**
 * The moment at which a clock shows this. Of the two at which it does when summer time ends, the first; what is left out when it
 * begins is reckoned by the offset before (§3.3.5).
 */
function utcOf(shown: Floating, fromUtc: (utc: number) => Floating): number {
  const DAY_MS = 86_400_000;
  const before = fromUtc(shown - DAY_MS) - (shown - DAY_MS);
  const after = fromUtc(shown + DAY_MS) - (shown + DAY_MS);
  const first = shown - before;
  return fromUtc(first) === shown || fromUtc(shown - after) !== shown ? first : shown - after;
}

function shownIn(utc: number, timeZone: string): Floating {
  const { date, time } = localTime(utc as WallTime, timeZone);
  return Date.parse(`${date}T${time}Z`);
}

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
