import { LocalHours } from "../../core/base/mod.ts";
import { type Among, isAmong } from "./among.ts";
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
  /** Whether there are more entries than are counted: the newest of them were. */
  readonly isCut: boolean;
}

const MOST_CALLERS = 10;

/** Which attempts are counted, and by whose clock. */
export interface TrendQuestion {
  /** From this moment on, and before the other one: milliseconds since 1970 UTC. */
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
  /** Of this part of the office alone. */
  readonly among?: Among;
}

/** More than a busy office misses in a year. */
export const MOST_IN_TRENDS = 20_000;

/** Counts the attempts of a time in these entries, newest first. */
export function trendsOf(entries: Iterable<KeptEntry>, { from, to, timeZone, among }: TrendQuestion): TrendCounts {
  const dayOf = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const [first, last] = [dayOf(from), dayOf(to - 1)];
  const week = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  const days = Array.from(
    { length: first.until(last).days + 1 },
    (_, at) => ({ day: first.add({ days: at }).toString(), count: 0 }),
  );
  const byDay = new Map(days.map((day) => [day.day, day]));
  const clock = LocalHours.of(timeZone);
  const callers = new Map<string, { entry: KeptEntry; count: number }>();
  let counted = 0;
  let isCut = false;
  for (const entry of entries) {
    if (among !== undefined && !isAmong(entry, among)) continue;
    isCut = ++counted > MOST_IN_TRENDS;
    if (isCut) break;
    const key = entry.callerKey;
    for (const { at } of entry.attempts) {
      if (at < from || at >= to) continue;
      const { date, hour, weekday } = clock.at(at);
      byDay.get(date)!.count++;
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
    isCut,
  };
}
