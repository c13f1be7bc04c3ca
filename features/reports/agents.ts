import type { Cell, Row } from "../../core/record/mod.ts";
import { type AgentScore, agentScore } from "./kpi_agent_score.ts";
import { type AgentCounts, agentCounts, agentSumsOf, NO_COUNTS } from "./agent_counts.ts";
import { share, sum } from "./kpi_call.ts";
import { type Pause, pausesOf } from "./pauses.ts";
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
  /** Whose callers each was offered, where pauses of one queue are no pauses of all. */
  readonly offeredIn?: ReadonlyMap<string, ReadonlySet<string>>;
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
  /** He took callers of no queue. */
  readonly pausedS: number;
  /** By what was given as a reason, the longest first; "" is none. Those of one queue alone, with it, are not in `pausedS`. */
  readonly pauses: readonly (readonly [reason: string, seconds: number, queue?: string])[];
  /** Null where nobody has seen him log in or out: a member who has callers until he logs out. */
  readonly loggedInS: number | null;
  /** Talking and wrapping up, of the time in which he was there and not paused. */
  readonly occupancy: number | null;
  readonly score: AgentScore;
}

/** Unless the office says otherwise. */
export const RING_WITHIN_S = 10;

type Stretch = Pick<Pause, "from" | "to">;

/** Every agent who had an offer or made a change in the period, in order of his number. */
export function agentStatistics({ counts, changes, offeredIn }: AgentData, period: Period): readonly AgentStatistics[] {
  const changesOf = Map.groupBy(changes.toSorted((one, other) => one.at - other.at), ({ agent }) => agent);
  return [...new Set([...counts.keys(), ...changesOf.keys()])].sort(compareNames).map((agent) => {
    const his = changesOf.get(agent) ?? [];
    const pauses = clip(pausesOf(his, { offeredIn: offeredIn?.get(agent), until: period.to }), period);
    return statisticsOf(agent, { counts: counts.get(agent) ?? NO_COUNTS, changes: his, pauses }, period);
  });
}

function statisticsOf(
  agent: string,
  { counts, changes, pauses }: {
    readonly counts: AgentCounts;
    readonly changes: readonly AgentChange[];
    readonly pauses: readonly Pause[];
  },
  period: Period,
): AgentStatistics {
  const { offered, answered, missed, rang, prompt, ringS, talkS, wrapUpS, calledBack, notCalledBack } = counts;
  const paused = pauses.filter(({ queue }) => queue === undefined);
  const presences = presencesOf(changes, period);
  const alike = Map.groupBy(pauses, ({ reason, queue = "" }) => JSON.stringify([reason, queue]));
  const loggedInS = presences === undefined ? null : sum(presences.map(secondsOf));
  // Paused and logged out at once is only logged out.
  const free = presences === undefined ? null : loggedInS! - overlapOf(presences, paused);
  return {
    agent,
    offered,
    answered,
    missed,
    talkS,
    averageTalkS: share(talkS, answered),
    averageRingS: share(ringS, answered),
    wrapUpS,
    pausedS: sum(paused.map(secondsOf)),
    pauses: [...alike.values()].map((theirs) => totalOf(theirs[0]!, sum(theirs.map(secondsOf))))
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

function totalOf({ reason, queue }: Pause, seconds: number): AgentStatistics["pauses"][number] {
  return queue === undefined ? [reason, seconds] : [reason, seconds, queue];
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
      stretches.push({ from: since, to: at });
      since = undefined;
    }
  }
  if (since !== undefined) stretches.push({ from: since, to: period.to });
  return clip(stretches, period);
}

function clip<Of extends Stretch>(stretches: readonly Of[], period: Period): readonly Of[] {
  return stretches.map((stretch) => ({
    ...stretch,
    from: Math.max(stretch.from, period.from),
    to: Math.min(stretch.to, period.to),
  })).filter(({ from, to }) => from < to);
}

/** Seconds that are in both; each are in order and apart from one another. */
function overlapOf(some: readonly Stretch[], others: readonly Stretch[]): number {
  let seconds = 0;
  for (let one = 0, other = 0; one < some.length && other < others.length;) {
    const [mine, theirs] = [some[one]!, others[other]!];
    seconds += Math.max(0, Math.min(mine.to, theirs.to) - Math.max(mine.from, theirs.from)) / 1_000;
    if (mine.to < theirs.to) one += 1;
    else other += 1;
  }
  return seconds;
}

/** What is looked at of a row of `agent_change`. */
export const CHANGE_COLUMNS: readonly string[] = ["agent", "queue", "changed_at", "what", "reason", "for_ms"];

/**
 * Rows of `agent_change` that say whether he was there for callers, each as its cells in the order of
 * {@link CHANGE_COLUMNS}; others are passed over. A year of an office has hundreds of thousands.
 */
export function agentChanges(rows: Iterable<readonly Cell[]>): readonly AgentChange[] {
  const changes: AgentChange[] = [];
  for (const [agent, queue, at, did, reason] of rows) {
    const what = did as AgentChange["what"];
    if (!WHETHER_THERE.has(what)) continue;
    const change: { -readonly [Name in keyof AgentChange]: AgentChange[Name] } = {
      ...{ agent: String(agent), at: Number(at), what },
    };
    // This box pauses nobody in one queue alone: whichever he did not answer, he has no callers.
    if (typeof queue === "string" && what !== "auto-pause") change.queue = queue;
    if (typeof reason === "string") change.reason = reason;
    changes.push(change);
  }
  return changes;
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
  return { counts, changes: agentChanges(changes.map((row) => CHANGE_COLUMNS.map((column) => row[column] ?? null))) };
}
