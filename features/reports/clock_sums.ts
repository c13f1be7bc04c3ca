import type { LocalHours } from "../../core/base/mod.ts";
import { type Bucket, BucketFinder, bucketsOf } from "./buckets.ts";
import { type Counts, emptyWeek, hourOfWeek } from "./clock_series.ts";
import { tallyFrom, withoutShort } from "./from_sums.ts";
import { share } from "./kpi_call.ts";
import type { ServiceLevelVariant } from "./kpi_service_level.ts";
import type { Period } from "./period.ts";
import { agentsFor, DEFAULT_STAFFING_GOAL, type StaffingGoal, type StaffingHint } from "./staffing.ts";
import { addedUp, type ClockCounts, type Sums } from "./sums.ts";
import type { Tally } from "./tally.ts";

/** Whose clock, and of when. */
export interface When {
  readonly period: Period;
  readonly timeZone: string;
  readonly hours: LocalHours;
}

const HOUR_MS = 3_600_000;

/** Of each bucket, pieces of whole hours; those without calls, too. */
export function talliesOver(
  sums: Sums,
  buckets: readonly Bucket[],
  variant: ServiceLevelVariant = "F3",
): readonly Tally[] {
  const finder = new BucketFinder(buckets);
  const theirs = Map.groupBy(sums.byHour, ([hour]) => finder.at(hour));
  return buckets.map((_, at) => tallyFrom(addedUp((theirs.get(at) ?? []).map(([, sums]) => sums)), variant));
}

/** Of each bucket: pieces of whole quarters of an hour, which are looked at where one is no whole hours. */
export function countsFromSums(sums: Sums, buckets: readonly Bucket[]): Counts {
  const finder = new BucketFinder(buckets);
  const counts = areWholeHours(buckets) ? countsByHour(sums) : sums.byQuarter;
  return countInto(counts, buckets.map(() => 0), (began) => finder.at(began));
}

/** Whether sums by the hour tell of each of them. */
export function areWholeHours(buckets: readonly Bucket[]): boolean {
  return buckets.every(({ from }) => from % HOUR_MS === 0);
}

export function hourCounts(sums: Sums, { hours, ...when }: When): Counts {
  const there = new Set(bucketsOf(when.period, 60, { ...when, hours }).map(({ from }) => hours.at(from).hour));
  const empty = Array.from({ length: 24 }, (_, hour) => there.has(hour) ? 0 : null);
  return countInto(countsByHour(sums), empty, (hour) => hours.at(hour).hour);
}

export function weekdayCounts(sums: Sums, { hours, ...when }: When): Counts {
  const there = new Set(bucketsOf(when.period, "day", { ...when, hours }).map(({ from }) => hours.at(from).weekday));
  const empty = Array.from({ length: 7 }, (_, day) => there.has(day + 1) ? 0 : null);
  return countInto(countsByHour(sums), empty, (hour) => hours.at(hour).weekday - 1);
}

export function weekCounts(sums: Sums, { hours, ...when }: When): Counts {
  const empty = emptyWeek(bucketsOf(when.period, 60, { ...when, hours }), hours);
  return countInto(countsByHour(sums), empty, (hour) => hourOfWeek(hour, hours));
}

/** As `staffingHints` has them. */
export function staffingFromSums(
  sums: Sums,
  when: When,
  goal: StaffingGoal = DEFAULT_STAFFING_GOAL,
): readonly StaffingHint[] {
  const { hours } = when;
  const lengths = new Map<number, number>();
  for (const { from, to } of bucketsOf(when.period, 60, when)) {
    const { hour } = hours.at(from);
    lengths.set(hour, (lengths.get(hour) ?? 0) + (to - from) / 3_600_000);
  }
  const byHour = Map.groupBy(sums.byHour, ([hour]) => hours.at(hour).hour);
  return [...byHour].sort(([one], [other]) => one - other).flatMap(([hour, theirs]) => {
    const { inbound, answered, inboundTalkMs } = withoutShort(addedUp(theirs.map(([, sums]) => sums)));
    const talkS = share(inboundTalkMs / 1_000, answered);
    const callsPerHour = share(inbound, lengths.get(hour) ?? 0);
    if (talkS === null || callsPerHour === null) return [];
    const handlingS = talkS + goal.wrapUpS;
    const hint = agentsFor({ callsPerHour, handlingS }, goal);
    return hint === undefined ? [] : [{ hour, callsPerHour, handlingS, ...hint }];
  });
}

function* countsByHour({ byHour }: Sums): Iterable<readonly [number, ClockCounts]> {
  for (const [hour, sums] of byHour) {
    const { inbound: came, answered, abandoned, lost } = withoutShort(sums);
    yield [hour, { came, answered, missed: abandoned + lost }];
  }
}

function countInto(
  counted: Iterable<readonly [number, ClockCounts]>,
  empty: readonly (number | null)[],
  placeOf: (began: number) => number,
): Counts {
  const counts = { came: [...empty], answered: [...empty], missed: [...empty] };
  for (const [began, { came, answered, missed }] of counted) {
    const place = placeOf(began);
    if (place < 0) continue;
    counts.came[place] = (counts.came[place] ?? 0) + came;
    counts.answered[place] = (counts.answered[place] ?? 0) + answered;
    counts.missed[place] = (counts.missed[place] ?? 0) + missed;
  }
  return counts;
}
