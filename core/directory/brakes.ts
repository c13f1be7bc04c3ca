import type { CallClass } from "./trunk.ts";

/** How much one extension may call within an hour. */
export interface Brake {
  readonly calls: number;
  readonly minutes: number;
}

/** What calls outside may cost; calls in the house cost nothing. */
export type PaidClass = Exclude<CallClass, "internal">;

/** The brakes on toll fraud, for every extension and kind of number. */
export type Brakes = Readonly<Record<PaidClass, Brake>>;

/** More than anybody calls who speaks himself; much less than a stolen secret is good for. */
export const DEFAULT_BRAKES: Brakes = Object.freeze({
  local: { calls: 120, minutes: 480 },
  national: { calls: 120, minutes: 480 },
  international: { calls: 20, minutes: 120 },
  premium: { calls: 5, minutes: 30 },
});
