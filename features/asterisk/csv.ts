import { localTime, type WallTime } from "../../core/base/mod.ts";

/** A line as Asterisk's CSV writers have it: words in quotes, numbers without, a newline at its end. */
export function csvLine(cells: readonly (string | number)[]): string {
  const written = cells.map((cell) => typeof cell === "number" ? String(cell) : `"${cell.replaceAll('"', '""')}"`);
  return `${written.join(",")}\n`;
}

/** `2026-11-21 13:05:09`, as the clock on the wall of the office shows it. */
export function timeOf(at: WallTime, timeZone: string): string {
  const { date, time } = localTime(at, timeZone);
  return `${date} ${time}:${String(Math.floor(at / 1000) % 60).padStart(2, "0")}`;
}
