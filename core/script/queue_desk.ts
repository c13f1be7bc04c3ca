import type { Result, WallTime } from "../base/mod.ts";
import type { LegId } from "../call/mod.ts";
import type { Destination } from "../directory/mod.ts";
import type { Script } from "./vocabulary.ts";

/** What an agent is doing, as far as a queue is concerned. */
export type AgentState =
  | "talking"
  | "ringing"
  | "logged-out"
  | "paused"
  | "unavailable"
  | "busy"
  | "wrapping-up"
  | "free";

/** Somebody who waits in a queue. */
export interface WaitingView {
  /** By which he is moved: his leg; or, where he is to be called back, what his call back is planned under. */
  readonly caller: LegId;
  /** Undefined where he does not want to be named. */
  readonly number?: string;
  readonly name?: string;
  /** 1 for the one who is served next. */
  readonly position: number;
  readonly waitedMs: number;
  /** `away`: he has hung up, and is called when it is his turn. */
  readonly state: "waiting" | "ringing" | "away";
  /** Whose phones ring for him. */
  readonly agents: readonly string[];
}

/** An agent in one queue. */
export interface QueueAgentView {
  readonly number: string;
  readonly name?: string;
  readonly state: AgentState;
  /** Since when, as far as the queues know of it: not of what else his phone does. */
  readonly since?: WallTime;
  /** Why he is paused; empty where he gave no reason, undefined where he is not. */
  readonly paused?: string;
  readonly penalty: number;
}

/** A queue as it is now. */
export interface QueueView {
  readonly number: string;
  readonly name: string;
  readonly strategy: string;
  /** What the queue promises: callers are taken within so many seconds. */
  readonly answerWithinS?: number;
  /** How many of those who wait have waited longer than that. */
  readonly overdue: number;
  readonly waiting: readonly WaitingView[];
  /** Callers who talk with an agent. */
  readonly talking: number;
  readonly agents: readonly QueueAgentView[];
}

/** An agent with all his queues. */
export interface AgentView {
  readonly number: string;
  readonly name?: string;
  /** In whichever of his queues he does most. */
  readonly state: AgentState;
  /** Since when, as far as the queues know of it. */
  readonly since?: WallTime;
  /** The queues that he belongs to, and whether he is logged in there. */
  readonly queues: readonly { readonly queue: string; readonly isIn: boolean }[];
  /** Why he is paused; empty where he gave no reason, undefined where he is not. */
  readonly paused?: string;
  /** Whether he gets calls to make while no callers wait (`*47`). */
  readonly outbound: boolean;
  /** Callers of queues that he has had. */
  readonly calls: number;
  /** Callers in a row that he has not taken. */
  readonly missed: number;
  /** When his last call of a queue ended; undefined for never. */
  readonly lastAt?: WallTime;
}

/** What the desk does to an agent; without a queue: in all of his. */
export type AgentOrder =
  | { readonly order: "log-in" | "log-out"; readonly queue?: string }
  | { readonly order: "pause"; readonly reason: string }
  | { readonly order: "unpause" }
  /** He gets calls to make while no callers wait, or none any more. */
  | { readonly order: "outbound-on" | "outbound-off" };

/** How far a queue is with its list of calls to make. */
export interface CallListView {
  readonly queue: string;
  /** Who is still to be called, be it again. */
  readonly waiting: number;
  readonly reached: number;
  /** Called often enough, skipped, or not to be called. */
  readonly givenUp: number;
}

/** Somebody who is to be called back by a queue. */
export interface CallBackView {
  /** By which it is cancelled. */
  readonly key: string;
  readonly queue: string;
  readonly number: string;
  readonly name?: string;
  /** When he is called at the earliest; undefined where he waits in the queue already. */
  readonly dueAt?: WallTime;
  /** How often he is called until he answers. */
  readonly tries: number;
}

/** What the desk may ask of the queues: scripts that never wait. Each order says in words what was done. */
export interface QueueDesk {
  queues(): Script<readonly QueueView[]>;
  agents(): Script<readonly AgentView[]>;
  /** Gives idle agents calls to make; in how many ms to look again, undefined while nobody wants any. */
  prepareCalls(): Script<number | undefined>;
  /** Forgets what was kept of those who are on no list any more: who comes again later is new. */
  forgetCalls(): Script<void>;
  callLists(): Script<readonly CallListView[]>;
  callBacks(): Script<readonly CallBackView[]>;
  cancelCallBack(key: string): Script<Result<string>>;
  orderAgent(number: string, order: AgentOrder): Script<Result<string>>;
  /** Somebody who waits is served before all others of his queue. */
  moveToFront(caller: LegId): Script<Result<string>>;
  /** Somebody who waits goes elsewhere. */
  takeOut(caller: LegId, to: Destination): Script<Result<string>>;
}
