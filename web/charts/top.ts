import type { Chart } from "./chart.ts";

/** How people count: by ones, twos and fives, and time by minutes and hours. */
const STEPS: Readonly<Record<Chart["unit"], readonly number[]>> = {
  count: [1, 2, 5],
  seconds: [5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 18_000, 36_000],
  share: [1],
};
/** So many lines across are enough. */
const LINES = 4;

/** Where a chart ends above, and how far its lines are apart; a share always reaches from none to all. */
export function topOf(most: number, unit: Chart["unit"]): { readonly top: number; readonly step: number } {
  if (unit === "share") return { top: 1, step: 0.25 };
  const step = stepOf(Math.max(1, most) / LINES, unit);
  return { top: step * Math.ceil(Math.max(1, most) / step), step };
}

function stepOf(least: number, unit: Chart["unit"]): number {
  const known = STEPS[unit].find((step) => step >= least);
  if (known !== undefined) return known;
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((step) => step * power >= least) ?? 10);
}
