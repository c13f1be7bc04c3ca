import type { QueueView } from "../../core/switchboard/mod.ts";

type Waiting = QueueView["waiting"][number];
type Agent = QueueView["agents"][number];

/** A queue in figures, with who waits there and who serves it. */
export interface QueueSnapshot {
  readonly number: string;
  readonly name: string;
  readonly waiting: number;
  /** Since when the one waits who waits longest, by the wall clock; undefined while nobody does. */
  readonly longestAt?: number;
  /** What the queue promises. */
  readonly answerWithinS?: number;
  /** Of those who are logged in. */
  readonly agents: Readonly<Record<"there" | "free" | "talking" | "paused", number>>;
  /** Who waits, the next one first: no more than anybody looks at. */
  readonly callers: readonly QueueCaller[];
  /** Its agents, in the order of the office file. */
  readonly staff: readonly QueueAgent[];
}

export interface QueueCaller extends Pick<Waiting, "caller" | "number" | "name" | "state"> {
  /** His number, as people read it. */
  readonly shown?: string;
  /** Since when he waits, by the wall clock. */
  readonly at: number;
}

export interface QueueAgent extends Pick<Agent, "number" | "name" | "state" | "paused"> {
  /** Since when he does what he does, by the wall clock, where the queues know. */
  readonly at?: number;
}

/** A thousand may wait, and each of them would be told to every browser. */
const MOST_CALLERS = 20;

interface Parts {
  readonly wall: number;
  /** His name where he has said none, and his number as people read it. */
  readonly known: (number: string, name: string | undefined) => Pick<QueueCaller, "name" | "shown">;
}

export function queueOf(queue: QueueView, { wall, known }: Parts): QueueSnapshot {
  const { number, name, waiting, answerWithinS, agents } = queue;
  const there = agents.filter(({ state }) => state !== "logged-out");
  const count = (state: Agent["state"]) => there.filter((agent) => agent.state === state).length;
  const since = (waitedMs: number) => wholeSeconds(wall - waitedMs);
  return {
    number,
    name,
    waiting: waiting.length,
    ...waiting.length === 0 ? {} : { longestAt: since(Math.max(...waiting.map(({ waitedMs }) => waitedMs))) },
    ...answerWithinS === undefined ? {} : { answerWithinS },
    agents: { there: there.length, free: count("free"), talking: count("talking"), paused: count("paused") },
    callers: waiting.slice(0, MOST_CALLERS).map(({ caller, number, name, state, waitedMs }) => ({
      caller,
      state,
      at: since(waitedMs),
      ...name === undefined ? {} : { name },
      ...number === undefined ? {} : { number, ...known(number, name) },
    })),
    staff: agents.map(({ number, name, state, paused, since }) => ({
      number,
      state,
      ...name === undefined ? {} : { name },
      ...paused === undefined ? {} : { paused },
      ...since === undefined ? {} : { at: wholeSeconds(since) },
    })),
  };
}

/** What stands still is not told again. */
function wholeSeconds(at: number): number {
  return 1_000 * Math.round(at / 1_000);
}
