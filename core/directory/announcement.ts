import type { PlayItem } from "../sound/mod.ts";
import type { Destination } from "./destination.ts";
import type { TakesIn } from "./takes_in.ts";

/** A part of what callers are told: a sound, or what somebody has recorded under a number from his phone. */
export type Spoken = PlayItem | { readonly type: "recorded"; readonly number: string };

/** Something that callers are told. */
export interface Announcement extends TakesIn {
  /** As destinations name it: `announcement closed`. */
  readonly name: string;
  /** By which it is heard from any phone of the office. */
  readonly number?: string;
  readonly says: readonly Spoken[];
  /** How often it is said. */
  readonly times: number;
  /** Where the caller goes when he has heard it; without it he is let go of. */
  readonly onward?: Destination;
}
