import type { LoggedLine } from "../page/mod.ts";

/** What can be asked for: lines of this weight and more. */
export const LEVELS = ["info", "warn", "error"] as const;
export type Level = (typeof LEVELS)[number];

export function levelOf(given: string | null): Level {
  return LEVELS.find((level) => level === given) ?? "info";
}

/** Lines that weigh as much as `least`, or more. */
export function atLeast(lines: readonly LoggedLine[], least: Level): readonly LoggedLine[] {
  const wanted: readonly string[] = LEVELS.slice(LEVELS.indexOf(least));
  return lines.filter(({ level }) => wanted.includes(level));
}
