import { type FirstContacts, firstContactsOf } from "../../core/record/mod.ts";
import { type KpiCall, share } from "./kpi_call.ts";
import { RESOLUTION_WINDOW_S } from "./period.ts";

/** Calls that settled something, as far as calls can tell: the caller did not call again so soon. */
export interface Resolution extends FirstContacts {
  /** From 0 to 1. */
  readonly rate: number | null;
}

/**
 * First call resolution, "no repeat within W": of answered inbound calls with a number that began before `to`, those whose
 * caller did not call again within the window, answered or not. Calls younger than the window are not judged.
 */
export function resolutionOf(
  calls: readonly KpiCall[],
  options: {
    readonly windowS?: number;
    readonly to?: number;
    readonly now?: number;
    /** Of these it is not asked: but whoever calls again may have done so in one of them. */
    readonly beside?: readonly KpiCall[];
  } = {},
): Resolution {
  const { windowS = RESOLUTION_WINDOW_S, to = Infinity, now = Infinity, beside = [] } = options;
  const others = new Set(beside);
  const inbound = [...calls, ...beside].filter(({ direction }) => direction === "inbound")
    .toSorted((one, other) => one.startedAt - other.startedAt || (one.id < other.id ? -1 : 1))
    .map((call) => ({
      caller: call.caller,
      startedAt: call.startedAt,
      isAnswered: call.ended === "answered" && !others.has(call),
    }));
  return withRate(firstContactsOf(inbound, { to, windowMs: windowS * 1_000, now }));
}

export function withRate(counts: FirstContacts): Resolution {
  return { ...counts, rate: share(counts.resolved, counts.of) };
}
