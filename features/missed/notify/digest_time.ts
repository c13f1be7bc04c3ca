import type { Cadence } from "../../../core/directory/mod.ts";

/** A cadence that gathers. */
export type DigestCadence = Exclude<Cadence, "off" | "realtime">;

/** Whose clock and calendar a digest goes by. */
export interface DigestClock {
  /** IANA. */
  readonly timeZone: string;
  /** 8 unless told; `minute` and `hour` count for whoever does not hear every hour. */
  readonly hour?: number;
  readonly minute?: number;
  /** Of a weekly one: 1 is Monday, and the day unless told. */
  readonly weekday?: number;
}

/** A digest and what it is about: everything that came to be known from `from` on, and before `at`. */
export interface DigestRun {
  readonly from: number;
  readonly at: number;
}

const HOUR_MS = 3_600_000;
/** With summer time in it, and a little more. */
const LONGEST_MS: Readonly<Record<DigestCadence, number>> = {
  hourly: HOUR_MS,
  daily: 26 * HOUR_MS,
  weekly: 8 * 24 * HOUR_MS,
  monthly: 32 * 24 * HOUR_MS,
};

/**
 * When digests are due: hourly at the full hour; daily, weekly (on Mondays unless told) and monthly (on the first) at an
 * hour of the recipient's own clock. An hour that the clock skips is the moment after the gap, one that it repeats the first of both;
 * hourly digests follow the sun, not the clock, and miss none.
 */
export function nextDigest(cadence: DigestCadence, after: number, clock: DigestClock): number {
  const { timeZone, hour = 8, minute = 0, weekday = 1 } = clock;
  const here = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone);
  if (cadence === "hourly") {
    // Full hours by the minute of the zone: India's are at half past those of UTC.
    const intoMs = ((here.minute * 60) + here.second) * 1_000 + here.millisecond;
    return after - intoMs + HOUR_MS;
  }
  // Two steps are enough: the run of this period may be over, that of the next is not.
  for (let period = 0; period < 3; period++) {
    const day = dayOf(cadence, here.toPlainDate(), { period, weekday });
    const at = momentOf(day.toPlainDateTime({ hour, minute }), timeZone);
    if (at > after) return at;
  }
  throw new Error(`Cannot find the ${cadence} digest after ${after} in ${timeZone}`);
}

/** The run that is due at `now`, when the last one was at `last`: of several that were slept through only the latest. */
export function dueDigest(
  cadence: DigestCadence,
  last: number,
  options: DigestClock & { readonly now: number },
): (DigestRun & { readonly isDelayed: boolean }) | undefined {
  const first = nextDigest(cadence, last, options);
  if (first > options.now) return undefined;
  // The latest run is no longer ago than a period lasts at most: a box that slept for a year need not count the hours.
  let at = Math.max(first, nextDigest(cadence, options.now - LONGEST_MS[cadence], options));
  for (let next = at; next <= options.now; next = nextDigest(cadence, next, options)) at = next;
  return { from: last, at, isDelayed: at > first };
}

function dayOf(
  cadence: DigestCadence,
  today: Temporal.PlainDate,
  { period, weekday }: { readonly period: number; readonly weekday: number },
): Temporal.PlainDate {
  switch (cadence) {
    case "weekly":
      return today.subtract({ days: (today.dayOfWeek - weekday + 7) % 7 }).add({ weeks: period });
    case "monthly":
      return today.with({ day: 1 }).add({ months: period });
    default:
      return today.add({ days: period });
  }
}

function momentOf(wanted: Temporal.PlainDateTime, timeZone: string): number {
  const first = wanted.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  if (first.toPlainDateTime().equals(wanted)) return first.epochMilliseconds;
  return (first.getTimeZoneTransition("next") ?? first).epochMilliseconds;
}
