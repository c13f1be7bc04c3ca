import { REPORT_PERIODS, type ReportPeriod } from "../../core/directory/mod.ts";
import { type Period, periodOf } from "../../features/reports/mod.ts";
import type { ReportsWords } from "../words/mod.ts";
import { dayAt } from "./day_at.ts";

/** From one day to another one, both of them in it: `2026-03-02`. */
export interface Days {
  readonly since: string;
  readonly until: string;
}

/** Of which time: a period that has a name, or days of one's own. */
export type Within = ReportPeriod | Days;

export const USUAL_PERIOD: ReportPeriod = "last-7-days";
/** What `period` says in an address that names its days. */
export const OWN_DAYS = "days";

/** Why days cannot be looked at. */
export interface DaysFault {
  readonly field: keyof Days;
  readonly value: string;
  readonly why: "missing" | "no-day" | "future" | "before";
}

export interface ByWhichClock {
  readonly timeZone: string;
  /** Now: milliseconds since 1970 UTC. */
  readonly at: number;
}

/** What an address asks for, or what is wrong with its days. */
export function withinIn(url: URL, clock: ByWhichClock, usual: Within = USUAL_PERIOD): Within | DaysFault {
  const wanted = url.searchParams.get("period");
  if (wanted !== OWN_DAYS) return REPORT_PERIODS.find((period) => period === wanted) ?? usual;
  const days = { since: url.searchParams.get("since") ?? "", until: url.searchParams.get("until") ?? "" };
  for (const field of ["since", "until"] as const) {
    const value = days[field];
    if (value === "") return { field, value, why: "missing" };
    if (dayAt(value, clock.timeZone) === undefined) return { field, value, why: "no-day" };
  }
  // Days are written so that their text is in their order.
  if (days.until < days.since) return { field: "until", value: days.until, why: "before" };
  const { from, to } = periodOfDays(days, clock);
  return from < to ? days : { field: "since", value: days.since, why: "future" };
}

/** Its days as the clock of a zone has them; what has not come yet is no part of it. */
export function periodOfDays({ since, until }: Days, { timeZone, at }: ByWhichClock): Period {
  return { from: dayAt(since, timeZone)!, to: Math.min(at, dayAt(until, timeZone, 1)!) };
}

/** So many days up to today, with it. */
export function daysUpToNow(days: number, clock: ByWhichClock): Days {
  const today = todayOf(clock);
  return { since: today.subtract({ days: days - 1 }).toString(), until: today.toString() };
}

/** The last moment of today: until then whatever is asked of today is the same question, which is answered once. */
export function endOfToday(clock: ByWhichClock): ByWhichClock {
  const { timeZone } = clock;
  return { timeZone, at: todayOf(clock).add({ days: 1 }).toZonedDateTime({ timeZone }).epochMilliseconds - 1 };
}

function todayOf({ timeZone, at }: ByWhichClock): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(Math.round(at)).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** From when until when that is just now. */
export function periodWithin(within: Within, clock: ByWhichClock): Period {
  return typeof within === "string" ? periodOf(within, clock.at, clock.timeZone) : periodOfDays(within, clock);
}

export function isFault(within: Within | DaysFault): within is DaysFault {
  return typeof within !== "string" && "why" in within;
}

/** As an address has it. */
export function askedFor(within: Within): Readonly<Record<string, string>> {
  return typeof within === "string" ? { period: within } : { period: OWN_DAYS, ...within };
}

/** As a file is called by it: `last-week`, `2026-03-02--2026-03-31`. */
export function calledBy(within: Within): string {
  return typeof within === "string" ? within : `${within.since}--${within.until}`;
}

/** What is wrong, in the reader's words. */
export function sayFault({ field, value, why }: DaysFault, { since, until, daysFaults }: ReportsWords): string {
  const name = `“${{ since, until }[field]}”`;
  return value === "" ? `${name} ${daysFaults[why]}` : `${name}: “${value}” ${daysFaults[why]}`;
}
