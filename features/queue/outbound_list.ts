import { isClockBelieved, type Json, localTime, type WallTime } from "../../core/base/mod.ts";
import {
  isInWeek,
  isListed,
  officeStateOf,
  type Outbound,
  OUTBOUND_TIMES,
  type OutboundCall,
} from "../../core/directory/mod.ts";
import { act, type CallListView, type Script } from "../../core/script/mod.ts";

/** What is kept of somebody on a queue's list. */
interface Tried {
  readonly tries: number;
  /** Not before this he is called again. */
  readonly dueAt: WallTime;
  /** He is not called any more. */
  readonly isDone: boolean;
  /** He has been talked with. */
  readonly isReached: boolean;
}

/** What came of a call on the list: it was made, the agent has decided, or he was wanted elsewhere. */
export type Outcome =
  | "reached"
  | "busy"
  | "no-answer"
  | "failed"
  | "skipped"
  | "put-off"
  | "not-taken"
  | "withdrawn";

const FAMILY = "outbound";
/** Nobody else gets a call that one agent is about to get. */
const CLAIMED_FOR_MS = 600_000;
/** To know a number in whatever form it is written takes some microseconds. */
const MOST_A_LOOK = 50;
const COUNTS_AS_TRY: ReadonlySet<Outcome> = new Set(["reached", "busy", "no-answer", "failed"]);
const IS_DONE: ReadonlySet<Outcome> = new Set(["reached", "skipped"]);

/** Whether people may be called now. A box that does not know the time calls nobody. */
export function* mayCallNow({ hours: name }: Outbound): Script<boolean> {
  const { hours: all, office } = yield* act({ do: "office" });
  const now = yield* act({ do: "wall-clock" });
  if (!isClockBelieved(now)) return false;
  const hours = name === undefined ? undefined : all.get(name);
  return hours === undefined
    ? isInWeek([OUTBOUND_TIMES], localTime(now, office.timeZone))
    : officeStateOf(hours, now, office.timeZone) === "open";
}

/** Takes the next call of a list for somebody; or says in how many ms there may be one. */
export function* claimCall(
  queue: string,
  outbound: Outbound,
): Script<{ readonly call: OutboundCall } | { readonly inMs: number }> {
  const now = yield* act({ do: "wall-clock" });
  let soonest = Infinity;
  let looked = 0;
  for (const call of outbound.calls) {
    const tried = yield* triedOf(queue, call.number);
    const { isDone, dueAt, tries } = tried;
    if (isDone || tries >= outbound.tries) continue;
    if (dueAt > now) soonest = Math.min(soonest, dueAt - now);
    // The rest of the list can wait for the next look.
    else if (++looked > MOST_A_LOOK) return { inMs: 0 };
    else if (yield* isForbidden(call, outbound)) yield* keep(queue, call.number, { ...tried, isDone: true });
    else {
      yield* keep(queue, call.number, { ...tried, dueAt: now + CLAIMED_FOR_MS as WallTime });
      return { call };
    }
  }
  return { inMs: soonest };
}

/** What came of it; gives how often he has been called. */
export function* settleCall(
  queue: string,
  outbound: Outbound,
  { number, outcome }: { readonly number: string; readonly outcome: Outcome },
): Script<number> {
  const before = yield* triedOf(queue, number);
  const now = yield* act({ do: "wall-clock" });
  const tries = before.tries + (COUNTS_AS_TRY.has(outcome) ? 1 : 0);
  const isBack = outcome === "withdrawn" || outcome === "not-taken";
  const dueAt = now + (isBack ? 0 : 1000 * outbound.againS) as WallTime;
  const isDone = IS_DONE.has(outcome) || tries >= outbound.tries;
  const list = (yield* act({ do: "office" })).queues.get(queue)?.outbound;
  // Who was taken off the list meanwhile is as if he had never been on it.
  if (list?.isFileLost === true || list?.calls.some((call) => call.number === number) === true) {
    yield* keep(queue, number, { tries, dueAt, isDone, isReached: outcome === "reached" });
  } else yield* forget(`${queue}/${number}`);
  return tries;
}

/** Forgets who is on no list any more: who comes again later is new. */
export function* forgetCalls(): Script<void> {
  const { queues } = yield* act({ do: "office" });
  const listed = new Set<string>();
  for (const { number, outbound } of queues.values()) {
    for (const call of outbound?.calls ?? []) listed.add(`${number}/${call.number}`);
  }
  for (const key of [...(yield* act({ do: "recall-all", family: FAMILY })).keys()]) {
    const queue = key.slice(0, key.indexOf("/"));
    if (!listed.has(key) && queues.get(queue)?.outbound?.isFileLost !== true) yield* forget(key);
  }
}

/** How far each queue is with its list. */
export function* callLists(): Script<readonly CallListView[]> {
  const kept = yield* act({ do: "recall-all", family: FAMILY });
  const views: CallListView[] = [];
  for (const { number: queue, outbound } of (yield* act({ do: "office" })).queues.values()) {
    if (outbound === undefined) continue;
    const numbers = new Set(outbound.calls.map(({ number }) => number));
    const tried = [...numbers].map((number) => readTried(kept.get(`${queue}/${number}`)));
    const done = tried.filter(({ isDone, tries }) => isDone || tries >= outbound.tries);
    const reached = done.filter(({ isReached }) => isReached).length;
    views.push({ queue, waiting: tried.length - done.length, reached, givenUp: done.length - reached });
  }
  return views;
}

/** Whoever does not want to be called is not, however his number is written. */
function* isForbidden({ number }: OutboundCall, { doNotCall }: Outbound): Script<boolean> {
  const outside = yield* act({ do: "outside-number", number });
  const ways = [number, ...(outside === undefined ? [] : [outside.world, outside.national])];
  return ways.some((each) => isListed(each, doNotCall));
}

function* triedOf(queue: string, number: string): Script<Tried> {
  return readTried(yield* act({ do: "recall", family: FAMILY, key: `${queue}/${number}` }));
}

function* keep(queue: string, number: string, tried: Tried): Script<void> {
  yield* act({ do: "remember", family: FAMILY, key: `${queue}/${number}`, value: { ...tried } });
}

function* forget(key: string): Script<void> {
  yield* act({ do: "remember", family: FAMILY, key, value: undefined });
}

function readTried(value: Json | undefined): Tried {
  const kept = typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as { readonly [key: string]: Json }
    : {};
  const { tries, dueAt, isDone, isReached } = kept;
  return {
    tries: typeof tries === "number" ? tries : 0,
    dueAt: (typeof dueAt === "number" ? dueAt : 0) as WallTime,
    isDone: isDone === true,
    isReached: isReached === true,
  };
}
