import type { Point } from "./chart.ts";

/**
 * Which points between two have their tick below, at most so many: all of the lowest grade for which there is room, unless
 * every second or third of the grade below it says more.
 */
export function ticksIn(
  points: readonly Point[],
  { from, to, most }: { readonly from: number; readonly to: number; readonly most: number },
): readonly number[] {
  const [first, last] = [Math.max(0, Math.ceil(from)), Math.min(points.length - 1, Math.floor(to))];
  const seen = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  const grades = [...new Set(seen.map((at) => points[at]!.grade))].sort((one, other) => one - other);
  let best: readonly number[] = [];
  for (const grade of grades) {
    const ticks = seen.filter((at) => points[at]!.grade >= grade);
    const every = Math.max(1, Math.ceil(ticks.length / Math.max(1, most)));
    const thinned = ticks.filter((_, at) => at % every === 0);
    // Ticks that stand for something are read more easily than more of any.
    if (2 * thinned.length > best.length) best = thinned;
    if (every === 1) break;
  }
  return best;
}
