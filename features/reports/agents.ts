import type { Row } from "../../core/record/mod.ts";
import { type AgentScore, agentScore } from "./kpi_agent_score.ts";
import { share, sum } from "./kpi_call.ts";
import type { Period } from "./period.ts";
import { compareNames } from "./tally.ts";

/** An agent's phones were to ring for a caller of a queue. */
export interface AgentOffer {
  readonly agent: string;
  readonly queue: string;
  readonly at: number;
  /** `cancelled`: a colleague was faster, or the caller gone. */
  readonly outcome: "answered" | "missed" | "cancelled" | "unreachable";
  readonly ringS: number;
  readonly talkS: number;
}

/** What an agent, or the box for him, did about his having callers. */
export interface AgentChange {
  readonly agent: string;
  /** Of one queue; else of all. */
  readonly queue?: string;
  readonly at: number;
  readonly what:
    | "login"
    | "logout"
    | "pause"
    | "unpause"
    | "auto-pause"
    | "wrap-up"
    /** Somebody was to be called back, and he was there to do so: he was reached, or not. */
    | "called-back"
    | "not-called-back";
  readonly reason?: string;
  /** Of a wrap-up. */
  readonly forS?: number;
}

/** What is known of agents: offers of the period, and changes in it and, of each agent, before it. */
export interface AgentData {
  readonly offers: readonly AgentOffer[];
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

/** A phone that rang for less has not rung. */
const RANG_S = 1;

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** Every agent who had an offer or made a change in the period, in order of his number. */
export function agentStatistics(
  { offers, changes }: AgentData,
  period: Period,
  /** Of ringing: who takes a caller by then takes him in time. */
  ringWithinS = 10,
): readonly AgentStatistics[] {
  const offersOf = Map.groupBy(offers, ({ agent }) => agent);
  const changesOf = Map.groupBy(changes.toSorted((one, other) => one.at - other.at), ({ agent }) => agent);
  return [...new Set([...offersOf.keys(), ...changesOf.keys()])].sort(compareNames).map((agent) =>
    statisticsOf(agent, { offers: offersOf.get(agent) ?? [], changes: changesOf.get(agent) ?? [] }, {
      period,
      ringWithinS,
    })
  );
}

function statisticsOf(
  agent: string,
  { offers, changes }: AgentData,
  { period, ringWithinS }: { readonly period: Period; readonly ringWithinS: number },
): AgentStatistics {
  const isWithin = ({ at }: AgentChange) => period.from <= at && at < period.to;
  const countIn = (wanted: AgentChange["what"]) =>
    changes.filter((change) => change.what === wanted && isWithin(change)).length;
  const countOf = (wanted: AgentOffer["outcome"]) => offers.filter(({ outcome }) => outcome === wanted).length;
  const answered = offers.filter(({ outcome }) => outcome === "answered");
  const talkS = sum(answered.map((offer) => offer.talkS));
  const wrapUpS = sum(
    changes.filter((change) => change.what === "wrap-up" && isWithin(change))
      .map(({ forS = 0 }) => forS),
  );
  const pauses = pausesOf(changes, period);
  const presences = presencesOf(changes, period);
  const byReason = Map.groupBy(pauses, ({ reason }) => reason);
  const loggedInS = presences === undefined ? null : sum(presences.map(secondsOf));
  // Paused and logged out at once is only logged out.
  const free = presences === undefined ? null : loggedInS! - overlapOf(presences, pauses);
  return {
    agent,
    offered: offers.length,
    answered: answered.length,
    missed: countOf("missed"),
    talkS,
    averageTalkS: share(talkS, answered.length),
    averageRingS: share(sum(answered.map(({ ringS }) => ringS)), answered.length),
    wrapUpS,
    pausedS: sum(pauses.map(secondsOf)),
    pauses: [...byReason].map(([reason, theirs]) => [reason, sum(theirs.map(secondsOf))] as const)
      .sort(([one, a], [other, b]) => b - a || compareNames(one, other)),
    loggedInS,
    occupancy: free === null || free <= 0 ? null : Math.min(1, (talkS + wrapUpS) / free),
    score: agentScore({
      answered: answered.length,
      // A phone that was refused at once has not rung: nobody could have taken it.
      missed: offers.filter(({ outcome, ringS }) => outcome === "missed" && ringS >= RANG_S).length,
      answeredInTarget: answered.filter(({ ringS }) => ringS <= ringWithinS).length,
      callbacksAnswered: countIn("called-back"),
      callbacksOwed: countIn("called-back") + countIn("not-called-back"),
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

/** From rows of `queue_offer` and `agent_change`. */
export function agentsFromRows(rows: { readonly offers: readonly Row[]; readonly changes: readonly Row[] }): AgentData {
  const seconds = (cell: Row[string] | undefined) => typeof cell === "number" ? cell / 1_000 : 0;
  return {
    offers: rows.offers.flatMap((row) =>
      row["outcome"] === null ? [] : [{
        agent: String(row["agent"]),
        queue: String(row["queue"]),
        at: Number(row["offered_at"]),
        outcome: row["outcome"] as AgentOffer["outcome"],
        ringS: seconds(row["ring_ms"]),
        talkS: seconds(row["talked_ms"]),
      }]
    ),
    changes: rows.changes.map((row) => ({
      agent: String(row["agent"]),
      at: Number(row["changed_at"]),
      what: row["what"] as AgentChange["what"],
      ...(typeof row["queue"] === "string" ? { queue: row["queue"] } : {}),
      ...(typeof row["reason"] === "string" ? { reason: row["reason"] } : {}),
      ...(typeof row["for_ms"] === "number" ? { forS: row["for_ms"] / 1_000 } : {}),
    })),
  };
}
