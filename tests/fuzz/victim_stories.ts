/**
 * What may happen in the calls of a box that is killed: missed ones and those that clear them, calls in the house, a
 * caller who waits in a queue until somebody takes him or he gives up, and what agents key in, or do at the desk.
 *
 * @module
 */
import type { Chance } from "../../core/base/mod.ts";
import type { CallFact, Party } from "../../core/record/mod.ts";

const STREAM = { packetsIn: 900, packetsOut: 900, octetsIn: 1, octetsOut: 1, strangers: 0 };
const SIP_CALL_ID = "7d3c9f1b@10.1.0.7";
const QUEUE = "8001";
const ANA: Party = { number: "101", name: "Ana Pop" };
const BOB: Party = { number: "102" };

/** The facts of one call, in order; or of none, where no call is started. */
export type CallStory = readonly CallFact[];

/** One of them, by chance. */
export function storyOf(chance: Chance): CallStory {
  const stories = [inside, missed, calledBack, queued, gaveUp, agentKeys, agentAtDesk];
  return stories[chance.below(stories.length)]!(outsider(chance));
}

/** Of few callers, whose numbers are written as providers do, so that one is missed, called back and missed again. */
function outsider(chance: Chance): Party {
  return { number: `${["+40", "0", "0040"][chance.below(3)]}74500000${chance.below(10)}`, trunk: "first" };
}

function begun(from: Party, dialled: string): CallStory {
  return [
    { type: "call.started", from, dialled, sipCallId: SIP_CALL_ID },
    { type: "leg.offered", leg: "a", party: from, direction: "in", sipCallId: SIP_CALL_ID },
  ];
}

function over(leg: string): CallStory {
  return [
    { type: "leg.ended", leg: "a", by: "them", cause: "normal" },
    { type: "leg.ended", leg, by: "us", cause: "normal" },
    { type: "call.ended", cause: "normal" },
  ];
}

function missed(from: Party): CallStory {
  return [
    ...begun(from, "+40376443311"),
    { type: "leg.brought", leg: "a", to: "extension", id: ANA.number },
    { type: "leg.offered", leg: "b", party: ANA, direction: "out", sipCallId: SIP_CALL_ID },
    { type: "leg.ringing", leg: "b" },
    { type: "leg.ended", leg: "a", by: "them", cause: "cancelled" },
    { type: "leg.ended", leg: "b", by: "us", cause: "cancelled" },
    { type: "call.ended", cause: "cancelled" },
  ];
}

function calledBack(to: Party): CallStory {
  return [
    ...begun(ANA, to.number),
    { type: "leg.offered", leg: "b", party: to, direction: "out", sipCallId: SIP_CALL_ID },
    { type: "leg.answered", leg: "b" },
    { type: "bridge.made", a: "a", b: "b" },
    { type: "bridge.broken", a: "a", b: "b" },
    ...over("b"),
  ];
}

function inside(): CallStory {
  return [
    ...begun(ANA, BOB.number),
    { type: "leg.offered", leg: "b", party: BOB, direction: "out", sipCallId: "1f0d88e2@10.0.0.1" },
    { type: "leg.answered", leg: "b", codec: "G722" },
    { type: "bridge.made", a: "a", b: "b" },
    ...over("b"),
    // Told late: what was made of the call is made anew.
    { type: "leg.quality", leg: "a", report: { ...STREAM, lostIn: 3, jitterMs: 2.5, worstJitterMs: 9, mos: 4.1 } },
  ];
}

/** The first agent lets it ring and is paused for it, the second takes him. */
function queued(from: Party): CallStory {
  const stay = { leg: "a", queue: QUEUE } as const;
  return [
    ...begun(from, "+40376443312"),
    { type: "leg.brought", leg: "a", to: "queue", id: QUEUE },
    { type: "queue.joined", ...stay, position: 1 },
    { type: "queue.offered", ...stay, agent: ANA.number },
    { type: "leg.offered", leg: "b", party: ANA, direction: "out", sipCallId: SIP_CALL_ID },
    { type: "leg.ringing", leg: "b" },
    { type: "queue.ring-no-answer", ...stay, agent: ANA.number, ringMs: 15_000, cause: "no-answer" },
    { type: "leg.ended", leg: "b", by: "us", cause: "no-answer" },
    { type: "agent.auto-paused", agent: ANA.number, queue: QUEUE, missed: 3 },
    { type: "queue.offered", ...stay, agent: BOB.number },
    { type: "leg.offered", leg: "c", party: BOB, direction: "out", sipCallId: SIP_CALL_ID },
    { type: "leg.answered", leg: "c", codec: "PCMA" },
    { type: "queue.connected", ...stay, agent: BOB.number, to: "c", waitedMs: 17_000, ringMs: 2_000 },
    { type: "bridge.made", a: "a", b: "c" },
    { type: "bridge.broken", a: "a", b: "c" },
    {
      type: "queue.completed",
      ...stay,
      agent: BOB.number,
      by: "caller",
      waitedMs: 17_000,
      talkedMs: 60_000,
      joinedAt: 1,
    },
    { type: "agent.wrap-up", agent: BOB.number, queue: QUEUE, forMs: 10_000 },
    ...over("c"),
  ];
}

function gaveUp(from: Party): CallStory {
  const stay = { leg: "a", queue: QUEUE } as const;
  return [
    ...begun(from, "+40376443312"),
    { type: "leg.brought", leg: "a", to: "queue", id: QUEUE },
    { type: "queue.joined", ...stay, position: 2 },
    { type: "queue.abandoned", ...stay, position: 1, joinedAt: 2, waitedMs: 31_000 },
    { type: "leg.ended", leg: "a", by: "them", cause: "cancelled" },
    { type: "call.ended", cause: "cancelled" },
  ];
}

function agentKeys(): CallStory {
  const agent = ANA.number;
  return [
    ...begun(ANA, "*45"),
    { type: "agent.login", agent, queue: QUEUE },
    { type: "agent.pause", agent, reason: "1" },
    { type: "agent.unpause", agent },
    { type: "agent.logout", agent, queue: QUEUE },
    { type: "leg.ended", leg: "a", by: "us", cause: "normal" },
    { type: "call.ended", cause: "normal" },
  ];
}

function agentAtDesk(): CallStory {
  const agent = BOB.number;
  return [
    { type: "agent.login", agent, queue: QUEUE },
    { type: "agent.pause", agent },
    { type: "presence.changed", number: agent, from: "offline", to: "away", by: "phone" },
    { type: "agent.unpause", agent },
  ];
}
