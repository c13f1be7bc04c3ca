import { dateFormat } from "../parts/mod.ts";
import type { DeskLanguage } from "../words/mod.ts";
import type { Point } from "./chart.ts";

/** A week has 168 hours, and whoever looks at it looks again: to write an hour takes longer than to draw it. */
const HOURS = new Map<string, Point>();
const MOST_HOURS = 5_000;

/**
 * Hours by the office's clock, each told by its first instant.
 *
 * @param instants milliseconds since 1970 UTC
 */
export function hourPoints(
  instants: readonly number[],
  { timeZone, language }: { readonly timeZone: string; readonly language: DeskLanguage },
): readonly Point[] {
  const format = (options: Intl.DateTimeFormatOptions) => dateFormat(language, { ...options, timeZone });
  const full = format({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  const [day, time] = [format({ day: "numeric", month: "short" }), format({ hour: "2-digit", minute: "2-digit" })];
  if (HOURS.size > MOST_HOURS) HOURS.clear();
  return instants.map((instant) => {
    const asked = `${language} ${timeZone} ${instant}`;
    const known = HOURS.get(asked);
    if (known !== undefined) return known;
    const here = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
    const grade = gradeOfHour(here.hour, here.dayOfWeek);
    const isDay = here.hour === 0;
    const tick = isDay ? day.format(instant) : time.format(instant);
    const point = { label: full.format(instant), tick, grade };
    HOURS.set(asked, point);
    return point;
  });
}

/** Days of the calendar: `2026-03-02`. */
export function dayPoints(days: readonly string[], language: DeskLanguage): readonly Point[] {
  const format = (options: Intl.DateTimeFormatOptions) => dateFormat(language, { ...options, timeZone: "UTC" });
  const full = format({ weekday: "short", day: "numeric", month: "short" });
  const short = format({ day: "numeric", month: "short" });
  return days.map((text) => {
    const [day, date] = [Temporal.PlainDate.from(text), new Date(`${text}T00:00:00Z`)];
    return { label: full.format(date), tick: short.format(date), grade: day.dayOfWeek === 1 ? 1 : 0 };
  });
}

/** What has no time of its own, as the hours of a day. */
export function namedPoints(names: readonly string[], every = 1): readonly Point[] {
  return names.map((name, at) => ({ label: name, tick: name, grade: at % every === 0 ? 1 : 0 }));
}

/** A Monday stays longest, then midnights, noons, and every third hour. */
function gradeOfHour(hour: number, weekday: number): number {
  if (hour === 0) return weekday === 1 ? 5 : 4;
  return hour === 12 ? 3 : hour % 6 === 0 ? 2 : hour % 3 === 0 ? 1 : 0;
}
