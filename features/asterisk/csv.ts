import { localTime, type WallTime } from "../../core/base/mod.ts";

/**
 * A line as Asterisk's CSV writers have it: words in quotes, numbers without, nothing for a time that never came, a newline
 * at its end and nowhere else, whatever callers call themselves.
 */
export function csvLine(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map((cell) => typeof cell === "string" ? quoted(cell) : String(cell ?? "")).join(",")}\n`;
}

function quoted(text: string): string {
  return `"${onOneLine(text).replaceAll('"', '""')}"`;
}

/** Text that ends no line. */
export function onOneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}

/** `2026-11-21 13:05:09`, as the clock on the wall of the office shows it. */
export function timeOf(at: WallTime, timeZone: string): string {
  const { date, time } = localTime(at, timeZone);
  return `${date} ${time}:${String(Math.floor(at / 1000) % 60).padStart(2, "0")}`;
}
