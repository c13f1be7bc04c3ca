import type { Unit, Value } from "../../features/reports/mod.ts";
import type { DeskLanguage } from "../words/mod.ts";
import { numberFormat } from "./formats.ts";
import { clockOf } from "./time.ts";

const TENTHS = { maximumFractionDigits: 1 } as const;
const SHARE = { style: "percent", maximumFractionDigits: 1 } as const;

/** Less is written alike in every language, and at once: a page of a report has a thousand of them. */
const GROUPED_FROM = 1_000;

/** A value as people read it; what nobody counted is a dash. */
export function sayValue(value: Value, unit: Unit, language: DeskLanguage): string {
  if (value === null) return "–";
  if (typeof value === "string" || unit === "text" || unit === "phone") return String(value);
  switch (unit) {
    case "seconds":
      return clockOf(1_000 * value);
    case "share":
      return numberFormat(language, SHARE).format(value);
    default:
      return Number.isInteger(value) && value >= 0 && value < GROUPED_FROM
        ? String(value)
        : numberFormat(language, TENTHS).format(value);
  }
}
