import { AGENT_TRAFFIC, agentTrafficOf } from "./agent_traffic.ts";
import type { Row, RowsByTable, SumShape } from "./reading.ts";

const SUMS: readonly string[] = [
  ...["inbound", "outbound", "answered", "abandoned", "lost", "spoken"],
  ...["wait_ms", "talk_ms", "inbound_talk_ms", "duration_ms", "inbound_duration_ms"],
];

/**
 * What calls come to by the hour: the sums from which reports of a month or of years are made. An hour is its first
 * instant. Calls are told apart as reports tell them: `answered`, `abandoned` (the caller hung up while a phone rang or he
 * was queued), `lost` (nobody answered and the box ended it), `message` (he left one: reached, and not missed), and those
 * that reached nobody's phone or are of no account, which are counted nowhere.
 */
export const TRAFFIC: readonly SumShape[] = [
  { name: "traffic", keys: { hour: "INTEGER" }, sums: SUMS },
  {
    /** How long callers from outside waited: `count` of those whose wait was over within so many whole seconds. */
    name: "traffic_wait",
    keys: { hour: "INTEGER", ended: "WORD", wait_s: "INTEGER" },
    sums: [],
  },
  {
    name: "traffic_group",
    /** By what calls are grouped: `queue`, `number` (ours, called from outside), `trunk`, `agent` (who spoke first). */
    keys: { hour: "INTEGER", kind: "WORD", of: "WORD" },
    sums: SUMS,
    isLong: true,
  },
  {
    name: "traffic_group_wait",
    keys: { hour: "INTEGER", kind: "WORD", of: "WORD", ended: "WORD", wait_s: "INTEGER" },
    sums: [],
    isLong: true,
  },
  { name: "traffic_quarter", keys: { quarter: "INTEGER" }, sums: ["came", "answered", "missed"] },
  {
    /** Of those who came in a quarter of an hour: who gave up, by the whole seconds that they had waited. */
    name: "traffic_quarter_gave_up",
    keys: { quarter: "INTEGER", wait_s: "INTEGER" },
    sums: [],
  },
  {
    /** Every visit of a caller to a queue. */
    name: "queue_wait",
    keys: { hour: "INTEGER", queue: "WORD", answered: "INTEGER", wait_s: "INTEGER" },
    sums: ["wait_ms"],
    isLong: true,
  },
  {
    name: "extension_hour",
    keys: { hour: "INTEGER", extension: "WORD" },
    sums: ["answered", "elsewhere", "missed", "busy", "failed", "made", "talk_ms"],
    isLong: true,
  },
  { name: "extension_failure", keys: { hour: "INTEGER", extension: "WORD", cause: "WORD" }, sums: [], isLong: true },
  ...AGENT_TRAFFIC,
];

const MISSED: ReadonlySet<string> = new Set(["abandoned", "lost"]);
const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;
/** Causes for which a phone was never rung. */
const FAILURES: ReadonlySet<unknown> = new Set([
  ...["unavailable", "not-found", "no-media", "not-acceptable", "timeout", "overload", "fault"],
]);
/** Of several phones of one extension the best counts. */
const BEST = ["answered", "elsewhere", "missed", "busy", "failed"] as const;
type Outcome = (typeof BEST)[number];

/** What one call adds, or what an agent did in none. */
export function trafficOf(rows: RowsByTable): RowsByTable {
  return { ...agentTrafficOf(rows), ...callTrafficOf(rows) };
}

function callTrafficOf({ call: calls = [], seat: seats = [], queue_visit: visits = [] }: RowsByTable): RowsByTable {
  const [call] = calls;
  if (call === undefined) return {};
  const startedAt = count(call["started_at"]);
  const hour = floor(startedAt, HOUR_MS);
  const [isIn, isOut] = [call["direction"] === "in", call["direction"] === "out"];
  const outcome = text(call["outcome"]);
  const isInbound = isIn && isCounted(outcome);
  const isAnswered = outcome === "answered";
  const all = isIn || isOut ? [{ hour }] : [];
  const groups = all.flatMap((when) => groupsOf(call, isIn).map((group) => ({ ...when, ...group })));
  const sums = sumsOf(call, isIn);
  const waited = { ended: outcome, wait_s: secondsUp(call["in_stage_ms"]) };
  const isTimed = isIn && (isAnswered || outcome === "abandoned");
  return {
    traffic: all.map((when): Row => ({ ...when, ...sums })),
    traffic_wait: isTimed ? all.map((when): Row => ({ ...when, ...waited })) : [],
    traffic_group: groups.map((group): Row => ({ ...group, ...sums })),
    traffic_group_wait: isTimed ? groups.map((group): Row => ({ ...group, ...waited })) : [],
    traffic_quarter: isInbound
      ? [{
        quarter: floor(startedAt, QUARTER_MS),
        came: 1,
        answered: one(isAnswered),
        missed: one(MISSED.has(outcome)),
      }]
      : [],
    traffic_quarter_gave_up: isIn && outcome === "abandoned"
      ? [{ quarter: floor(startedAt, QUARTER_MS), wait_s: waited.wait_s }]
      : [],
    queue_wait: isIn ? visits.flatMap(visitRow).map((row): Row => ({ hour, ...row })) : [],
    ...extensionRows(call, seats, hour),
  };
}

