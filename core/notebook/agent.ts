import type { Json, WallTime } from "../base/mod.ts";

/** What is kept of an agent over a restart. */
export interface Agent {
  /** By queue: whether he has logged in to it, or out of it, himself. */
  readonly own: Readonly<Record<string, boolean>>;
  /** Why he has no callers for now; undefined while he may have them. Empty where he gave no reason. */
  readonly paused?: string | undefined;
  /** He wants calls to make while no callers wait, but none before this; undefined while he wants none. */
  readonly outbound?: WallTime | undefined;
  /** Till then he is left in peace: he wraps a call up, or has not taken one. */
  readonly restsUntil: WallTime;
  /** When he last came or went, was paused or returned, or began to be left in peace; 0 for never. */
  readonly changedAt: WallTime;
  /** When his last call of a queue ended; 0 for never. */
  readonly lastAt: WallTime;
  /** Calls of queues that he has had. */
  readonly calls: number;
  /** Callers in a row that he has not taken. */
  readonly missed: number;
}

/** The family of the notebook that agents are kept in, by extension. */
export const AGENT_FAMILY = "agent";
/** Why somebody is paused who has not taken too many callers in a row. */
export const AUTO_PAUSED = "missed";

/** An agent of whom nothing is kept. */
const NEW_AGENT: Agent = Object.freeze({
  own: Object.freeze({}),
  restsUntil: 0 as WallTime,
  changedAt: 0 as WallTime,
  lastAt: 0 as WallTime,
  calls: 0,
  missed: 0,
});

/** Reads what was kept of an agent; what makes no sense counts as not kept. */
export function readAgent(value: Json | undefined): Agent {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return NEW_AGENT;
  const kept = value as { readonly [key: string]: Json };
  const { own, paused, outbound } = kept;
  const number = (name: string): number => typeof kept[name] === "number" ? kept[name] : 0;
  const entries = typeof own === "object" && own !== null ? Object.entries(own) : [];
  return {
    own: Object.fromEntries(entries.filter((entry): entry is [string, boolean] => typeof entry[1] === "boolean")),
    ...(typeof paused === "string" ? { paused } : {}),
    ...(typeof outbound === "number" ? { outbound: outbound as WallTime } : {}),
    restsUntil: number("restsUntil") as WallTime,
    changedAt: number("changedAt") as WallTime,
    lastAt: number("lastAt") as WallTime,
    calls: number("calls"),
    missed: number("missed"),
  };
}

/** What is to be kept of an agent. */
export function writeAgent({ paused, outbound, ...others }: Agent): Json {
  return { ...others, ...(paused === undefined ? {} : { paused }), ...(outbound === undefined ? {} : { outbound }) };
}

/** Whether he has logged in to a queue, where he must, and has not logged out. */
export function isIn({ own }: Agent, { number, logIn }: { readonly number: string; readonly logIn: boolean }): boolean {
  return own[number] ?? !logIn;
}

/** The longest that anybody is left in peace: a clock that was set back must not keep him so for ever. */
const LONGEST_REST_MS = 3_600_000;

/** Whether he is left in peace. */
export function rests({ restsUntil }: Agent, now: WallTime): boolean {
  return now < restsUntil && restsUntil - now <= LONGEST_REST_MS;
}
