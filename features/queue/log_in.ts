import type { LegId } from "../../core/call/mod.ts";
import type { Extension, Queue } from "../../core/directory/mod.ts";
import { act, type Ending, ownLine, refuse, type Script, tell } from "../../core/script/mod.ts";
import { isIn } from "./agent.ts";
import { dispatch } from "./dispatch.ts";
import { agentOf, changeAgent } from "./staff.ts";

/** `*45`: logs in to all one's queues, or out of all when one is in any; with a queue's number, that one only. */
export function* logIn(caller: LegId, number: string): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  const mine = (yield* queuesOf(me)).filter((queue) => number === "" || queue.number === number);
  if (mine.length === 0) return yield* refuse(caller, "queue-agent-not-member", "not-found");
  const agent = yield* agentOf(me.number);
  const goesIn = !mine.some((queue) => isIn(agent, queue));
  const own = { ...agent.own, ...Object.fromEntries(mine.map((queue) => [queue.number, goesIn])) };
  const calls = goesIn ? Math.max(agent.calls, yield* fewestOf(mine, me.number)) : agent.calls;
  yield* changeAgent(me.number, { own, calls, missed: 0 });
  for (const queue of mine) {
    const type = goesIn ? "agent.login" : "agent.logout";
    yield* act({ do: "note", fact: { type, agent: me.number, queue: queue.number } });
  }
  const ending = yield* tell(caller, goesIn ? "queue-agent-in" : "queue-agent-out");
  yield* dispatch(caller);
  return ending;
}

/** `*46`: has no callers for a while, or has them again; digits behind it are the reason. */
export function* pauseAgent(caller: LegId, reason: string): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  if ((yield* queuesOf(me)).length === 0) return yield* refuse(caller, "queue-agent-not-member", "not-found");
  const { number: agent } = me;
  const isPaused = (yield* agentOf(agent)).paused !== undefined;
  if (isPaused) {
    yield* changeAgent(agent, { paused: undefined, missed: 0 });
    yield* act({ do: "note", fact: { type: "agent.unpause", agent } });
  } else {
    yield* changeAgent(agent, { paused: reason });
    yield* act({ do: "note", fact: { type: "agent.pause", agent, ...(reason === "" ? {} : { reason }) } });
  }
  const ending = yield* tell(caller, isPaused ? "queue-agent-back" : "queue-agent-paused");
  yield* dispatch(caller);
  return ending;
}

function* queuesOf({ number }: Extension): Script<readonly Queue[]> {
  const { queues } = yield* act({ do: "office" });
  return [...queues.values()].filter(({ members }) => members.some((member) => member.number === number));
}

/** Who comes anew stands level with whoever has had the fewest calls: he does not get all of them. */
function* fewestOf(queues: readonly Queue[], except: string): Script<number> {
  let fewest = Infinity;
  for (const queue of queues) {
    for (const { number } of queue.members) {
      const agent = yield* agentOf(number);
      if (number !== except && isIn(agent, queue)) fewest = Math.min(fewest, agent.calls);
    }
  }
  return fewest === Infinity ? 0 : fewest;
}
