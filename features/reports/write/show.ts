import type { LocalHours } from "../../../core/base/mod.ts";
import type { Unit, Value } from "../report.ts";

/** What stands where nobody counted anything. */
export const DASH = "–";

export interface ShowOptions {
  readonly hours: LocalHours;
  readonly decimal: "point" | "comma";
}

/** A value as people read it. */
export function show(value: Value, unit: Unit, { hours, decimal }: ShowOptions): string {
  if (value === null) return DASH;
  if (typeof value === "string") return value;
  const fraction = (text: string) => decimal === "comma" ? text.replace(".", ",") : text;
  switch (unit) {
    case "seconds":
      return clock(value);
    case "share":
      return `${fraction((100 * value).toFixed(1))}%`;
    case "number":
    case "milliseconds":
      return fraction(String(Math.round(value * 100) / 100));
    case "money":
      return fraction(moneyText(value));
    case "instant":
      return hours.written(value);
    default:
      return fraction(String(value));
  }
}

/** At least cents, and as much below them as prices have. */
function moneyText(value: number): string {
  return value.toFixed(6).replace(/0{1,4}$/, "");
}

/** `1:02:03`, as spreadsheets read durations. */
function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${Math.floor(whole / 3_600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
