import { type CallEnd, endAs, type Judgement, type Row } from "../../core/record/mod.ts";
import { ANONYMOUS } from "../../core/routing/mod.ts";
import { agentCounts, agentSumsOf } from "./agent_counts.ts";
import { type AgentChange, type AgentData, RING_WITHIN_S } from "./agents.ts";
import type { Period } from "./period.ts";
import type { Offer, ReportCall } from "./report_call.ts";

interface ForeignParty {
  readonly is: "extension" | "outside";
  readonly number: string;
}

/** An agent's phones were to ring for a caller of a queue. */
export interface ForeignAgentOffer {
  readonly agent: string;
  readonly queue: string;
  readonly at: number;
  /** `cancelled`: a colleague was faster, or the caller gone. */
  readonly outcome: "answered" | "missed" | "cancelled" | "unreachable";
  readonly ringS: number;
  readonly talkS: number;
}

/** A call of another phone system, as `features/missed` understands its rows: what reports look at. */
export interface ForeignCall {
  readonly id: string;
  readonly direction: ReportCall["direction"];
  /** Who is outside: `callerKey`. */
  readonly outsider: string;
  /** Inbound: which of our numbers was called. */
  readonly did: string;
  /** Outbound: the extension that calls. */
  readonly from: string | undefined;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly isFinished: boolean;
  readonly offers: readonly { readonly party: ForeignParty; readonly at: number; readonly rang: boolean }[];
  readonly answers: readonly { readonly party: ForeignParty; readonly at: number }[];
  readonly steps: readonly { readonly kind: string; readonly name?: string }[];
  readonly clues: ReadonlySet<string>;
  readonly waits?: readonly {
    readonly queue: string;
    readonly joinedAt: number;
    readonly leftAt: number;
    readonly end: "answered" | "abandoned" | "sent-on";
    /** What had him sent on, where his system tells. */
    readonly by?: "key" | "timeout" | "empty";
  }[];
  readonly talkedMs?: number;
  readonly trunk?: string;
  readonly agentOffers?: readonly ForeignAgentOffer[];
  /** What its list of missed calls says of it. */
  readonly judgement: Judgement | undefined;
}

/**
 * Calls of another phone system as reports count them; those that are not over are left out. Other systems do not tell who
 * ended a call that only rang: a caller who was sent nowhere else has given up.
 */
export function callsFromForeign(calls: readonly ForeignCall[]): readonly ReportCall[] {
  return calls.filter(({ isFinished }) => isFinished).map(callOf);
}

/**
 * What agents of its queues did; undefined where no queue log tells. Other systems do not write down that an agent has work
 * after a call: he has it after each one, for as long as his queue is told to give him.
 *
 * @param wrapUps in seconds, by queue
 * @param ringWithinS of ringing: who takes a caller by then takes him in time
 */
export function agentsFromForeign(
  calls: readonly Pick<ForeignCall, "agentOffers">[],
  changes: readonly AgentChange[],
  { period, wrapUps = {}, ringWithinS = RING_WITHIN_S }: {
    readonly period: Period;
    readonly wrapUps?: Readonly<Record<string, number>>;
    readonly ringWithinS?: number;
  },
): AgentData | undefined {
  const offers = calls.flatMap(({ agentOffers = [] }) => agentOffers)
    .filter(({ at }) => period.from <= at && at < period.to);
  if (offers.length === 0 && changes.length === 0) return undefined;
  const rows = offers.map(({ agent, queue, outcome, at, ringS, talkS }): Row => ({
    ...{ agent, outcome, offered_at: at, ring_ms: 1_000 * ringS, talked_ms: 1_000 * talkS },
    wrap_up_ms: outcome === "answered" ? 1_000 * (wrapUps[queue] ?? 0) : 0,
  }));
  const counts = agentCounts(...agentSumsOf({ offers: rows, changes: [] }, ringWithinS));
  const offeredIn = new Map([...Map.groupBy(offers, ({ agent }) => agent)].map(([agent, theirs]) => [
    agent,
    new Set(theirs.map(({ queue }) => queue)),
  ]));
  return { counts, changes: changes.filter(({ at }) => at < period.to), offeredIn };
}

