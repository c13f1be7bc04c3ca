import { isClockBelieved, localTime, type WallTime } from "../base/mod.ts";
import type { Line } from "../notebook/mod.ts";
import type { WeeklySpan } from "./hours.ts";
import { isInWeek, nextEdge } from "./weekly.ts";

/** When somebody does not wish to be disturbed, by the week. */
export interface QuietHours {
  readonly times: readonly WeeklySpan[];
  /** Who gets through then, besides his VIPs; see `isListed`. */
  readonly except: readonly string[];
}

/** By whose word somebody is not to be disturbed now. */
export type Quiet = "line" | "hours" | undefined;

/**
 * Whether somebody is not to be disturbed: what he has set himself holds until his schedule next begins or ends, or, where
 * he has none, until he sets something else. A box that does not know the time keeps no hours.
 */
export function quietOf(line: Line, hours: QuietHours | undefined, wall: WallTime, timeZone: string): Quiet {
  const { doNotDisturb, doNotDisturbUntil: until } = line;
  if (until === undefined ? doNotDisturb : wall < until) return doNotDisturb ? "line" : undefined;
  if (hours === undefined || !isClockBelieved(wall)) return undefined;
  return isInWeek(hours.times, localTime(wall, timeZone)) ? "hours" : undefined;
}

const WEEK_MS = 7 * 86_400_000;

/** Until when somebody's own word stands before his hours; undefined where he keeps none. Who never wishes to be disturbed has a week. */
export function ownWordUntil(hours: QuietHours | undefined, now: WallTime, timeZone: string): number | undefined {
  return hours === undefined ? undefined : nextEdge(hours.times, now, timeZone) ?? now + WEEK_MS;
}
