import { elapsed, fail, type Instant, ok, type Result, type WallTime } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import { formatDestination, type Queue, type QueueMember } from "../../core/directory/mod.ts";
import { type Agent, isIn, rests } from "../../core/notebook/mod.ts";
import {
  act,
  type AgentOrder,
  type AgentState,
  type AgentView,
  type QueueDesk,
  type QueueView,
  type Script,
  type WaitingView,
} from "../../core/script/mod.ts";
import { callBacks, cancelCallBack } from "./booked.ts";
import { dispatch, onFloor } from "./dispatch.ts";
import { callLists, forgetCalls } from "./outbound_list.ts";
import { prepareCalls } from "./outbound_look.ts";
import { comeOrGo, pauseOrReturn, queuesOf, turnCalls } from "./shift.ts";
import { agentOf, isFree, isReachable } from "./staff.ts";
import type { Waiting } from "./waiting.ts";

/** The desk is no caller. */
const NOBODY: LegId = "";

/** The queues as the desk sees them, and what it may do there. */
export const QUEUE_DESK: QueueDesk = {
  *queues() {
    const callers = yield* everybody();
    const views: QueueView[] = [];
    for (const queue of (yield* act({ do: "office" })).queues.values()) views.push(yield* viewOf(queue, callers));
    return views;
  },
  *agents() {
    const callers = yield* everybody();
    const numbers = new Set<string>();
    for (const { members } of (yield* act({ do: "office" })).queues.values()) {
      for (const { number } of members) numbers.add(number);
    }
    const views: AgentView[] = [];
    for (const number of numbers) views.push(yield* agentView(number, callers));
    return views;
  },
  prepareCalls,
  forgetCalls,
  callLists,
  callBacks,
  cancelCallBack,
  *orderAgent(number, order) {
    const all = yield* queuesOf(number);
    if (all.length === 0) return fail("no-agent", `Cannot ${order.order} "${number}": it is an agent of no queue`);
    const wanted = "queue" in order ? order.queue : undefined;
    const mine = all.filter((queue) => wanted === undefined || queue.number === wanted);
    if (mine.length === 0) {
      return fail("no-agent", `Cannot ${order.order} "${number}": it is no agent of queue "${wanted}"`);
    }
    const did = yield* carryOut(number, mine, order);
    yield* dispatch(NOBODY);
    return did;
  },
  *moveToFront(caller) {
    if (!(yield* onFloor(caller, { do: "to-front" }))) return whoWaits(caller, "move");
    yield* dispatch(NOBODY);
    return ok(`"${caller}" is served next`);
  },
  *takeOut(caller, to) {
    const where = formatDestination(to);
    if (to.kind === "dial" && (yield* act({ do: "route", number: to.id })) === undefined) {
      return fail("no-destination", `Cannot send "${caller}" to "${where}": it leads nowhere`);
    }
    if (!(yield* act({ do: "is-there", leg: caller }))) return whoWaits(caller, "send");
    if (!(yield* onFloor(caller, { do: "send", to }))) return whoWaits(caller, "send");
    return ok(`"${caller}" goes to "${where}"`);
  },
};

function whoWaits(caller: LegId, what: string): Result<never> {
  return fail("no-caller", `Cannot ${what} "${caller}": nobody waits in a queue as that`);
}

function* carryOut(number: string, queues: readonly Queue[], order: AgentOrder): Script<Result<string>> {
  const { paused, outbound } = yield* agentOf(number);
  switch (order.order) {
    case "log-in":
    case "log-out": {
      const goesIn = order.order === "log-in";
      const agent = yield* agentOf(number);
      const others = queues.filter((queue) => isIn(agent, queue) !== goesIn);
      if (others.length > 0) yield* comeOrGo(number, others, goesIn);
      return ok(`"${number}" is logged ${goesIn ? "in" : "out"}`);
    }
    case "pause":
      if (paused !== order.reason) yield* pauseOrReturn(number, order.reason);
      return ok(`"${number}" is paused`);
    case "unpause":
      if (paused !== undefined) yield* pauseOrReturn(number, undefined);
      return ok(`"${number}" is available`);
    case "outbound-on":
    case "outbound-off": {
      // As `*47` does: whoever is elsewhere has no phone of ours on which a call could be shown.
      if (!(yield* act({ do: "office" })).extensions.has(number)) {
        return fail("no-extension", `Cannot order "${order.order}" of "${number}": it is no extension of the office`);
      }
      const wants = order.order === "outbound-on";
      if (wants !== (outbound !== undefined)) yield* turnCalls(number, wants);
      return ok(`"${number}" gets ${wants ? "calls to make" : "no calls to make"}`);
    }
  }
}

function* everybody(): Script<readonly Waiting[]> {
  return (yield* onFloor(NOBODY, { do: "show" })) as readonly Waiting[];
}

