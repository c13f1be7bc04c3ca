import type { PlayItem } from "../sound/mod.ts";
import type { Destination } from "./destination.ts";

/** Something that callers are told. */
export interface Announcement {
  /** As destinations name it: `announcement closed`. */
  readonly name: string;
  /** By which it is heard from any phone of the office. */
  readonly number?: string;
  readonly says: readonly PlayItem[];
  /** How often it is said. */
  readonly times: number;
  /** Where the caller goes when he has heard it; without it he is let go of. */
  readonly onward?: Destination;
}
