import type { CallClass } from "./trunk.ts";

/** How much one account may call within an hour: an extension, a group, a number of the office whose callers are sent on. */
export interface Brake {
  readonly calls: number;
  readonly minutes: number;
  /** Whether calls that run when the minutes are over are ended; they go on where it is left out. */
  readonly ends?: boolean;
}

/** What calls outside may cost; calls in the house cost nothing. */
export type PaidClass = Exclude<CallClass, "internal">;

/** What is not called while the office is closed: nobody is there who would, but whoever stole a secret. */
export interface OffHours {
  /** One of `hours:`, with its holidays and its night switch. */
  readonly hours: string;
  /** Numbers of this class, and dearer ones. */
  readonly from: PaidClass;
  /** Extensions that may all the same: the porter's. */
  readonly except: readonly string[];
}

/** The brakes on toll fraud, for every account and kind of number. */
export interface Brakes extends Readonly<Record<PaidClass, Brake>> {
  readonly offHours?: OffHours;
}

/**
 * More than anybody calls who speaks himself; much less than a stolen secret is good for. So many minutes of dear calls
 * are only had by several at once: those are ended, while somebody's long talk at home goes on.
 */
export const DEFAULT_BRAKES: Brakes = Object.freeze({
  local: { calls: 120, minutes: 480 },
  national: { calls: 120, minutes: 480 },
  international: { calls: 20, minutes: 120, ends: true },
  premium: { calls: 5, minutes: 30, ends: true },
});
