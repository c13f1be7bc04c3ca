import { shownNumber } from "../../../core/routing/mod.ts";

/** More numbers than that are not on the line at once. */
const MOST_KEPT = 2_000;

/** Writes numbers as people of a country read them; each is looked at once, however often it is shown. */
export function shownOnce(): (number: string, country: string) => string {
  const known = new Map<string, string>();
  return (number, country) => {
    const key = `${country} ${number}`;
    const shown = known.get(key) ?? shownNumber(number, country);
    if (known.size >= MOST_KEPT) known.clear();
    known.set(key, shown);
    return shown;
  };
}
