import type { QueueStrategy } from "../../core/directory/mod.ts";
import { type Candidate, choose } from "./choose.ts";
import { type FloorState, isUnserved, type Step, type Waiting } from "./waiting.ts";

/** A queue in which somebody waits, and its agents who are free as far as their phones and their own will go. */
export interface Desk {
  readonly queue: string;
  readonly strategy: QueueStrategy;
  readonly needs: readonly string[];
  /** Then the needs are dropped; undefined: never. */
  readonly needsForMs: number | undefined;
  /** The place in its list of whoever was rung last; -1 for nobody. */
  readonly last: number;
  readonly agents: readonly Candidate[];
}

/** Agents are given to those who wait. */
export interface MatchMove {
  readonly do: "match";
  readonly desks: readonly Desk[];
  readonly now: number;
  /** Whole numbers, as many as callers can be offered at once: where the lot decides. */
  readonly lots: readonly number[];
}

/** A caller for whom these agents are to be rung. */
export interface Offer {
  readonly leg: string;
  readonly queue: string;
  readonly agents: readonly string[];
}

/**
 * Everybody who waits, in the order in which they are to be served, gets an agent, or all of them, while one is free. No
 * agent is given to two; nobody has agents twice.
 */
export function match(state: FloorState, { desks, now, lots }: MatchMove): Step {
  const taken = new Set(state.callers.flatMap(({ agents }) => agents));
  const byQueue = new Map(desks.map((desk) => [desk.queue, desk]));
  const lasts = new Map(desks.map(({ queue, last }) => [queue, last]));
  const offers: Offer[] = [];
  const callers = state.callers.map((caller): Waiting => {
    const desk = byQueue.get(caller.queue);
    if (desk === undefined || !isUnserved(caller)) return caller;
    const free = desk.agents.filter((agent) => !taken.has(agent.number) && canServe(agent, desk, now - caller.since));
    if (free.length === 0) return caller;
    const agents = choose(free, {
      strategy: desk.strategy,
      needs: desk.needs,
      last: lasts.get(desk.queue) ?? -1,
      tried: caller.tried,
      lot: lots[offers.length % lots.length] ?? 0,
    });
    for (const agent of agents) taken.add(agent);
    lasts.set(desk.queue, free.find(({ number }) => number === agents[0])?.at ?? -1);
    offers.push({ leg: caller.leg, queue: desk.queue, agents });
    // When all have been tried it begins anew.
    const isRoundOver = free.every(({ number }) => caller.tried.includes(number));
    return { ...caller, agents, servedAt: now, tried: isRoundOver ? [] : caller.tried };
  });
  if (offers.length === 0) return { state, outcome: offers };
  return { state: { ...state, callers }, outcome: offers, news: offers.map(({ leg }) => ({ leg, news: "offered" })) };
}

function canServe({ skills }: Candidate, { needs, needsForMs }: Desk, waitedMs: number): boolean {
  return needsForMs !== undefined && waitedMs >= needsForMs || needs.every((need) => (skills[need] ?? 0) > 0);
}
