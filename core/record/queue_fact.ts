import type { WallTime } from "../base/mod.ts";
import type { Cause } from "./cause.ts";

/** What happened to who waits in a queue, and to those who take him. */
export type QueueFact =
  /** Somebody waits in a queue, at this place of it. */
  | { readonly type: "queue.joined"; readonly leg: string; readonly queue: string; readonly position: number }
  | {
    readonly type: "queue.could-not-join";
    readonly leg: string;
    readonly queue: string;
    readonly why: "full" | "empty";
  }
  /** An agent's phones ring for him. */
  | { readonly type: "queue.offered"; readonly leg: string; readonly queue: string; readonly agent: string }
  /** He did not take the caller: a miss of his own unless he could not be reached. */
  | {
    readonly type: "queue.ring-no-answer";
    readonly leg: string;
    readonly queue: string;
    readonly agent: string;
    readonly ringMs: number;
    readonly cause: Cause;
  }
  /** His phones ring no longer, and that is no fault of his: another one was faster, or the caller is gone. */
  | {
    readonly type: "queue.ring-cancelled";
    readonly leg: string;
    readonly queue: string;
    readonly agent: string;
    readonly ringMs: number;
    readonly cause: Cause;
  }
  | {
    readonly type: "queue.connected";
    readonly leg: string;
    readonly queue: string;
    readonly agent: string;
    /** The agent's leg. */
    readonly to: string;
    readonly waitedMs: number;
    readonly ringMs: number;
  }
  /** The caller has hung up before anybody took him, or did not answer when he was called back. */
  | {
    readonly type: "queue.abandoned";
    readonly leg: string;
    readonly queue: string;
    readonly position: number;
    readonly joinedAt: number;
    readonly waitedMs: number;
  }
  /**
   * He waits no longer, and goes on elsewhere or is let go of. `picked-up`: by somebody who is no agent of it; `sent`: by
   * somebody at the desk; `cut`: the box went down with him, as it found when it came back.
   */
  | {
    readonly type: "queue.left";
    readonly leg: string;
    readonly queue: string;
    readonly why: "key" | "timeout" | "empty" | "picked-up" | "call-back" | "sent" | "ended" | "cut";
    readonly key?: string;
    readonly position: number;
    readonly joinedAt: number;
    readonly waitedMs: number;
  }
  /** He is to be called back at this number, and keeps his place. */
  | {
    readonly type: "queue.call-back-booked";
    readonly leg: string;
    readonly queue: string;
    readonly number: string;
    /** When, where he has chosen it; else as soon as it is his turn. */
    readonly dueAt?: WallTime;
  }
  /** An agent was there for him, and he was called, as far as his phone or his network; what came of it. */
  | {
    readonly type: "queue.called-back";
    readonly queue: string;
    readonly agent: string;
    readonly number: string;
    readonly answered: boolean;
    readonly triesLeft: number;
  }
  /** An idle agent is rung with somebody on the queue's list whom he may call. */
  | {
    readonly type: "queue.outbound-offered";
    readonly queue: string;
    readonly agent: string;
    readonly number: string;
  }
  /** What came of it: he was called, or the agent has decided otherwise, has not taken it, or was wanted by a caller. */
  | {
    readonly type: "queue.outbound-ended";
    readonly queue: string;
    readonly agent: string;
    readonly number: string;
    readonly outcome:
      | "reached"
      | "busy"
      | "no-answer"
      | "failed"
      | "skipped"
      | "put-off"
      | "not-taken"
      | "withdrawn";
    /** How often he has been called. */
    readonly tries: number;
    readonly talkedMs: number;
  }
  /** To where a caller is brought who could not join a queue, or has left it. */
  | { readonly type: "queue.overflowed"; readonly leg: string; readonly queue: string; readonly to: string }
  | {
    readonly type: "queue.completed";
    readonly leg: string;
    readonly queue: string;
    readonly agent: string;
    /** `cut`: the box went down, as it found when it came back. */
    readonly by: "caller" | "agent" | "us" | "cut";
    readonly waitedMs: number;
    readonly talkedMs: number;
    readonly joinedAt: number;
  }
  /** Agent or caller has sent the other one on. Where that comes to nothing they talk on, and it is completed later. */
  | {
    readonly type: "queue.transferred";
    readonly leg: string;
    readonly queue: string;
    readonly agent: string;
    readonly by: "caller" | "agent";
    readonly kind: "blind" | "attended";
    readonly target?: string;
    readonly waitedMs: number;
    readonly talkedMs: number;
    readonly joinedAt: number;
  }
  | { readonly type: "agent.login" | "agent.logout"; readonly agent: string; readonly queue: string }
  | { readonly type: "agent.pause"; readonly agent: string; readonly reason?: string }
  | { readonly type: "agent.unpause"; readonly agent: string }
  /** He wants calls to make while no callers wait, or none any more. */
  | { readonly type: "agent.outbound-on" | "agent.outbound-off"; readonly agent: string }
  | { readonly type: "agent.auto-paused"; readonly agent: string; readonly queue: string; readonly missed: number }
  | { readonly type: "agent.wrap-up"; readonly agent: string; readonly queue: string; readonly forMs: number };