type Draft = { -readonly [K in keyof ReportCall]: ReportCall[K] };

function callOf(call: ForeignCall): ReportCall {
  const { id, direction, startedAt, endedAt, outsider, did, from, trunk, answers, waits = [] } = call;
  const [answer] = answers;
  const wait = waits.at(-1);
  const ended = endAs(call.judgement, endOf(call));
  const rung = call.offers.filter(({ rang }) => rang);
  const until = answer?.at ?? endedAt;
  // Where it was answered or given up in a queue; a caller who went on from there has left it.
  const isOfQueue = wait !== undefined &&
    (wait.end !== "sent-on" || answer === undefined && !rung.some(({ at }) => at > wait.leftAt));
  const waitMs = isOfQueue
    ? wait.leftAt - wait.joinedAt
    : rung.length === 0
    ? 0
    : until - Math.min(...rung.map(({ at }) => at));
  const made: Draft = {
    id,
    direction,
    startedAt,
    ended,
    waitS: Math.max(0, waitMs) / 1_000,
    talkS: answer === undefined ? 0 : (call.talkedMs ?? Math.max(0, endedAt - answer.at)) / 1_000,
    durationS: Math.max(0, endedAt - startedAt) / 1_000,
    waits: waits.map(({ queue, joinedAt, leftAt, end }) => ({
      queue,
      waitS: Math.max(0, leftAt - joinedAt) / 1_000,
      wasAnswered: end === "answered",
    })),
    dialled: direction === "inbound" ? did : outsider.replace(/^raw:/, ""),
    offers: offersOf(call),
    sounds: [],
    ...call.waits === undefined ? {} : {
      exits: waits.map(({ queue, end, by }) => ({ queue, how: end === "sent-on" ? by ?? "sent" : end })),
    },
  };
  if (direction !== "internal" && outsider !== "" && outsider !== ANONYMOUS) {
    made.caller = outsider;
    made.outside = outsider.replace(/^raw:/, "");
  }
  if (isOfQueue) made.queue = wait.queue;
  if (direction === "inbound" && answer?.party.is === "extension") made.answeredBy = answer.party.number;
  if (from !== undefined) made.madeBy = from;
  if (trunk !== undefined) made.trunk = trunk;
  return made;
}

function endOf({ direction, answers, offers, steps, clues, waits = [] }: ForeignCall): CallEnd {
  if (answers.length > 0) return "answered";
  // Of whom it called nothing is told but that he did not answer.
  if (direction === "outbound") return clues.has("busy") || clues.has("failed") ? "unreached" : "lost";
  if (waits.length === 0 && !offers.some(({ rang }) => rang) && !clues.has("queued")) return "unreached";
  const wasSentOn = clues.has("message") || steps.at(-1)?.kind === "voicemail" || waits.at(-1)?.end === "sent-on";
  return wasSentOn ? "lost" : "abandoned";
}

/** One for each extension, by the best that became of it. */
function offersOf({ offers, answers, talkedMs, endedAt }: ForeignCall): readonly Offer[] {
  const answered = new Map(answers.map(({ party, at }) => [party.number, at]));
  const found = new Map<string, Offer>();
  const parties = [...offers, ...answers.map(({ party }) => ({ party, rang: true }))];
  for (const { party: { is, number: extension }, rang } of parties) {
    if (is !== "extension") continue;
    const at = answered.get(extension);
    if (at !== undefined) {
      const talkS = (answers.length === 1 ? talkedMs ?? endedAt - at : endedAt - at) / 1_000;
      found.set(extension, { extension, outcome: "answered", cause: "normal", talkS });
    } else if (rang) {
      const outcome = answered.size > 0 ? "elsewhere" : "missed";
      const cause = outcome === "elsewhere" ? "answered-elsewhere" : "no-answer";
      found.set(extension, { extension, outcome, cause, talkS: 0 });
    } else if (!found.has(extension)) found.set(extension, { extension, outcome: "busy", cause: "busy", talkS: 0 });
  }
  return [...found.values()];
}
