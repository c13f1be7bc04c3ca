import type { LegId } from "../../core/call/mod.ts";
import type { Extension, Queue } from "../../core/directory/mod.ts";
import { isIn } from "../../core/notebook/mod.ts";
import { act, type Ending, ownLine, refuse, type Script, tell } from "../../core/script/mod.ts";
import { dispatch } from "./dispatch.ts";
import { agentsOf, comeOrGo, pauseOrReturn, queuesOf } from "./shift.ts";
import { agentOf } from "./staff.ts";

/** `*45`: logs in to all one's queues, or out of all when one is in any; with a queue's number, that one only. */
export function* logIn(caller: LegId, number: string): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  // A key whose lamp shows a colleague is for looking only.
  if (yield* isColleague(me, number)) return yield* refuse(caller, "not-permitted", "rejected");
  const wanted = number === me.number ? "" : number;
  const mine = new Map<string, readonly Queue[]>();
  for (const agent of yield* agentsOf(me.number)) {
    const queues = (yield* queuesOf(agent)).filter((queue) => wanted === "" || queue.number === wanted);
    if (queues.length > 0) mine.set(agent, queues);
  }
  if (mine.size === 0) return yield* refuse(caller, "queue-agent-not-member", "not-found");
  let goesIn = true;
  for (const [agent, queues] of mine) {
    const kept = yield* agentOf(agent);
    if (queues.some((queue) => isIn(kept, queue))) goesIn = false;
  }
  for (const [agent, queues] of mine) yield* comeOrGo(agent, queues, goesIn);
  const ending = yield* tell(caller, goesIn ? "queue-agent-in" : "queue-agent-out");
  yield* dispatch(caller);
  return ending;
}

/** `*46`: has no callers for a while, or has them again; digits behind it are the reason. */
export function* pauseAgent(caller: LegId, digits: string): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  if (yield* isColleague(me, digits)) return yield* refuse(caller, "not-permitted", "rejected");
  const reason = digits === me.number ? "" : digits;
  const mine = yield* agentsOf(me.number);
  if (mine.length === 0) return yield* refuse(caller, "queue-agent-not-member", "not-found");
  let isPaused = false;
  for (const agent of mine) if ((yield* agentOf(agent)).paused !== undefined) isPaused = true;
  for (const agent of mine) yield* pauseOrReturn(agent, isPaused ? undefined : reason);
  const ending = yield* tell(caller, isPaused ? "queue-agent-back" : "queue-agent-paused");
  yield* dispatch(caller);
  return ending;
}

function* isColleague(me: Extension, number: string): Script<boolean> {
  return number !== me.number && (yield* act({ do: "office" })).extensions.has(number);
}
