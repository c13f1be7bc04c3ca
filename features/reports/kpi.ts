import type { FirstContacts } from "../../core/record/mod.ts";
import { isReached, isShort, type KpiCall, type QueueWait, share, sum } from "./kpi_call.ts";
import { type PeakHour, peakHour } from "./kpi_peak_hour.ts";
import { type Resolution, resolutionOf, withRate } from "./kpi_resolution.ts";
import {
  type ServiceLevel,
  serviceLevel,
  type ServiceLevelOptions,
  type ServiceLevelVariant,
} from "./kpi_service_level.ts";

export interface KpiOptions extends ServiceLevelOptions {
  /** IANA: whose clock tells the hours. */
  readonly timeZone: string;
  readonly variant?: ServiceLevelVariant;
  /** Who gave up in so many seconds is counted nowhere; 0: everybody counts. */
  readonly shortAbandonS?: number;
  /** What an average time is the average of. */
  readonly timeOf?: "talk" | "duration";
  readonly resolutionWindowS?: number;
  readonly now?: number;
  /** Calls from then on are no part of these, and tell of them who called again. */
  readonly to?: number;
  readonly later?: readonly KpiCall[];
  /** Others besides, which are no part of these, and tell the same. */
  readonly beside?: readonly KpiCall[];
  /** What those would tell, where it is known. */
  readonly contacts?: FirstContacts;
  /** In the place of what the calls tell. */
  readonly waits?: readonly QueueWait[];
}

/** Seven of the eight figures; the eighth, the agents' score, is asked for by name. Rates are from 0 to 1. */
export interface Kpis {
  readonly totalCalls: number;
  readonly inboundReached: number;
  readonly answered: number;
  readonly missed: number;
  /** Left one, and were not missed. */
  readonly messages: number;
  readonly averageTimeS: number | null;
  readonly averageInboundTimeS: number | null;
  readonly abandonRate: number | null;
  /** All that nobody answered, whoever ended it. */
  readonly lostRate: number | null;
  readonly serviceLevel: ServiceLevel;
  readonly peakHour: PeakHour | null;
  readonly queueWait: QueueWaits;
  readonly firstCallResolution: Resolution;
}

export interface QueueWaits {
  readonly averageS: number | null;
  /** Of those who were answered: ASA. */
  readonly answeredAverageS: number | null;
  readonly longestS: number | null;
  /** Nine of ten waited no longer. */
  readonly p90S: number | null;
}

/** The figures of a set of calls. */
export function kpisOf(all: readonly KpiCall[], options: KpiOptions): Kpis {
  const { timeZone, variant = "F3", shortAbandonS = 0, timeOf = "talk", resolutionWindowS, now, to, later = [] } =
    options;
  const calls = all.filter((call) => !isShort(call, shortAbandonS));
  const reached = calls.filter(isReached);
  const inbound = reached.filter(({ direction }) => direction === "inbound");
  const answered = reached.filter(({ ended }) => ended === "answered");
  const count = (ended: KpiCall["ended"]) => inbound.filter((call) => call.ended === ended).length;
  const missed = count("abandoned") + count("lost");
  const averageOf = (calls: readonly KpiCall[]) =>
    share(sum(calls.map((call) => timeOf === "talk" ? call.talkS : call.durationS)), calls.length);
  return {
    totalCalls: reached.length,
    inboundReached: inbound.length,
    answered: count("answered"),
    missed,
    messages: count("message"),
    averageTimeS: averageOf(answered),
    averageInboundTimeS: averageOf(answered.filter(({ direction }) => direction === "inbound")),
    abandonRate: share(count("abandoned"), inbound.length),
    lostRate: share(missed, inbound.length),
    serviceLevel: serviceLevel(calls, variant, options),
    peakHour: peakHour(calls, timeZone),
    // He has waited, and he has called again, however short it was.
    queueWait: queueWaits(options.waits ?? waitsOf(all)),
    firstCallResolution: options.contacts === undefined
      ? resolutionOf([...all, ...later], {
        ...(resolutionWindowS === undefined ? {} : { windowS: resolutionWindowS }),
        ...(now === undefined ? {} : { now }),
        ...(to === undefined ? {} : { to }),
        ...(options.beside === undefined ? {} : { beside: options.beside }),
      })
      : withRate(options.contacts),
  };
}

/** Of callers from outside; a call through two queues has waited twice. */
export function waitsOf(calls: readonly KpiCall[]): readonly QueueWait[] {
  return calls.filter(({ direction }) => direction === "inbound").flatMap(({ waits }) => waits);
}

function queueWaits(waits: readonly QueueWait[]): QueueWaits {
  const seconds = waits.map(({ waitS }) => waitS).sort((one, other) => one - other);
  const answered = waits.filter(({ wasAnswered }) => wasAnswered);
  return {
    averageS: share(sum(seconds), seconds.length),
    answeredAverageS: share(sum(answered.map(({ waitS }) => waitS)), answered.length),
    longestS: seconds.at(-1) ?? null,
    p90S: seconds[Math.ceil(seconds.length * 0.9) - 1] ?? null,
  };
}
