import type { Destination } from "./destination.ts";
import type { RingName } from "./ring.ts";

/** One of a ring group. */
export interface GroupMember {
  /** As somebody in the office would dial it; mostly an extension. */
  readonly number: string;
  /** Seconds after the first that he rings; only where all ring. */
  readonly delayS: number;
}

/**
 * Several people behind one number. `all`: at once; `hunt`: one after the other; `memory`: one after the other, those
 * tried before ring on; `random`: one after the other, in a new order each time.
 */
export interface Group {
  readonly number: string;
  readonly name: string;
  readonly members: readonly GroupMember[];
  readonly strategy: "all" | "hunt" | "memory" | "random";
  /** How long the group rings as a whole. */
  readonly ringForS: number;
  /** How long each one rings where they ring one after the other. */
  readonly memberForS: number;
  /** Whoever talks already is left in peace. */
  readonly skipBusy: boolean;
  /** Whether whoever is rung outside the office takes a call by pressing 1; he does unless this is `false`. */
  readonly confirm?: boolean;
  /** How its phones ring; as for any group where it is left out. */
  readonly ring?: RingName;
  /** Where the caller goes when nobody answers; without it he hears that. */
  readonly otherwise?: Destination;
}
