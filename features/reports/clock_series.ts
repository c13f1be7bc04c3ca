import type { LocalHours } from "../../core/base/mod.ts";
import type { Bucket } from "./buckets.ts";
import { BucketFinder, bucketsOf } from "./buckets.ts";
import { isMissed, isReached, type KpiCall } from "./kpi_call.ts";
import type { Period } from "./period.ts";

/** Inbound calls that reached somebody, by when they came. */
export interface Counts {
  readonly came: (number | null)[];
  readonly answered: (number | null)[];
  readonly missed: (number | null)[];
}

/** Counts of each bucket; without calls it is 0, for the box was there. */
export function countsIn(calls: readonly KpiCall[], buckets: readonly Bucket[]): Counts {
  const finder = new BucketFinder(buckets);
  return countInto(calls, buckets.map(() => 0), (call) => finder.at(call.startedAt));
}

/** Of each hour of the day, all days together; an hour that no day of the period has is null. */
export function countsByHour(
  calls: readonly KpiCall[],
  period: Period,
  { timeZone, hours }: { readonly timeZone: string; readonly hours: LocalHours },
): Counts {
  const there = new Set(bucketsOf(period, 15, { timeZone, hours }).map(({ from }) => hours.at(from).hour));
  const empty = Array.from({ length: 24 }, (_, hour) => there.has(hour) ? 0 : null);
  return countInto(calls, empty, (call) => hours.at(call.startedAt).hour);
}

/** Of each day of the week, Monday first. */
export function countsByWeekday(
  calls: readonly KpiCall[],
  period: Period,
  { timeZone, hours }: { readonly timeZone: string; readonly hours: LocalHours },
): Counts {
  const there = new Set(bucketsOf(period, "day", { timeZone, hours }).map(({ from }) => hours.at(from).weekday));
  const empty = Array.from({ length: 7 }, (_, day) => there.has(day + 1) ? 0 : null);
  return countInto(calls, empty, (call) => hours.at(call.startedAt).weekday - 1);
}

/** Of each hour of the week, from Monday's first: 168 places, null where the period has no such hour. */
export function countsByWeek(
  calls: readonly KpiCall[],
  period: Period,
  { timeZone, hours }: { readonly timeZone: string; readonly hours: LocalHours },
): Counts {
  const empty = emptyWeek(bucketsOf(period, 15, { timeZone, hours }), hours);
  return countInto(calls, empty, (call) => hourOfWeek(call.startedAt, hours));
}

/** From 0 to 167. */
export function hourOfWeek(instant: number, hours: LocalHours): number {
  const { weekday, hour } = hours.at(instant);
  return 24 * (weekday - 1) + hour;
}

export function emptyWeek(buckets: readonly Bucket[], hours: LocalHours): readonly (number | null)[] {
  const there = new Set(buckets.map(({ from }) => hourOfWeek(from, hours)));
  return Array.from({ length: 168 }, (_, hour) => there.has(hour) ? 0 : null);
}

function countInto(
  calls: readonly KpiCall[],
  empty: readonly (number | null)[],
  placeOf: (call: KpiCall) => number,
): Counts {
  const counts = { came: [...empty], answered: [...empty], missed: [...empty] };
  for (const call of calls) {
    if (call.direction !== "inbound" || !isReached(call)) continue;
    const place = placeOf(call);
    if (place < 0) continue;
    counts.came[place] = (counts.came[place] ?? 0) + 1;
    if (call.ended === "answered") counts.answered[place] = (counts.answered[place] ?? 0) + 1;
    if (isMissed(call)) counts.missed[place] = (counts.missed[place] ?? 0) + 1;
  }
  return counts;
}