function* viewOf(queue: Queue, callers: readonly Waiting[]): Script<QueueView> {
  const { number, name, strategy, answerWithinS, members } = queue;
  const mine = callers.filter((caller) => caller.queue === number);
  const now = yield* act({ do: "now" });
  const waiting: WaitingView[] = [];
  for (const caller of mine.filter(({ talks }) => !talks)) {
    waiting.push(yield* waitingView(caller, waiting.length + 1, now));
  }
  const agents: QueueView["agents"][number][] = [];
  for (const member of members) {
    const { paused } = yield* agentOf(member.number);
    agents.push({
      ...yield* whoIs(member.number),
      ...yield* stateOf(queue, member, callers),
      ...(paused === undefined ? {} : { paused }),
      penalty: member.penalty,
    });
  }
  return {
    number,
    name,
    strategy,
    ...(answerWithinS === undefined ? {} : { answerWithinS }),
    overdue: waiting.filter(({ waitedMs }) => waitedMs > 1000 * (answerWithinS ?? Infinity)).length,
    waiting,
    talking: mine.filter(({ talks, agents }) => talks && agents.length > 0).length,
    agents,
  };
}

function* waitingView({ leg, since, agents }: Waiting, position: number, now: Instant): Script<WaitingView> {
  const isAway = !(yield* act({ do: "is-there", leg }));
  const party = isAway ? (yield* act({ do: "planned", key: leg }))?.from : yield* act({ do: "party", leg });
  const isNamed = party !== undefined && !(yield* act({ do: "is-hidden", leg }));
  return {
    caller: leg,
    ...(isNamed ? { number: party.number, ...(party.name === undefined ? {} : { name: party.name }) } : {}),
    position,
    waitedMs: elapsed(since as Instant, now),
    state: agents.length > 0 ? "ringing" : isAway ? "away" : "waiting",
    agents,
  };
}

function* whoIs(number: string): Script<{ readonly number: string; readonly name?: string }> {
  const name = (yield* act({ do: "office" })).extensions.get(number)?.name;
  return { number, ...(name === undefined ? {} : { name }) };
}

/** The states by how much there is to them: an agent of several queues is in the first of them. */
const STATES: readonly AgentState[] = [
  "talking",
  "ringing",
  "free",
  "wrapping-up",
  "busy",
  "unavailable",
  "paused",
  "logged-out",
];

function* agentView(number: string, callers: readonly Waiting[]): Script<AgentView> {
  const agent = yield* agentOf(number);
  const stays: AgentStay[] = [];
  const queues: AgentView["queues"][number][] = [];
  for (const queue of yield* queuesOf(number)) {
    const member = queue.members.find((each) => each.number === number)!;
    stays.push(yield* stateOf(queue, member, callers));
    queues.push({ queue: queue.number, isIn: isIn(agent, queue) });
  }
  const { paused, calls, missed, lastAt } = agent;
  const most = STATES.find((state) => stays.some((stay) => stay.state === state));
  return {
    ...yield* whoIs(number),
    ...(stays.find(({ state }) => state === most) ?? { state: "logged-out" }),
    queues,
    ...(paused === undefined ? {} : { paused }),
    outbound: agent.outbound !== undefined,
    calls,
    missed,
    ...(lastAt === 0 ? {} : { lastAt }),
  };
}

interface AgentStay {
  readonly state: AgentState;
  readonly since?: WallTime;
}

/** What he does for a queue, and since when, where it is known. */
function* stateOf(queue: Queue, member: QueueMember, callers: readonly Waiting[]): Script<AgentStay> {
  const { number } = member;
  const agent: Agent = yield* agentOf(number);
  const wall = yield* act({ do: "wall-clock" });
  const served = callers.find(({ agents }) => agents.includes(number));
  if (served !== undefined) {
    const servedMs = elapsed((served.servedAt ?? served.since) as Instant, yield* act({ do: "now" }));
    return { state: served.talks ? "talking" : "ringing", since: wall - servedMs as WallTime };
  }
  const { changedAt, restsUntil, lastAt } = agent;
  const since = (at: WallTime) => at === 0 ? {} : { since: at };
  if (!isIn(agent, queue)) return { state: "logged-out", ...since(changedAt) };
  if (agent.paused !== undefined) return { state: "paused", ...since(changedAt) };
  if (!(yield* isReachable(queue, number))) return { state: "unavailable" };
  if (rests(agent, wall)) return { state: "wrapping-up", ...since(changedAt) };
  if ((yield* isFree(queue, member, agent)) !== true) return { state: "busy" };
  return { state: "free", ...since(Math.min(wall, Math.max(changedAt, restsUntil, lastAt)) as WallTime) };
}
