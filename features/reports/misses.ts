import { share } from "./kpi_call.ts";

/** A caller whom nobody answered, as the list of missed calls has him: what reports need of an entry. */
export interface Miss {
  /** When he called last. */
  readonly at: number;
  readonly how: MissEnd;
  /** When that was. */
  readonly closedAt?: number;
}

export const MISS_ENDS = ["returned", "answered_later", "manual", "expired", "open"] as const;
/** How it ended: called back, got through himself, crossed out by somebody, grown old, or not yet. */
export type MissEnd = (typeof MISS_ENDS)[number];

/** An entry of the list of missed calls, as `features/missed` keeps it: what reports look at. */
export interface MissedEntry {
  readonly state: "open" | "cleared" | "archived";
  readonly attempts: readonly { readonly at: number }[];
  readonly clearedBy: Exclude<MissEnd, "open"> | undefined;
  readonly closedAt: number | undefined;
}

/** One miss for each entry, at its last attempt. */
export function missesFrom(entries: readonly MissedEntry[]): readonly Miss[] {
  return entries.flatMap(({ state, attempts, clearedBy, closedAt }): readonly Miss[] => {
    const last = attempts.at(-1);
    if (last === undefined) return [];
    const how = state === "open" ? "open" : clearedBy ?? "open";
    return [{ at: last.at, how, ...closedAt === undefined || how === "open" ? {} : { closedAt } }];
  });
}

/** What became of missed callers. */
export interface MissBreakdown {
  readonly misses: number;
  readonly ends: Readonly<Record<MissEnd, { readonly count: number; readonly share: number | null }>>;
  /** Called back, of all. */
  readonly callbackRate: number | null;
  /** Called back or got through himself, of all. */
  readonly recoveredRate: number | null;
  /** From the last miss to the call back. */
  readonly timeToCallbackS: { readonly median: number | null; readonly p90: number | null };
}

export function missBreakdown(misses: readonly Miss[]): MissBreakdown {
  const countOf = (how: MissEnd) => misses.filter((miss) => miss.how === how).length;
  const end = (how: MissEnd) => ({ count: countOf(how), share: share(countOf(how), misses.length) });
  const ends = {
    returned: end("returned"),
    answered_later: end("answered_later"),
    manual: end("manual"),
    expired: end("expired"),
    open: end("open"),
  };
  const times = misses.flatMap(({ how, at, closedAt }) =>
    how === "returned" && closedAt !== undefined ? [(closedAt - at) / 1_000] : []
  ).sort((one, other) => one - other);
  const atShare = (part: number) => times[Math.ceil(times.length * part) - 1] ?? null;
  return {
    misses: misses.length,
    ends,
    callbackRate: ends.returned.share,
    recoveredRate: share(ends.returned.count + ends.answered_later.count, misses.length),
    timeToCallbackS: { median: atShare(0.5), p90: atShare(0.9) },
  };
}
