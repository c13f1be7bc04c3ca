import type { Row } from "../../core/record/mod.ts";
import { type AgentScore, agentScore } from "./kpi_agent_score.ts";
import { type AgentCounts, agentCounts, agentSumsOf, NO_COUNTS } from "./agent_counts.ts";
import { share, sum } from "./kpi_call.ts";
import type { Period } from "./period.ts";
import { compareNames } from "./tally.ts";

/** What an agent, or the box for him, did about his having callers. */
export interface AgentChange {
  readonly agent: string;
  /** Of one queue; else of all. */
  readonly queue?: string;
  readonly at: number;
  readonly what: "login" | "logout" | "pause" | "unpause" | "auto-pause";
  readonly reason?: string;
}

/** What is known of agents: what the period comes to, and changes in it and, of each agent, before it. */
export interface AgentData {
  readonly counts: ReadonlyMap<string, AgentCounts>;
  readonly changes: readonly AgentChange[];
}

export interface AgentStatistics {
  readonly agent: string;
  readonly offered: number;
  readonly answered: number;
  readonly missed: number;
  readonly talkS: number;
  readonly averageTalkS: number | null;
  /** How long his phones rang before he took a caller. */
  readonly averageRingS: number | null;
  readonly wrapUpS: number;
  readonly pausedS: number;
  /** By what was given as a reason, the longest first; "" is none. */
  readonly pauses: readonly (readonly [reason: string, seconds: number])[];
  /** Null where nobody has seen him log in or out: a member who has callers until he logs out. */
  readonly loggedInS: number | null;
  /** Talking and wrapping up, of the time in which he was there and not paused. */
  readonly occupancy: number | null;
  readonly score: AgentScore;
}

/** Unless the office says otherwise. */
export const RING_WITHIN_S = 10;

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** Every agent who had an offer or made a change in the period, in order of his number. */
export function agentStatistics({ counts, changes }: AgentData, period: Period): readonly AgentStatistics[] {
  const changesOf = Map.groupBy(changes.toSorted((one, other) => one.at - other.at), ({ agent }) => agent);
  return [...new Set([...counts.keys(), ...changesOf.keys()])].sort(compareNames).map((agent) =>
    statisticsOf(agent, { counts: counts.get(agent) ?? NO_COUNTS, changes: changesOf.get(agent) ?? [] }, period)
  );
}

function statisticsOf(
  agent: string,
  { counts, changes }: { readonly counts: AgentCounts; readonly changes: readonly AgentChange[] },
  period: Period,
): AgentStatistics {
  const { offered, answered, missed, rang, prompt, ringS, talkS, wrapUpS, calledBack, notCalledBack } = counts;
  const pauses = pausesOf(changes, period);
  const presences = presencesOf(changes, period);
  const byReason = Map.groupBy(pauses, ({ reason }) => reason);
  const loggedInS = presences === undefined ? null : sum(presences.map(secondsOf));
  // Paused and logged out at once is only logged out.
  const free = presences === undefined ? null : loggedInS! - overlapOf(presences, pauses);
  return {
    agent,
    offered,
    answered,
    missed,
    talkS,
    averageTalkS: share(talkS, answered),
    averageRingS: share(ringS, answered),
    wrapUpS,
    pausedS: sum(pauses.map(secondsOf)),
    pauses: [...byReason].map(([reason, theirs]) => [reason, sum(theirs.map(secondsOf))] as const)
      .sort(([one, a], [other, b]) => b - a || compareNames(one, other)),
    loggedInS,
    occupancy: free === null || free <= 0 ? null : Math.min(1, (talkS + wrapUpS) / free),
    score: agentScore({
      answered,
      // A phone that was refused at once has not rung: nobody could have taken it.
      missed: rang,
      answeredInTarget: prompt,
      callbacksAnswered: calledBack,
      callbacksOwed: calledBack + notCalledBack,
    }),
  };
}

const secondsOf = ({ from, to }: Stretch): number => (to - from) / 1_000;

