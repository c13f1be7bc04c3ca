import type { LegId } from "../../core/call/mod.ts";
import type { Queue } from "../../core/directory/mod.ts";
import { act, type Script } from "../../core/script/mod.ts";
import type { Candidate } from "./choose.ts";
import { FLOOR, type FloorMove, type FloorView } from "./floor.ts";
import type { Desk, Offer } from "./match.ts";
import { memoryOf, rememberLast } from "./memory.ts";
import { agentOf, isFree } from "./staff.ts";

/** There is one floor for all queues, as agents work for several. */
const THE_FLOOR = "";
/** So many lots are drawn for one match; more callers than these begin with the first again. */
const LOTS = 8;
const LOT_BELOW = 2 ** 30;

/** Makes a move on the floor. */
export function* onFloor(leg: LegId, move: FloorMove): Script<unknown> {
  return yield* act({ do: "move", place: FLOOR, id: THE_FLOOR, leg, move });
}

/** His queue as the caller on this leg sees it; undefined when he is in none. */
export function* lookAt(leg: LegId): Script<FloorView | undefined> {
  return (yield* onFloor(leg, { do: "look" })) as FloorView | undefined;
}

/**
 * Gives the agents who are free now to those who wait; each of these hears of it as news. Nothing waits here, so nobody
 * comes between the look and the deed. In how many ms the next agent will have rested; undefined when none rests.
 */
export function* dispatch(leg: LegId): Script<number | undefined> {
  const wanted = (yield* onFloor(leg, { do: "who-waits" })) as readonly string[];
  if (wanted.length === 0) return undefined;
  const { queues } = yield* act({ do: "office" });
  const desks: Desk[] = [];
  let soonest: number | undefined;
  for (const number of wanted) {
    const queue = queues.get(number);
    if (queue === undefined) continue;
    const { agents, soon } = yield* freeAgents(queue);
    if (soon !== undefined && (soonest === undefined || soon < soonest)) soonest = soon;
    const { last } = yield* memoryOf(number);
    const { strategy, needs, needsForS, members } = queue;
    desks.push({
      queue: number,
      strategy,
      needs,
      needsForMs: needsForS === undefined ? undefined : needsForS * 1000,
      last: members.findIndex((member) => member.number === last),
      agents,
    });
  }
  const lots: number[] = [];
  while (lots.length < LOTS) lots.push(yield* act({ do: "draw", below: LOT_BELOW }));
  const now = yield* act({ do: "now" });
  const offers = (yield* onFloor(leg, { do: "match", desks, now, lots })) as readonly Offer[];
  for (const { queue, agents } of offers) yield* rememberLast(queue, agents[0]!);
  return soonest;
}

function* freeAgents(
  queue: Queue,
): Script<{ readonly agents: readonly Candidate[]; readonly soon: number | undefined }> {
  const agents: Candidate[] = [];
  let soon: number | undefined;
  for (const [at, member] of queue.members.entries()) {
    const agent = yield* agentOf(member.number);
    const free = yield* isFree(queue, member, agent);
    if (free === true) agents.push({ ...member, at, lastAt: agent.lastAt, calls: agent.calls });
    else if (free !== false && (soon === undefined || free.soon < soon)) soon = free.soon;
  }
  return { agents, soon };
}
