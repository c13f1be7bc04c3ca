import type { Unit } from "../../features/reports/mod.ts";

/** One of the places along the bottom. */
export interface Point {
  /** In full: `Mon, 2 Mar, 09:00`. */
  readonly label: string;
  /** As short as it can be said below the chart: `09:00`; a day at its first hour. */
  readonly tick: string;
  /** Where there is no room for all ticks, those of a higher grade stay. */
  readonly grade: number;
  /** Where it is listed what stands there; left out where it cannot be. */
  readonly list?: string;
}

/** Which of the page's colours, in either theme. */
export type CurveTone = "accent" | "bad" | "warn" | "good" | "soft";

export interface Curve {
  readonly key: string;
  readonly label: string;
  readonly tone: CurveTone;
  /** Bars stand on each other, in the order in which they are told. */
  readonly drawn: "bars" | "line" | "dashes";
  /** One for each point; null is what nobody counted. */
  readonly values: readonly (number | null)[];
}

/** Values of one unit, one for each point. */
export interface Drawing {
  readonly key: string;
  readonly title: string;
  readonly unit: Extract<Unit, "count" | "seconds" | "share">;
  readonly curves: readonly Curve[];
}

export interface Chart extends Drawing {
  readonly points: readonly Point[];
}

/** How high each bar reaches with those below it; null for what is no bar. */
export function stackOf({ curves, points }: Pick<Chart, "curves" | "points">): readonly (readonly number[] | null)[] {
  const below = points.map(() => 0);
  return curves.map(({ drawn, values }) => {
    if (drawn !== "bars") return null;
    return below.map((height, at) => below[at] = height + (values[at] ?? 0));
  });
}

/** The highest value that is drawn. */
export function mostOf(chart: Chart): number {
  const lines = chart.curves.flatMap(({ drawn, values }) => drawn === "bars" ? [] : values.map((value) => value ?? 0));
  return Math.max(0, ...stackOf(chart).flatMap((heights) => heights ?? []), ...lines);
}
