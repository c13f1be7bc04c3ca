import type { LocalHours } from "../../core/base/mod.ts";
import type { Period } from "./period.ts";

/** How finely a period is cut: minutes, or whole days, weeks (from Monday on) and months of the calendar. */
export type Interval = 15 | 30 | 60 | "day" | "week" | "month";

/** A piece of a period. */
export interface Bucket extends Period {
  readonly label: string;
}

const MINUTE_MS = 60_000;

/**
 * A period in pieces, none left out. Days are as long as the calendar has them; an hour that the clock repeats is two
 * pieces, told apart by their offset from UTC, and one that it skips is none.
 */
export function bucketsOf(
  period: Period,
  interval: Interval,
  { timeZone, hours }: { readonly timeZone: string; readonly hours: LocalHours },
): readonly Bucket[] {
  const buckets: Bucket[] = [];
  for (let from = period.from; from < period.to;) {
    const next = typeof interval === "number" ? from + interval * MINUTE_MS : nextOf(interval, from, timeZone);
    const to = Math.min(period.to, next);
    buckets.push({ from, to, label: "" });
    from = to;
  }
  const isOfDays = typeof interval === "string";
  const isOneDay = !isOfDays && hours.at(period.from).date === hours.at(period.to - 1).date;
  const labels = buckets.map(({ from }) => labelOf(hours.written(from), isOfDays, isOneDay));
  const times = Map.groupBy(labels, (label) => label);
  return buckets.map((bucket, at) => {
    const label = labels[at]!;
    const isRepeated = (times.get(label)?.length ?? 0) > 1;
    return { ...bucket, label: isRepeated ? `${label} ${hours.written(bucket.from).slice(19)}` : label };
  });
}

/** Which bucket each instant is in. */
export class BucketFinder {
  readonly #buckets: readonly Bucket[];

  constructor(buckets: readonly Bucket[]) {
    this.#buckets = buckets;
  }

  /** The bucket's place; -1: in none. */
  at(instant: number): number {
    let [low, high] = [0, this.#buckets.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const bucket = this.#buckets[middle]!;
      if (instant < bucket.from) high = middle - 1;
      else if (instant >= bucket.to) low = middle + 1;
      else return middle;
    }
    return -1;
  }
}

function nextOf(unit: "day" | "week" | "month", instant: number, timeZone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate();
  const next = unit === "month"
    ? today.with({ day: 1 }).add({ months: 1 })
    : today.add({ days: unit === "day" ? 1 : 8 - today.dayOfWeek });
  return next.toZonedDateTime(timeZone).epochMilliseconds;
}

function labelOf(written: string, isDay: boolean, isOneDay: boolean): string {
  const [date = "", time = ""] = written.split("T");
  return isDay ? date : isOneDay ? time.slice(0, 5) : `${date} ${time.slice(0, 5)}`;
}
