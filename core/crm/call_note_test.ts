import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import type { CallEvent, CallFact, Party } from "../record/mod.ts";
import { noteOf, readNote, writeNote } from "./mod.ts";
import { titleOf } from "./words.ts";

const AT = Date.parse("2026-03-02T09:00:00Z");

/** Events a second apart. */
function story(facts: readonly CallFact[]): readonly CallEvent[] {
  return facts.map((fact, nth) => ({
    ...fact,
    call: "call-7",
    sequence: nth + 1,
    at: AT + 1_000 * nth as WallTime,
    monotonicMs: 1_000 * nth,
  }));
}

const offered = (leg: string, party: Party, direction: "in" | "out"): CallFact => ({
  type: "leg.offered",
  leg,
  party,
  direction,
  sipCallId: `${leg}@x`,
});

function call(from: Party, dialled: string, to: Party, talks: boolean): readonly CallEvent[] {
  return story([
    { type: "call.started", from, dialled, sipCallId: "a@x" },
    offered("a", from, "in"),
    offered("b", to, "out"),
    { type: "leg.ringing", leg: "b" },
    ...talks
      ? [
        { type: "leg.answered", leg: "b" } as const,
        { type: "leg.answered", leg: "a" } as const,
        { type: "bridge.made", a: "a", b: "b" } as const,
        { type: "leg.held", leg: "a" } as const,
        { type: "leg.resumed", leg: "a" } as const,
        { type: "leg.ended", leg: "a", by: "them", cause: "normal" } as const,
        { type: "leg.ended", leg: "b", by: "us", cause: "normal" } as const,
      ]
      : [
        { type: "leg.ended", leg: "b", by: "us", cause: "cancelled" } as const,
        { type: "leg.ended", leg: "a", by: "them", cause: "cancelled" } as const,
      ],
    { type: "call.ended", cause: "normal" },
  ]);
}

const OUTSIDER: Party = { number: "0722000222", trunk: "digi" };
/** Nobody has judged these calls. */
const RO = { country: "RO", judgement: undefined };
const ANA: Party = { number: "101", name: "Ana" };

Deno.test("a call from outside is written down with who called, who took it and how long they talked", () => {
  const note = noteOf(call(OUTSIDER, "0211234567", ANA, true), RO);
  assert.deepEqual(note, {
    id: "call-7",
    direction: "inbound",
    outcome: "answered",
    outsider: "+40722000222",
    from: "+40722000222",
    to: "101",
    startedAt: AT,
    seconds: 3,
  });
  assert.deepEqual(readNote(JSON.stringify(writeNote(note))), note);
});

Deno.test("one that nobody took is a missed one, and one to somebody outside names him", () => {
  assert.equal(noteOf(call(OUTSIDER, "0211234567", ANA, false), RO)?.outcome, "missed");
  const out = noteOf(call(ANA, "0722000222", OUTSIDER, true), RO);
  assert.deepEqual([out?.direction, out?.from, out?.to], ["outbound", "101", "+40722000222"]);
});

Deno.test("calls within the office, of people who hide and to short codes are nobody's business elsewhere", () => {
  assert.equal(noteOf(call(ANA, "102", { number: "102" }, true), RO), undefined);
  assert.equal(noteOf(call({ number: "anonymous", trunk: "digi" }, "0211234567", ANA, true), RO), undefined);
  assert.equal(noteOf(call(ANA, "112", { number: "112", trunk: "digi" }, true), RO), undefined);
  assert.equal(noteOf(call(OUTSIDER, "0211234567", ANA, true).slice(0, -1), RO), undefined);
  for (const kept of ["{}", "null", '{"id":"x","direction":"sideways"}']) assert.equal(readNote(kept), undefined);
});

Deno.test("what becomes of a call from outside is written down as the list of missed calls has it", () => {
  const unanswered = call(OUTSIDER, "0211234567", ANA, false);
  const titles = (["answered", "missed", "message", "none"] as const).map((judgement) => {
    const note = noteOf(unanswered, { country: "RO", judgement });
    assert.deepEqual(readNote(JSON.stringify(writeNote(note!))), note);
    return [note?.outcome, titleOf(note!)];
  });
  assert.deepEqual(titles, [
    ["answered", "Inbound call, 0:00"],
    ["missed", "Missed call"],
    ["message", "Call, left a message"],
    ["none", "Inbound call"],
  ]);
});
