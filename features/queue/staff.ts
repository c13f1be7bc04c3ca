import type { WallTime } from "../../core/base/mod.ts";
import type { Queue, QueueMember, QueueStaffing } from "../../core/directory/mod.ts";
import { type Agent, AGENT_FAMILY, isIn, readAgent, rests, writeAgent } from "../../core/notebook/mod.ts";
import { act, type Script } from "../../core/script/mod.ts";

/** What is kept of an agent, as it is now. */
export function* agentOf(number: string): Script<Agent> {
  return readAgent(yield* act({ do: "recall", family: AGENT_FAMILY, key: number }));
}

/** Keeps something else of him. */
export function* changeAgent(number: string, change: Partial<Agent>): Script<void> {
  const value = writeAgent({ ...yield* agentOf(number), ...change });
  yield* act({ do: "remember", family: AGENT_FAMILY, key: number, value });
}

/** Leaves him in peace for a while. */
export function* rest(number: string, forMs: number, change: Partial<Agent> = {}): Script<void> {
  const now = yield* act({ do: "wall-clock" });
  yield* changeAgent(number, { ...change, changedAt: now, restsUntil: now + forMs as WallTime });
}

/** Whether enough agents of a queue are there. */
export function* isStaffed(queue: Queue, staffing: QueueStaffing): Script<boolean> {
  if (staffing === "always") return true;
  for (const { number } of queue.members) {
    const agent = yield* agentOf(number);
    if (!isIn(agent, queue)) continue;
    if (staffing === "logged-in" || agent.paused === undefined && (yield* isReachable(queue, number))) return true;
  }
  return false;
}

/** Whether he may be rung for a caller of the queue; when not just now but soon, the moment. */
export function* isFree(
  queue: Queue,
  { number }: QueueMember,
  agent: Agent,
): Script<boolean | { readonly soon: number }> {
  if (!isIn(agent, queue) || agent.paused !== undefined || !(yield* isReachable(queue, number))) return false;
  if (queue.skipBusy && (yield* act({ do: "is-busy", number }))) return false;
  if ((yield* act({ do: "look-up", number }))?.isFull === true) return false;
  const now = yield* act({ do: "wall-clock" });
  return rests(agent, now) ? { soon: agent.restsUntil - now } : true;
}

/** He has a phone, and wants to be called. Who is elsewhere is called on the queue's account. */
export function* isReachable({ number: by }: Queue, number: string): Script<boolean> {
  if ((yield* act({ do: "line", number })).doNotDisturb) return false;
  return (yield* act({ do: "phones", number, by })).length > 0;
}
