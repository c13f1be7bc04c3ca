import type { Rate } from "./rate.ts";

/** What a call of so many milliseconds cost, in millionths; one that nobody answered costs nothing. */
export function priceOf({ perMinute, setup, increment }: Rate, talkedMs: number | undefined): number {
  if (talkedMs === undefined) return 0;
  const begun = Math.max(1, Math.ceil(talkedMs / (increment * 1_000)));
  return setup + Math.round(begun * increment * perMinute / 60);
}