/** What a call is counted with, each once. */
function groupsOf(call: Row, isIn: boolean): readonly { readonly kind: string; readonly of: string }[] {
  const { queue, dialled, trunk, outcome, reached_trunk: reachedTrunk, reached_number: answerer } = call;
  const isAgents = isIn && outcome === "answered" && reachedTrunk === null && answerer !== null;
  return [
    ...typeof queue === "string" ? [{ kind: "queue", of: queue }] : [],
    ...isIn ? [{ kind: "number", of: text(dialled) }] : [],
    ...typeof trunk === "string" ? [{ kind: "trunk", of: trunk }] : [],
    ...isAgents ? [{ kind: "agent", of: text(answerer) }] : [],
  ];
}

function sumsOf(call: Row, isIn: boolean): Row {
  const { outcome } = call;
  const isReached = isCounted(text(outcome));
  const isSpoken = outcome === "answered";
  const isAnswered = isIn && isSpoken;
  const talkMs = count(call["talked_ms"]);
  const durationMs = Math.max(0, count(call["ended_at"]) - count(call["started_at"]));
  return {
    inbound: one(isReached && isIn),
    outbound: one(isReached && !isIn),
    answered: one(isAnswered),
    abandoned: one(isIn && outcome === "abandoned"),
    lost: one(isIn && outcome === "lost"),
    spoken: one(isSpoken),
    wait_ms: isAnswered ? count(call["in_stage_ms"]) : 0,
    talk_ms: isSpoken ? talkMs : 0,
    inbound_talk_ms: isAnswered ? talkMs : 0,
    duration_ms: isSpoken ? durationMs : 0,
    inbound_duration_ms: isAnswered ? durationMs : 0,
  };
}

/** A stay that was not let in was no wait; nor is one that is not over. */
export function visitRow({ queue = null, position, outcome, waited_ms: waitedMs }: Row): readonly Row[] {
  if (position === null || outcome === null) return [];
  return [{
    queue: text(queue),
    answered: one(outcome === "answered" || outcome === "picked-up"),
    wait_s: secondsUp(waitedMs),
    wait_ms: count(waitedMs),
  }];
}

function extensionRows(call: Row, seats: readonly Row[], hour: number): RowsByTable {
  const isAnswered = call["outcome"] === "answered";
  const offers = new Map<string, { readonly outcome: Outcome; readonly cause: string; readonly talkMs: number }>();
  for (const seat of seats) {
    if (seat["direction"] !== "out" || seat["trunk"] !== null) continue;
    const extension = text(seat["number"]);
    const offer = { outcome: outcomeOf(seat, isAnswered), cause: text(seat["cause"]) };
    const before = offers.get(extension);
    const isBetter = before === undefined || BEST.indexOf(offer.outcome) < BEST.indexOf(before.outcome);
    offers.set(extension, {
      ...isBetter ? offer : before,
      talkMs: (before?.talkMs ?? 0) + count(seat["connected_ms"]),
    });
  }
  const rowOf = (extension: string, outcome: Outcome | "made", talkMs: number): Row => ({
    hour,
    extension,
    ...Object.fromEntries([...BEST, "made"].map((each) => [each, one(each === outcome)])),
    talk_ms: talkMs,
  });
  const made = call["from_trunk"] === null ? [rowOf(text(call["from_number"]), "made", count(call["talked_ms"]))] : [];
  return {
    extension_hour: [...made, ...[...offers].map(([of, { outcome, talkMs }]) => rowOf(of, outcome, talkMs))],
    extension_failure: [...offers].flatMap(([extension, { outcome, cause }]) =>
      outcome === "failed" ? [{ hour, extension, cause }] : []
    ),
  };
}

function outcomeOf(seat: Row, isAnswered: boolean): Outcome {
  if (seat["connected_at"] !== null) return "answered";
  if (FAILURES.has(seat["cause"]) && seat["ringing_at"] === null) return "failed";
  if (isAnswered || seat["cause"] === "answered-elsewhere") return "elsewhere";
  return seat["ringing_at"] === null && seat["cause"] !== "no-answer" ? "busy" : "missed";
}

const floor = (at: number, grain: number): number => Math.floor(at / grain) * grain;
/** Over within so many whole seconds. */
const secondsUp = (cell: Row[string] | undefined): number => Math.ceil(count(cell) / 1_000);
const isCounted = (outcome: string): boolean => outcome !== "unreached" && outcome !== "void";
const one = (is: boolean): number => is ? 1 : 0;
const text = (cell: Row[string] | undefined): string => cell === null || cell === undefined ? "" : String(cell);
const count = (cell: Row[string] | undefined): number => typeof cell === "number" ? cell : 0;
