import type { Destination } from "./destination.ts";
import type { RingName } from "./ring.ts";

/** A number that the world calls the office by, and where it leads. */
export interface InboundNumber {
  /** One (`+40211234567`), a range (`+40211234500-+40211234599`) or a pattern (`+402112345XX`). */
  readonly number: string;
  /** A pattern again: only for callers whose number it fits. */
  readonly caller?: string;
  readonly to: Destination;
  /** How its calls ring, where the called one says nothing else of the caller. */
  readonly ring?: RingName;
}
