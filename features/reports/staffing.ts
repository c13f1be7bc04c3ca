import type { LocalHours } from "../../core/base/mod.ts";
import { bucketsOf } from "./buckets.ts";
import { isReached, type KpiCall, share, sum } from "./kpi_call.ts";
import { erlangC, type Staffing } from "./kpi_erlang.ts";
import type { Period } from "./period.ts";

/** What an office aims at: so many of all callers answered within so many seconds. */
export interface StaffingGoal {
  readonly level: number;
  readonly thresholdS: number;
  /** Spent on a call after it, besides talking. */
  readonly wrapUpS: number;
}

export const DEFAULT_STAFFING_GOAL: StaffingGoal = Object.freeze({ level: 0.8, thresholdS: 20, wrapUpS: 0 });

/** How many people one hour of the day needs, by what it was like in the period. */
export interface StaffingHint {
  readonly hour: number;
  readonly callsPerHour: number;
  readonly handlingS: number;
  readonly agents: number;
  readonly expected: Staffing;
}

/** No office has more at once; a load that asks for more says that the figures are not of an office. */
const MOST_AGENTS = 1_000;

/** The fewest people who reach the goal (Erlang C: nobody gives up); undefined: nobody can tell. */
export function agentsFor(
  work: { readonly callsPerHour: number; readonly handlingS: number },
  goal: StaffingGoal = DEFAULT_STAFFING_GOAL,
): { readonly agents: number; readonly expected: Staffing } | undefined {
  if (!(work.callsPerHour > 0 && work.handlingS > 0)) return undefined;
  const first = Math.floor(work.callsPerHour * work.handlingS / 3_600) + 1;
  for (let agents = first; agents <= MOST_AGENTS; agents++) {
    const expected = erlangC(agents, { ...work, thresholdS: goal.thresholdS });
    if (expected !== null && expected.serviceLevel >= goal.level) return { agents, expected };
  }
  return undefined;
}

/** A hint for each hour of the day in which callers came: by the average of those hours, quiet days included. */
export function staffingHints(
  calls: readonly KpiCall[],
  { period, timeZone, hours }: { readonly period: Period; readonly timeZone: string; readonly hours: LocalHours },
  goal: StaffingGoal = DEFAULT_STAFFING_GOAL,
): readonly StaffingHint[] {
  const lengths = new Map<number, number>();
  for (const { from, to } of bucketsOf(period, 15, { timeZone, hours })) {
    const { hour } = hours.at(from);
    lengths.set(hour, (lengths.get(hour) ?? 0) + (to - from) / 3_600_000);
  }
  const inbound = calls.filter((call) => call.direction === "inbound" && isReached(call));
  const byHour = Map.groupBy(inbound, (call) => hours.at(call.startedAt).hour);
  return [...byHour].sort(([one], [other]) => one - other).flatMap(([hour, theirs]) => {
    const answered = theirs.filter(({ ended }) => ended === "answered");
    const talkS = share(sum(answered.map((call) => call.talkS)), answered.length);
    const callsPerHour = share(theirs.length, lengths.get(hour) ?? 0);
    if (talkS === null || callsPerHour === null) return [];
    const handlingS = talkS + goal.wrapUpS;
    const hint = agentsFor({ callsPerHour, handlingS }, goal);
    return hint === undefined ? [] : [{ hour, callsPerHour, handlingS, ...hint }];
  });
}
