import { Cron } from "croner";
import type { SavedReport } from "../../core/directory/mod.ts";
import { type Period, periodOf } from "./period.ts";
import { type Clocks, zoneOf } from "./zone.ts";

/** A saved report that is to be made and sent now. */
export interface ReportRun {
  readonly report: SavedReport;
  /** When it was due; of several that were slept through the latest. */
  readonly at: number;
  readonly period: Period;
  readonly timeZone: string;
  /** Report and moment: what is written down, so that it is sent once. */
  readonly key: string;
  /** Others were due before it, while the box was off. */
  readonly isDelayed: boolean;
}

const HOUR_MS = 3_600_000;
/** How far back the latest run is looked for, so that one that runs every minute is not counted through a year. */
const LOOKS_MS = [HOUR_MS, 24 * HOUR_MS, 8 * 24 * HOUR_MS, 32 * 24 * HOUR_MS];

/**
 * What is due after one instant, up to and including another one, each by the clock of {@link zoneOf}. A report whose time is skipped by the clock runs at the
 * end of the gap, one whose time is repeated at the first of both. Who hands in the last `until` as the next `after` loses
 * no run and has none twice; many runs that were slept through are one, over all their periods.
 *
 * @param afterOf the last instant up to which the runs of a report are done
 */
export function dueRuns(
  reports: readonly SavedReport[],
  { afterOf, until, clocks }: {
    readonly afterOf: (name: string) => number;
    readonly until: number;
    readonly clocks: Clocks;
  },
): readonly ReportRun[] {
  return reports.flatMap((report): readonly ReportRun[] => {
    if (report.cron === undefined || report.to.length === 0) return [];
    const timeZone = zoneOf(report, clocks);
    const cron = cronOf(report.cron, timeZone);
    const after = afterOf(report.name);
    const first = nextOf(cron, after) ?? Infinity;
    if (first > until) return [];
    const at = latestOf(cron, first, until);
    const { from } = periodOf(report.period, first, timeZone);
    const period = { from, to: periodOf(report.period, at, timeZone).to };
    return [{ report, at, period, timeZone, key: `${report.name}.${at}`, isDelayed: at > first }];
  });
}

/** When the next run of any report is due; undefined: of none. */
export function nextRun(reports: readonly SavedReport[], after: number, clocks: Clocks): number | undefined {
  const times = reports.flatMap((report) => {
    const { cron, to } = report;
    const at = cron === undefined || to.length === 0 ? undefined : nextOf(cronOf(cron, zoneOf(report, clocks)), after);
    return at === undefined ? [] : [at];
  });
  return times.length === 0 ? undefined : Math.min(...times);
}

// Without the rule only patterns of one time a day would outlive a gap: "0,30 3 * * *" would lose its day.
function cronOf(pattern: string, timezone: string): Cron {
  return new Cron(pattern, { timezone, mode: "5-part", fixedTimeRule: "no-wildcard" });
}

function nextOf(cron: Cron, after: number): number | undefined {
  return cron.nextRun(new Date(after))?.getTime();
}

/** The last run from `first` on that is not after `until`. */
function latestOf(cron: Cron, first: number, until: number): number {
  const starts = LOOKS_MS.map((look) => until - look).filter((start) => start > first);
  const start = starts.find((start) => (nextOf(cron, start) ?? Infinity) <= until);
  let at = start === undefined ? first : nextOf(cron, start) ?? first;
  for (let next = nextOf(cron, at); next !== undefined && next <= until; next = nextOf(cron, at)) at = next;
  return at;
}
