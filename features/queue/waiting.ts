import type { LegId } from "../../core/call/mod.ts";
import type { Destination } from "../../core/directory/mod.ts";
import type { MoveResult } from "../../core/script/mod.ts";

/** Somebody who waits, for whom agents are rung, or who talks with one. */
export interface Waiting {
  readonly leg: LegId;
  readonly queue: string;
  /** Agents of several queues serve the heavier one first. */
  readonly weight: number;
  /** VIPs come before all others of their queue. */
  readonly priority: number;
  /** Counts those who have come. */
  readonly order: number;
  /** When he came. */
  readonly since: number;
  /** Which agents are rung for him, or talk with him: they are nobody else's meanwhile. */
  readonly agents: readonly string[];
  readonly talks: boolean;
  /** Since when they are rung, or talk; undefined before the first. */
  readonly servedAt?: number;
  /** Agents who were rung for him and did not take him, since all have been. */
  readonly tried: readonly string[];
  /** Somebody at the desk has sent him there: he is no longer to be served here. */
  readonly sentTo?: Destination;
}

/**
 * All queues of the office, as agents work for several: who is in them, in the order in which they are to be served.
 */
export interface FloorState {
  readonly callers: readonly Waiting[];
  readonly joined: number;
}

/** `offered`: agents are to be rung for him; `first`: nobody of his queue is before him any more; `sent`: he is to go elsewhere. */
export type FloorNews = "offered" | "first" | "sent";

/** What came of a move. */
export type Step = MoveResult<FloorState, FloorNews>;

/** Somebody waits for whom nobody is rung. */
export function isUnserved({ talks, agents, sentTo }: Waiting): boolean {
  return !talks && agents.length === 0 && sentTo === undefined;
}
