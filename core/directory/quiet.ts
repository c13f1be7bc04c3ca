import { isClockBelieved, localTime, type WallTime } from "../base/mod.ts";
import type { Line } from "../notebook/mod.ts";
import type { WeeklySpan } from "./hours.ts";
import { isInWeek } from "./weekly.ts";

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
