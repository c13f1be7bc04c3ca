import type { LegId } from "../../core/call/mod.ts";
import type { Destination } from "../../core/directory/mod.ts";
import type { PlaceRule } from "../../core/script/mod.ts";
import { match, type MatchMove } from "./match.ts";
import { type FloorNews, type FloorState, isUnserved, type Step, type Waiting } from "./waiting.ts";

/** What somebody does there. */
export type FloorMove =
  | {
    readonly do: "join";
    readonly queue: string;
    readonly weight: number;
    readonly priority: number;
    readonly since: number;
    /** So many may wait. */
    readonly most: number;
  }
  | { readonly do: "look" | "leave" }
  /** Which queues somebody waits in for whom nobody is rung. */
  | { readonly do: "who-waits" }
  | MatchMove
  /** An agent who was rung does not take the caller. */
  | { readonly do: "decline"; readonly agent: string }
  /** An agent has taken him; whoever was rung besides is free again. */
  | { readonly do: "connect"; readonly agent: string; readonly now: number }
  /** His agent is free again, whatever becomes of the caller. */
  | { readonly do: "free" }
  /** He is served before all others of his queue. */
  | { readonly do: "to-front" }
  /** He goes elsewhere. */
  | { readonly do: "send"; readonly to: Destination }
  /** Everybody who is there, in the order in which they are served. */
  | { readonly do: "show" };

/** His queue as a caller sees it. */
export interface FloorView {
  /** 1 for the one who is to be served next. */
  readonly position: number;
  /** Who is rung for him. */
  readonly agents: readonly string[];
  /** Where he is to go instead. */
  readonly sentTo: Destination | undefined;
}

/** The kind of place that all queues are. */
export const FLOOR = "queues";

/** Who waits in which queue, for whom which agents are rung, who talks with whom. */
export const FLOOR_RULE: PlaceRule<FloorState, FloorMove, FloorNews> = {
  empty: Object.freeze({ callers: Object.freeze([]), joined: 0 }),
  move(state, leg, move) {
    switch (move.do) {
      case "join":
        return join(state, leg, move);
      case "who-waits":
        return { state, outcome: [...new Set(state.callers.filter(isUnserved).map(({ queue }) => queue))] };
      case "match":
        return match(state, move);
      case "show":
        return { state, outcome: state.callers };
    }
    const me = state.callers.find((caller) => caller.leg === leg);
    if (me === undefined) return { state, outcome: undefined };
    switch (move.do) {
      case "look":
        return { state, outcome: viewOf(state, me) };
      case "leave":
        return tellNext(state, me, { ...state, callers: state.callers.filter((caller) => caller !== me) });
      case "decline": {
        if (me.talks || !me.agents.includes(move.agent)) return { state, outcome: undefined };
        const agents = me.agents.filter((agent) => agent !== move.agent);
        return { state: changed(state, me, { agents, tried: [...me.tried, move.agent] }), outcome: undefined };
      }
      case "connect":
        if (me.talks || !me.agents.includes(move.agent)) return { state, outcome: false };
        return {
          ...tellNext(state, me, changed(state, me, { agents: [move.agent], talks: true, servedAt: move.now })),
          outcome: true,
        };
      case "free":
        if (!me.talks || me.agents.length === 0) return { state, outcome: false };
        return { state: changed(state, me, { agents: [] }), outcome: true };
      case "to-front":
        return me.talks ? { state, outcome: false } : toFront(state, me);
      case "send":
        if (me.talks) return { state, outcome: false };
        return { state: changed(state, me, { sentTo: move.to }), outcome: true, news: [{ leg, news: "sent" }] };
    }
  },
  present: ({ callers }) => callers.map(({ leg }) => leg),
};

function join(state: FloorState, leg: LegId, move: Extract<FloorMove, { do: "join" }>): Step {
  const { queue, weight, priority, since, most } = move;
  const waiting = state.callers.filter((caller) => caller.queue === queue && !caller.talks);
  if (waiting.length >= most) return { state, outcome: "full" };
  const joined = state.joined + 1;
  const me: Waiting = { leg, queue, weight, priority, since, order: joined, agents: [], talks: false, tried: [] };
  // Who comes back to be called back has the place that he had.
  const at = state.callers.findIndex((other) => isBefore(me, other));
  const callers = at < 0 ? [...state.callers, me] : state.callers.toSpliced(at, 0, me);
  const after = { callers, joined };
  return { state: after, outcome: positionOf(after, me) };
}

/** Those who come later do not pass him, be they VIPs. */
function toFront(state: FloorState, me: Waiting): Step {
  const others = state.callers.filter((caller) => caller !== me);
  const rivals = others.filter(({ queue, talks }) => queue === me.queue && !talks);
  const priority = Math.max(me.priority, ...rivals.map((other) => other.priority + 1));
  const moved = { ...me, priority };
  const at = others.findIndex((other) => isBefore(moved, other));
  const callers = at < 0 ? [...others, moved] : others.toSpliced(at, 0, moved);
  const isNew = positionOf(state, me) > 1;
  return { state: { ...state, callers }, outcome: true, news: isNew ? [{ leg: me.leg, news: "first" }] : [] };
}

function viewOf(state: FloorState, me: Waiting): FloorView {
  return { position: positionOf(state, me), agents: me.agents, sentTo: me.sentTo };
}

/** Weight first, then the VIPs, then whoever has waited longer. */
function isBefore(me: Waiting, other: Waiting): boolean {
  if (me.weight !== other.weight) return me.weight > other.weight;
  return me.priority !== other.priority ? me.priority > other.priority : me.since < other.since;
}

function positionOf({ callers }: FloorState, me: Waiting): number {
  let position = 1;
  for (const caller of callers) {
    if (caller === me) return position;
    if (caller.queue === me.queue && !caller.talks) position += 1;
  }
  return position;
}

/** Whoever is first now hears so: it is he who looks again and again whether an agent is free. */
function tellNext(before: FloorState, me: Waiting, after: FloorState): Step {
  const first = (state: FloorState) => state.callers.find(({ queue, talks }) => queue === me.queue && !talks)?.leg;
  const now = first(after);
  const isNew = now !== undefined && now !== me.leg && first(before) === me.leg;
  return { state: after, outcome: undefined, news: isNew ? [{ leg: now, news: "first" }] : [] };
}

/** The state with one of its callers changed. */
export function changed(state: FloorState, whose: Waiting, change: Partial<Waiting>): FloorState {
  return { ...state, callers: state.callers.map((caller) => caller === whose ? { ...caller, ...change } : caller) };
}
