import type { Rate } from "../rates/mod.ts";

/** What a provider charges, as the office file says it. */
export interface RateSource {
  /** As trunks name it. */
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** A price list in the data folder (CSV). */
  readonly file?: string;
  /** They stand before those of the file. */
  readonly prices: readonly Rate[];
}
