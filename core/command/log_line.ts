import type { LogFacts, LogLevel, LogLine, WallTime } from "../base/mod.ts";

const WEIGHT: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };
/** A fact may come from the network; a log line must not grow with it. */
const LONGEST_FACT = 4096;
const OWN_KEYS = ["at", "level", "text"];

/** Whether a line of this level is written when `least` is the least weighty one. */
export function isWeighty(level: LogLevel, least: LogLevel): boolean {
  return WEIGHT[level] >= WEIGHT[least];
}

/** One line of the log: `{"at":"2026-11-21T08:30:00.000Z","level":"info","text":"Listening","port":5060}`. */
export function formatLogLine(line: LogLine, wall: WallTime): string {
  const { level, text, facts = {} } = line;
  return `${JSON.stringify({ at: new Date(wall).toISOString(), level, text, ...flatten(facts) })}\n`;
}

// A fact called "text" would hide the line's own.
function flatten(facts: LogFacts): Record<string, string | number | boolean> {
  const flat: Record<string, string | number | boolean> = {};
  for (const [key, value] of Object.entries(facts)) {
    if (value === undefined) continue;
    const name = OWN_KEYS.includes(key) ? `fact_${key}` : key;
    flat[name] = typeof value === "string" && value.length > LONGEST_FACT ? `${value.slice(0, LONGEST_FACT)}…` : value;
  }
  return flat;
}
