import { LocalHours } from "../../core/base/mod.ts";
import type { KeptEntry } from "./kept.ts";

/** When callers were missed, and who they were. */
export interface TrendCounts {
  readonly attempts: number;
  /** `2026-03-02`, oldest day first, those without any among them. */
  readonly days: readonly { readonly day: string; readonly count: number }[];
  /** Monday first, each with its hours from 0 to 23. */
  readonly week: readonly (readonly number[])[];
  /** Who called most often in vain, of those who say who they are. */
  readonly callers: readonly { readonly entry: KeptEntry; readonly count: number }[];
}

const MOST_CALLERS = 10;

/** The days that are counted, the first and the last with them, by the office's clock. */
export interface TrendDays {
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
  readonly timeZone: string;
}

/** More than a busy office misses in a month. */
export const MOST_IN_TRENDS = 5_000;

/** So many days up to this moment, and when the first of them began. */
export function daysUpTo(now: number, days: number, timeZone: string): TrendDays & { readonly since: number } {
  const last = Temporal.Instant.fromEpochMilliseconds(Math.round(now)).toZonedDateTimeISO(timeZone).toPlainDate();
  const first = last.subtract({ days: days - 1 });
  return { first, last, timeZone, since: first.toZonedDateTime({ timeZone }).epochMilliseconds };
}

/** Counts the attempts of these days. */
export function trendsOf(entries: readonly KeptEntry[], { first, last, timeZone }: TrendDays): TrendCounts {
  const week = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  const days = Array.from(
    { length: first.until(last).days + 1 },
    (_, at) => ({ day: first.add({ days: at }).toString(), count: 0 }),
  );
  const byDay = new Map(days.map((day) => [day.day, day]));
  const clock = LocalHours.of(timeZone);
  const callers = new Map<string, { entry: KeptEntry; count: number }>();
  for (const entry of entries) {
    const key = entry.callerKey;
    for (const { at } of entry.attempts) {
      const { date, hour, weekday } = clock.at(at);
      const day = byDay.get(date);
      if (day === undefined) continue;
      day.count++;
      week[weekday - 1]![hour]!++;
      if (!/^(\+|raw:)/.test(key)) continue;
      const known = callers.get(key) ?? { entry, count: 0 };
      callers.set(key, { entry: known.entry, count: known.count + 1 });
    }
  }
  return {
    attempts: days.reduce((sum, { count }) => sum + count, 0),
    days,
    week,
    callers: [...callers.values()].sort((one, other) => other.count - one.count).slice(0, MOST_CALLERS),
  };
}
