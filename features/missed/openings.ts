import type { ClearedBy, Entry } from "./entry.ts";

/** How a miss ended; `open`: not yet. */
export type MissEnd = ClearedBy | "open";
export const MISS_ENDS: readonly MissEnd[] = ["returned", "answered_later", "manual", "expired", "open"];

/**
 * One miss, as reports count it: a caller waits from the first attempt that nobody took until he is cared for. Whoever calls
 * in vain later is missed once more; what somebody has only opened again by hand was never over.
 */
export interface Opening {
  /** Of the first attempt: when he was missed, whatever comes later. */
  readonly openedAt: number;
  /** Which call that was. */
  readonly call: string;
  /** Of the last attempt. */
  readonly lastAt: number;
  /** Undefined: he waits. */
  readonly clearedBy: ClearedBy | undefined;
  readonly closedAt: number | undefined;
}

/** All misses that an entry still lists, oldest first. */
export function openingsOf(entry: Entry): readonly Opening[] {
  return entry.attempts.length === 0 ? [] : [...entry.earlier ?? [], openingOf(entry)];
}

/** How it stands with the last one. */
export function openingOf({ attempts, opened = attempts[0], clearedBy, closedAt }: Entry): Opening {
  const { at: openedAt, call } = opened ?? { at: 0, call: "" };
  return { openedAt, call, lastAt: attempts.at(-1)?.at ?? 0, clearedBy, closedAt };
}
