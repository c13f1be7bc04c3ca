import { isMissed, isReached, isShort, type KpiCall, share, sum } from "./kpi_call.ts";
import { serviceLevel, type ServiceLevelOptions, type ServiceLevelVariant } from "./kpi_service_level.ts";

/** What a set of calls comes to, as the lines of a table count it. */
export interface Tally {
  /** Came as far as a phone that rang, or a queue. */
  readonly inbound: number;
  readonly outbound: number;
  readonly answered: number;
  readonly missed: number;
  readonly abandonRate: number | null;
  readonly lostRate: number | null;
  readonly serviceLevel: number | null;
  /** Of inbound calls that were answered. */
  readonly averageWaitS: number | null;
  readonly talkS: number;
  readonly averageTalkS: number | null;
}

export interface TallyOptions extends ServiceLevelOptions {
  readonly variant?: ServiceLevelVariant;
  /** Who gave up in so many seconds is counted nowhere; 0: everybody counts. */
  readonly shortAbandonS?: number;
}

/** By what a report judges that callers were answered in time. */
export function tallyOptions({ answerWithinS, thresholds = {}, variant = "F3", shortS = 5, shortAbandonS = 0 }: {
  readonly answerWithinS: number;
  readonly thresholds?: Readonly<Record<string, number>>;
  readonly variant?: ServiceLevelVariant;
  readonly shortS?: number;
  readonly shortAbandonS?: number;
}): TallyOptions {
  return { thresholdS: answerWithinS, thresholds, variant, shortS, shortAbandonS };
}

export function tallyOf(calls: readonly KpiCall[], options: TallyOptions = {}): Tally {
  const reached = calls.filter((call) => isReached(call) && !isShort(call, options.shortAbandonS));
  const inbound = reached.filter(({ direction }) => direction === "inbound");
  const answered = inbound.filter(({ ended }) => ended === "answered");
  const spoken = reached.filter(({ ended }) => ended === "answered");
  const abandoned = inbound.filter(({ ended }) => ended === "abandoned").length;
  const missed = inbound.filter(isMissed).length;
  const talkS = sum(spoken.map((call) => call.talkS));
  return {
    inbound: inbound.length,
    outbound: reached.length - inbound.length,
    answered: answered.length,
    missed,
    abandonRate: share(abandoned, inbound.length),
    lostRate: share(missed, inbound.length),
    serviceLevel: serviceLevel(inbound, options.variant ?? "F3", options).level,
    averageWaitS: share(sum(answered.map(({ waitS }) => waitS)), answered.length),
    talkS,
    averageTalkS: share(talkS, spoken.length),
  };
}

/** One tally for each key, in the order of the keys; a call without one is in none. */
export function talliesBy<C extends KpiCall>(
  calls: readonly C[],
  keyOf: (call: C) => string | undefined,
  options: TallyOptions = {},
): readonly (readonly [string, Tally])[] {
  return [...Map.groupBy(calls, keyOf)]
    .flatMap(([key, theirs]) => key === undefined ? [] : [[key, tallyOf(theirs, options)] as const])
    .sort(([one], [other]) => compareNames(one, other));
}

/** Numbers in a list as people expect them: 9 before 10. The same everywhere, whatever the machine's language. */
export function compareNames(one: string, other: string): number {
  const [a, b] = [Number(one), Number(other)];
  if (Number.isFinite(a) && Number.isFinite(b) && a !== b) return a - b;
  return one < other ? -1 : one > other ? 1 : 0;
}