/**
 * When he was paused, cut to the period: until he takes callers of every queue again. Whoever is paused in one queue after the
 * other is so once, and a pause of all ends with the first queue that has him back, but for those that he was paused in by name.
 */
function pausesOf(changes: readonly AgentChange[], period: Period): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let since: { readonly at: number; readonly reason: string } | undefined;
  const end = (at: number) => {
    if (since !== undefined) stretches.push({ from: since.at, to: at, reason: since.reason });
    since = undefined;
  };
  const left = new Set<string>();
  for (const { what, at, queue = "", reason = "" } of changes) {
    if (what === "pause" || what === "auto-pause") {
      end(at);
      left.add(queue);
      since = { at, reason: what === "auto-pause" ? "auto" : reason };
    } else if (what === "unpause") {
      if (queue === "") left.clear();
      for (const each of [queue, ""]) left.delete(each);
      if (left.size === 0) end(at);
    }
  }
  end(period.to);
  return clip(stretches, period);
}

/** When he was logged in to any queue, cut to the period; undefined where nothing is known. */
function presencesOf(changes: readonly AgentChange[], period: Period): readonly Stretch[] | undefined {
  const known = changes.filter(({ what }) => what === "login" || what === "logout");
  if (known.length === 0) return undefined;
  const stretches: Stretch[] = [];
  const firsts = Map.groupBy(known, ({ queue = "" }) => queue);
  // Whose first word is that he goes has been there from before the record.
  const inside = new Set([...firsts].filter(([, [first]]) => first!.what === "logout").map(([queue]) => queue));
  let since = inside.size > 0 ? period.from : undefined;
  for (const { what, at, queue = "" } of known) {
    if (what === "login") inside.add(queue);
    else inside.delete(queue);
    if (inside.size > 0) since ??= at;
    else if (since !== undefined) {
      stretches.push({ from: since, to: at, reason: "" });
      since = undefined;
    }
  }
  if (since !== undefined) stretches.push({ from: since, to: period.to, reason: "" });
  return clip(stretches, period);
}

function clip(stretches: readonly Stretch[], period: Period): readonly Stretch[] {
  return stretches.map(({ from, to, reason }) => ({
    from: Math.max(from, period.from),
    to: Math.min(to, period.to),
    reason,
  })).filter(({ from, to }) => from < to);
}

function overlapOf(some: readonly Stretch[], others: readonly Stretch[]): number {
  return sum(
    some.flatMap((one) =>
      others.map((other) => Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from)) / 1_000)
    ),
  );
}

/** Rows of `agent_change` that say whether he was there for callers; others are passed over. */
export function agentChanges(rows: readonly Row[]): readonly AgentChange[] {
  return rows.filter(({ what }) => WHETHER_THERE.has(what as AgentChange["what"])).map((row) => ({
    agent: String(row["agent"]),
    at: Number(row["changed_at"]),
    what: row["what"] as AgentChange["what"],
    ...(typeof row["queue"] === "string" ? { queue: row["queue"] } : {}),
    ...(typeof row["reason"] === "string" ? { reason: row["reason"] } : {}),
  }));
}

const WHETHER_THERE: ReadonlySet<AgentChange["what"]> = new Set(["login", "logout", "pause", "unpause", "auto-pause"]);

/** From rows of `queue_offer` and `agent_change`, those of the period and, of changes, those before it. */
export function agentsFromRows(
  { offers, changes }: { readonly offers: readonly Row[]; readonly changes: readonly Row[] },
  period: Period,
  /** Of ringing: who takes a caller by then takes him in time. */
  ringWithinS: number = RING_WITHIN_S,
): AgentData {
  const within = changes.filter(({ changed_at: at }) => period.from <= Number(at) && Number(at) < period.to);
  const counts = agentCounts(...agentSumsOf({ offers, changes: within }, ringWithinS));
  return { counts, changes: agentChanges(changes) };
}
