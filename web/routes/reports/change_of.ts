import type { Unit } from "../../../features/reports/mod.ts";
import { sayValue } from "../../parts/mod.ts";
import type { DeskLanguage } from "../../words/mod.ts";
import type { Kpi } from "./shown.ts";

/** Less is none at all. */
const SMALL: Partial<Readonly<Record<Unit, number>>> = { count: 0.5, seconds: 0.5, share: 0.0005 };

/** How a figure differs from the one before it, and whether that is good. */
export interface Change {
  readonly text: string;
  readonly kind: "" | "good" | "bad";
}

/** Undefined where one of both was not counted, or is no number; an empty text where nothing has changed. */
export function changeOf({ value, before, unit, better }: Kpi, language: DeskLanguage): Change | undefined {
  if (typeof value !== "number" || typeof before !== "number") return undefined;
  const change = value - before;
  if (Math.abs(change) < (SMALL[unit] ?? 0)) return { text: "", kind: "" };
  const sign = change > 0 ? "+" : "−";
  const much = Math.abs(change);
  const text = unit === "share"
    // A share that rises from 50 % to 60 % has risen by ten points, not by twenty percent.
    ? `${sign}${sayValue(100 * much, "number", language)} pp`
    : sign + sayValue(much, unit, language);
  const isBetter = better === undefined ? undefined : (better === "more") === (change > 0);
  return { text, kind: isBetter === undefined ? "" : isBetter ? "good" : "bad" };
}
