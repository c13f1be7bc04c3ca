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
    name: "a call that has ended needs nothing",
    facts: [STARTED, offered("a"), { type: "call.ended", cause: "normal" }],
    closing: [],
  },
];

for (const { name, facts, closing } of TABLE) {
  Deno.test(`closeAsCut(): ${name}`, () => {
    assert.deepEqual(closeAsCut(happened(facts)), closing);
  });
}
