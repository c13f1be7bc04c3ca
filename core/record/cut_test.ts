import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import { closeAsCut } from "./cut.ts";
import type { CallEvent, CallFact } from "./event.ts";

const STARTED: CallFact = { type: "call.started", from: { number: "101" }, dialled: "102", sipCallId: "x@192.0.2.1" };

function happened(facts: readonly CallFact[]): readonly CallEvent[] {
  return facts.map((fact, index) => ({
    ...fact,
    call: "c1",
    sequence: index + 1,
    at: 1_000 + index as WallTime,
    monotonicMs: index,
  }));
}

function offered(leg: string): CallFact {
  return { type: "leg.offered", leg, party: { number: "102" }, direction: "out", sipCallId: `${leg}@192.0.2.1` };
}

function joined(queue: string, position: number): CallFact {
  return { type: "queue.joined", leg: "a", queue, position };
}

function left(queue: string): CallFact {
  return { type: "queue.left", leg: "a", queue, why: "timeout", position: 1, joinedAt: 1, waitedMs: 1 };
}

const SERVED = { leg: "a", queue: "8001", agent: "103", waitedMs: 1 };
const CONNECTED: CallFact = { type: "queue.connected", ...SERVED, to: "b", ringMs: 1 };
const COMPLETED: CallFact = { type: "queue.completed", ...SERVED, by: "agent", talkedMs: 1, joinedAt: 2 };

const TABLE: readonly { name: string; facts: readonly CallFact[]; closing: readonly CallFact[] }[] = [
  {
    name: "a call without legs ends alone",
    facts: [STARTED],
    closing: [{ type: "call.ended", cause: "cut" }],
  },
  {
    name: "only legs that had not ended are ended",
    facts: [STARTED, offered("a"), offered("b"), { type: "leg.ended", leg: "a", by: "them", cause: "busy" }],
    closing: [{ type: "leg.ended", leg: "b", by: "us", cause: "cut" }, { type: "call.ended", cause: "cut" }],
  },
  {
    name: "a stay in a queue ends with him, as long as anything is known of it; one that is over does not end again",
    facts: [STARTED, joined("8001", 1), left("8001"), joined("8002", 3)],
    closing: [
      { type: "queue.left", leg: "a", queue: "8002", why: "cut", position: 3, joinedAt: 3, waitedMs: 7_997 },
      { type: "call.ended", cause: "cut" },
    ],
  },
  {
    name: "so does the talk with the agent who took him",
    facts: [STARTED, joined("8001", 2), CONNECTED],
    closing: [
      {
        ...{ type: "queue.completed", leg: "a", queue: "8001", agent: "103", by: "cut" },
        ...{ joinedAt: 2, waitedMs: 1, talkedMs: 7_998 },
      },
      { type: "call.ended", cause: "cut" },
    ],
  },
  {
    name: "who talked and is done with does not talk again",
    facts: [STARTED, joined("8001", 2), CONNECTED, COMPLETED],
    closing: [{ type: "call.ended", cause: "cut" }],
  },
  {
    name: "a call that has ended needs nothing",
    facts: [STARTED, offered("a"), { type: "call.ended", cause: "normal" }],
    closing: [],
  },
];

for (const { name, facts, closing } of TABLE) {
  Deno.test(`closeAsCut(): ${name}`, () => {
    assert.deepEqual(closeAsCut(happened(facts), 9_000 as WallTime), closing);
  });
}
