import { type Bucket, BucketFinder } from "./buckets.ts";
import { type Counts, countsByHour, countsByWeek, countsByWeekday, countsIn } from "./clock_series.ts";
import {
  areWholeHours,
  countsFromSums,
  hourCounts,
  staffingFromSums,
  talliesOver,
  weekCounts,
  weekdayCounts,
  type When,
} from "./clock_sums.ts";
import type { FirstContacts } from "../../core/record/mod.ts";
import { type ExtensionStatistics, extensionStatistics } from "./extensions.ts";
import { kpisFromSums, servedFromSums, talliesFromSums } from "./from_sums.ts";
import { type Kpis, kpisOf } from "./kpi.ts";
import { isShort, type QueueWait } from "./kpi_call.ts";
import { type Served, servedOf, type ServiceLevelVariant } from "./kpi_service_level.ts";
import { extensionsFromSums } from "./people_sums.ts";
import type { ReportCall } from "./report_call.ts";
import { type StaffingGoal, type StaffingHint, staffingHints } from "./staffing.ts";
import type { GroupKind, Sums } from "./sums.ts";
import { talliesBy, type Tally, tallyOf, tallyOptions } from "./tally.ts";

/** Of when, and by what is judged. */
export interface Counting extends When {
  readonly madeAt: number;
  readonly answerWithinS: number;
  readonly thresholds?: Readonly<Record<string, number>>;
  readonly variant?: ServiceLevelVariant;
  readonly shortS?: number;
  readonly shortAbandonS?: number;
  readonly timeOf?: "talk" | "duration";
  readonly resolutionWindowS?: number;
  /** Calls that are not counted, and tell of those that are who called again. */
  readonly beside?: readonly ReportCall[];
  /** How long callers waited, where the calls that are counted do not tell all of it. */
  readonly waits?: readonly QueueWait[];
  /** Who called again, where that is known besides. */
  readonly contacts?: FirstContacts | undefined;
}

/** By what calls are put together. */
export type Group = Exclude<GroupKind, "all">;

/**
 * What the calls of a period come to. It is counted from them one by one, or read from the sums that the record keeps: the
 * figures are the same.
 */
export interface Counted {
  kpis(): Kpis;
  /** All callers, each judged by what his queue has promised. */
  served(): Served;
  /**
   * In order of their names. Only a queue is judged by what it has promised: who has answered, or was called, is judged by
   * what the office has.
   */
  tallies(group: Group): readonly (readonly [string, Tally])[];
  /** Of each piece of the period, whole hours or days, those without calls, too; judged by what the office has promised. */
  over(buckets: readonly Bucket[]): readonly Tally[];
  in(buckets: readonly Bucket[]): Counts;
  byHour(): Counts;
  byWeekday(): Counts;
  byWeek(): Counts;
  extensions(): readonly ExtensionStatistics[];
  staffing(goal: StaffingGoal): readonly StaffingHint[];
}

const KEYS: Readonly<Record<Group, (call: ReportCall) => string | undefined>> = {
  queue: ({ queue }) => queue,
  number: ({ direction, dialled }) => direction === "inbound" ? dialled : undefined,
  trunk: ({ trunk }) => trunk,
  agent: ({ direction, answeredBy }) => direction === "inbound" ? answeredBy : undefined,
};

/** @param known with what came later, where it says who called again */
export function countedFromCalls(known: readonly ReportCall[], counting: Counting): Counted {
  const { period, madeAt, timeZone, timeOf = "talk", resolutionWindowS } = counting;
  const calls = known.filter(({ startedAt }) => period.from <= startedAt && startedAt < period.to);
  const wanted = resolutionWindowS === undefined ? {} : { resolutionWindowS };
  const { beside, contacts, waits } = counting;
  const later = known.filter(({ startedAt }) => startedAt >= period.to);
  const judged = tallyOptions(counting);
  const { thresholds: _, ...byOffice } = judged;
  const counted = calls.filter((call) => !isShort(call, judged.shortAbandonS));
  return {
    kpis: () =>
      wholeSeconds(
        kpisOf(calls, {
          ...{ timeZone, timeOf, ...judged, ...wanted, now: madeAt, to: period.to, later },
          ...beside === undefined ? {} : { beside },
          ...contacts === undefined ? {} : { contacts },
          ...waits === undefined ? {} : { waits },
        }),
      ),
    served: () => servedOf(counted, judged),
    tallies: (group) => talliesBy(calls, KEYS[group], group === "queue" ? judged : byOffice),
    over: (buckets) => {
      const finder = new BucketFinder(buckets);
      const theirs = Map.groupBy(calls, ({ startedAt }) => finder.at(startedAt));
      return buckets.map((_, at) => tallyOf(theirs.get(at) ?? [], byOffice));
    },
    in: (buckets) => countsIn(counted, buckets),
    byHour: () => countsByHour(counted, period, counting),
    byWeekday: () => countsByWeekday(counted, period, counting),
    byWeek: () => countsByWeek(counted, period, counting),
    extensions: () => extensionStatistics(calls),
    staffing: (goal) => staffingHints(counted, counting, goal),
  };
}

export function countedFromSums(sums: Sums, counting: Counting): Counted {
  const { variant = "F3" } = counting;
  return {
    kpis: () => kpisFromSums(sums, counting),
    served: () => servedFromSums(sums),
    tallies: (group) => talliesFromSums(sums, group, variant),
    over: (buckets) => talliesOver(sums, buckets, variant),
    in: (buckets) => countsFromSums(sums, buckets),
    byHour: () => hourCounts(sums, counting),
    byWeekday: () => weekdayCounts(sums, counting),
    byWeek: () => weekCounts(sums, counting),
    extensions: () => extensionsFromSums(sums),
    staffing: (goal) => staffingFromSums(sums, counting, goal),
  };
}

/** What sums tell of some groups, and calls of all that no sums tell of them. */
export function countedOfGroups(sums: Sums, calls: readonly ReportCall[], counting: Counting): Counted {
  const [added, each] = [countedFromSums(sums, counting), countedFromCalls(calls, counting)];
  return {
    ...added,
    tallies: (group) => sums.groups.has(group) ? added.tallies(group) : each.tallies(group),
    in: (buckets) => areWholeHours(buckets) ? added.in(buckets) : each.in(buckets),
    extensions: each.extensions,
  };
}

/** Sums know by which second somebody was taken: reports say no more, whatever they are made from. */
function wholeSeconds(kpis: Kpis): Kpis {
  const { p90S, longestS } = kpis.queueWait;
  const up = (seconds: number | null) => seconds === null ? null : Math.ceil(seconds);
  return { ...kpis, queueWait: { ...kpis.queueWait, p90S: up(p90S), longestS: up(longestS) } };
}
