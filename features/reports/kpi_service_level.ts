import type { ServiceLevelVariant } from "../../core/directory/mod.ts";
import { isMissed, isReached, type KpiCall, share } from "./kpi_call.ts";

/**
 * How products count a service level. F3 is answered in time of all answered and abandoned; F1 credits who gave up in time,
 * F2 hides who gave up, F4 leaves out who gave up in time, F5 credits who gave up at once; `flow-out` also counts against
 * us whom the box sent away.
 */
export type { ServiceLevelVariant };

export interface ServiceLevelOptions {
  /** Answered in so many seconds is in time, to the second. */
  readonly thresholdS?: number;
  /** Queues with a threshold of their own. */
  readonly thresholds?: Readonly<Record<string, number>>;
  /** Who hung up in so many seconds only misdialled (F5). */
  readonly shortS?: number;
}

/** What is divided by what: figures of several queues are added before, their percentages never meant. */
export interface ServiceLevel {
  readonly inTime: number;
  readonly of: number;
  /** From 0 to 1. */
  readonly level: number | null;
}

/** How callers were served: what every service level is made of. */
export interface Served {
  readonly answered: number;
  readonly abandoned: number;
  /** Nobody answered, and the box sent them away. */
  readonly flowedOut: number;
  readonly answeredInTime: number;
  readonly abandonedInTime: number;
  readonly abandonedAtOnce: number;
}

/** The service level of inbound calls, each judged by the queue that took it or in which it ended. */
export function serviceLevel(
  calls: readonly KpiCall[],
  variant: ServiceLevelVariant,
  options: ServiceLevelOptions = {},
): ServiceLevel {
  return levelOf(servedOf(calls, options), variant);
}

/** Of inbound calls, each judged by its queue. */
export function servedOf(calls: readonly KpiCall[], options: ServiceLevelOptions): Served {
  const { thresholdS = 20, thresholds = {}, shortS = 5 } = options;
  const inbound = calls.filter((call) => call.direction === "inbound" && isReached(call));
  const isInTime = ({ queue, waitS }: KpiCall) => waitS <= (thresholds[queue ?? ""] ?? thresholdS);
  const answered = inbound.filter(({ ended }) => ended === "answered");
  const abandoned = inbound.filter(({ ended }) => ended === "abandoned");
  return {
    answered: answered.length,
    abandoned: abandoned.length,
    flowedOut: inbound.filter(isMissed).length - abandoned.length,
    answeredInTime: answered.filter(isInTime).length,
    abandonedInTime: abandoned.filter(isInTime).length,
    abandonedAtOnce: abandoned.filter(({ waitS }) => waitS <= shortS).length,
  };
}

/** The same from counts alone. */
export function levelOf(counts: Served, variant: ServiceLevelVariant): ServiceLevel {
  const { answered, abandoned, flowedOut, answeredInTime, abandonedInTime, abandonedAtOnce } = counts;
  const all = answered + abandoned;
  const parts: Readonly<Record<ServiceLevelVariant, readonly [number, number]>> = {
    F1: [answeredInTime + abandonedInTime, all],
    F2: [answeredInTime, answered],
    F3: [answeredInTime, all],
    F4: [answeredInTime, all - abandonedInTime],
    F5: [answeredInTime + abandonedAtOnce, all],
    "flow-out": [answeredInTime, all + flowedOut],
  };
  const [inTime, of] = parts[variant];
  return { inTime, of, level: share(inTime, of) };
}
