import { LocalHours } from "../../core/base/mod.ts";
import { isReached, type KpiCall } from "./kpi_call.ts";

export interface PeakHour {
  /** `09`: of several days together, by the clock on the wall. */
  readonly hour: string;
  readonly calls: number;
  /** All hours with as many calls; the first of them is the peak. */
  readonly tied: readonly string[];
}

/**
 * The hour of the day with the most inbound calls that reached somebody. An hour that the clock repeats is one label, one
 * that it skips is none; without calls there is no peak.
 */
export function peakHour(calls: readonly KpiCall[], timeZone: string): PeakHour | null {
  const hours = LocalHours.of(timeZone);
  const counts = new Map<string, number>();
  for (const call of calls) {
    if (call.direction !== "inbound" || !isReached(call)) continue;
    const { hour } = hours.at(call.startedAt);
    const label = String(hour).padStart(2, "0");
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  const tied = [...counts].filter(([, count]) => count === most).map(([hour]) => hour).sort();
  const [hour] = tied;
  return hour === undefined ? null : { hour, calls: most, tied };
}
