import type { WallTime } from "../../core/base/mod.ts";
import type { Queue } from "../../core/directory/mod.ts";
import { isIn } from "../../core/notebook/mod.ts";
import { act, type Script } from "../../core/script/mod.ts";
import { agentOf, changeAgent } from "./staff.ts";

/** The queues that somebody is an agent of. */
export function* queuesOf(agent: string): Script<readonly Queue[]> {
  const { queues } = yield* act({ do: "office" });
  return [...queues.values()].filter(({ members }) => members.some(({ number }) => number === agent));
}

/** As what somebody works: himself, and the numbers elsewhere that are his. */
export function* agentsOf(owner: string): Script<readonly string[]> {
  const { queues } = yield* act({ do: "office" });
  const agents = new Set<string>();
  for (const { members } of queues.values()) {
    for (const member of members) {
      if (member.number === owner || member.owner === owner) agents.add(member.number);
    }
  }
  return [...agents];
}

/** An agent logs in to some queues, or out of them. */
export function* comeOrGo(number: string, queues: readonly Queue[], goesIn: boolean): Script<void> {
  const agent = yield* agentOf(number);
  const own = { ...agent.own, ...Object.fromEntries(queues.map((queue) => [queue.number, goesIn])) };
  const calls = goesIn ? Math.max(agent.calls, yield* fewestOf(queues, number)) : agent.calls;
  yield* changeAgent(number, { own, calls, missed: 0, changedAt: yield* act({ do: "wall-clock" }) });
  for (const queue of queues) {
    const type = goesIn ? "agent.login" : "agent.logout";
    yield* act({ do: "note", fact: { type, agent: number, queue: queue.number } });
  }
}

/** An agent has no callers for this reason, or has them again (undefined). */
export function* pauseOrReturn(agent: string, reason: string | undefined): Script<void> {
  const changedAt = yield* act({ do: "wall-clock" });
  if (reason === undefined) {
    yield* changeAgent(agent, { paused: undefined, missed: 0, changedAt });
    return yield* act({ do: "note", fact: { type: "agent.unpause", agent } });
  }
  yield* changeAgent(agent, { paused: reason, changedAt });
  yield* act({ do: "note", fact: { type: "agent.pause", agent, ...(reason === "" ? {} : { reason }) } });
}

/** An agent gets calls to make while no callers wait, or gets none any more. */
export function* turnCalls(agent: string, wants: boolean): Script<void> {
  yield* changeAgent(agent, { outbound: wants ? 0 as WallTime : undefined });
  yield* act({ do: "note", fact: { type: wants ? "agent.outbound-on" : "agent.outbound-off", agent } });
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
