import type { WallTime } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import type { Outbound, OutboundCall, Queue, QueueMember } from "../../core/directory/mod.ts";
import { type Agent } from "../../core/notebook/mod.ts";
import { act, type Script } from "../../core/script/mod.ts";
import { onFloor } from "./dispatch.ts";
import { claimCall, mayCallNow } from "./outbound_list.ts";
import { queuesOf } from "./shift.ts";
import { agentOf, isFree } from "./staff.ts";
import type { Waiting } from "./waiting.ts";

/** The kind of destination that a call of the box leads to by which an agent gets a call to make. */
export const OUTBOUND = "queue-outbound";

const LOOK_MS = 3_000;
const LONG_MS = 60_000;
const NOBODY: LegId = "";

/**
 * Gives idle agents who want them calls to make: each is planned as a call of the box, due now. In how many ms to look again;
 * undefined while nobody wants any.
 */
export function* prepareCalls(): Script<number | undefined> {
  let soonest: number | undefined;
  for (const queue of (yield* act({ do: "office" })).queues.values()) {
    const { outbound } = queue;
    if (outbound === undefined) continue;
    const willing = yield* whoWants(queue);
    if (willing.length === 0) continue;
    const inMs = (yield* mayCallNow(outbound)) ? yield* give(queue, outbound, willing) : LONG_MS;
    soonest = Math.min(soonest ?? Infinity, Math.max(LOOK_MS, Math.min(inMs, LONG_MS)));
  }
  return soonest;
}

interface Willing {
  readonly member: QueueMember;
  readonly agent: Agent;
}

/** Whoever is longest without a call comes first. */
function* whoWants({ members }: Queue): Script<readonly Willing[]> {
  const { extensions } = yield* act({ do: "office" });
  const willing: Willing[] = [];
  for (const member of members) {
    const agent = yield* agentOf(member.number);
    if (agent.outbound !== undefined && extensions.has(member.number)) willing.push({ member, agent });
  }
  return willing.sort((a, b) => a.agent.lastAt - b.agent.lastAt);
}

function* give(queue: Queue, outbound: Outbound, willing: readonly Willing[]): Script<number> {
  const now = yield* act({ do: "wall-clock" });
  for (const { member, agent } of willing) {
    const { number } = member;
    const isPlanned = (yield* act({ do: "planned", key: keyOf(number) })) !== undefined;
    if (isPlanned || agent.outbound! > now || (yield* isWanted(number))) continue;
    if ((yield* isFree(queue, member, agent)) !== true || (yield* act({ do: "is-busy", number }))) continue;
    const next = yield* claimCall(queue.number, outbound);
    if ("inMs" in next) return next.inMs;
    yield* planCall(queue, number, next.call, now);
  }
  return LOOK_MS;
}

function* planCall(queue: Queue, agent: string, call: OutboundCall, at: WallTime): Script<void> {
  const id = `${queue.number}/${agent}/${call.number}`;
  const errand = { number: agent, from: call, to: { kind: OUTBOUND, id }, at, tries: 1, alone: true } as const;
  yield* act({ do: "plan", key: keyOf(agent), errand });
}

/** Whether a caller waits in any of an agent's queues, or is about to be his. */
export function* isWanted(agent: string): Script<boolean> {
  const callers = (yield* onFloor(NOBODY, { do: "show" })) as readonly Waiting[];
  const mine = new Set((yield* queuesOf(agent)).map(({ number }) => number));
  return callers.some(({ talks, queue, agents }) => agents.includes(agent) || (!talks && mine.has(queue)));
}

function keyOf(agent: string): string {
  return `outbound/${agent}`;
}
