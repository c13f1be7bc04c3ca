import type { Chance } from "../base/mod.ts";

const FIRST_MS = 30_000;
const LONGEST_MS = 600_000;

/** How long to wait after so many failures in a row: 30 s, then ever longer, a quarter more or less so that not all come at once. */
export function backOffMs(failures: number, chance: Chance): number {
  const wait = Math.min(FIRST_MS * 2 ** Math.max(0, failures - 1), LONGEST_MS);
  return Math.round(Math.min(wait * (750 + chance.below(501)) / 1_000, LONGEST_MS));
}
