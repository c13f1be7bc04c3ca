import { share } from "./kpi_call.ts";

/** A caller whom nobody answered: one for each time that the list of missed calls has opened for him. */
export interface Miss {
  /** When he first called in vain: to that hour it counts, whatever becomes of it. */
  readonly at: number;
  /** That call. */
  readonly call?: string;
  /** When he called last before that. */
  readonly lastAt: number;
  readonly how: MissEnd;
  /** When that was. */
  readonly closedAt?: number;
}

export const MISS_ENDS = ["returned", "answered_later", "manual", "expired", "open"] as const;
/** How it ended: called back, got through himself, crossed out by somebody, grown old, or not yet. */
export type MissEnd = (typeof MISS_ENDS)[number];

/** What `features/missed` tells of a miss. */
export interface MissedOpening {
  readonly openedAt: number;
  readonly call: string;
  readonly lastAt: number;
  readonly clearedBy: Exclude<MissEnd, "open"> | undefined;
  readonly closedAt: number | undefined;
}

export function missesFrom(openings: readonly MissedOpening[]): readonly Miss[] {
  return openings.map(({ openedAt: at, call, lastAt, clearedBy, closedAt }) => ({
    ...{ at, call, lastAt, how: clearedBy ?? "open" },
    ...closedAt === undefined ? {} : { closedAt },
  }));
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
  const times = misses.flatMap(({ how, lastAt, closedAt }) =>
    how === "returned" && closedAt !== undefined ? [(closedAt - lastAt) / 1_000] : []
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
