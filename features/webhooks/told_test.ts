import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import { HOOK_EVENTS, isWantable, wantsEvent } from "../../core/directory/mod.ts";
import type { CallEvent, CallFact, Judgement, Party } from "../../core/record/mod.ts";
import { hooksOf } from "./mod.ts";
import { needsStory, toldOf } from "./told.ts";

const NOON = Date.UTC(2026, 10, 21, 12) as WallTime;
const CUSTOMER: Party = { number: "+40722000111", trunk: "provider" };
const ANA: Party = { number: "101", name: "Ana" };

function storyOf(...facts: readonly CallFact[]): readonly CallEvent[] {
  return facts.map((fact, at) => ({
    ...fact,
    call: "c",
    sequence: 7 + at,
    at: NOON + at as WallTime,
    monotonicMs: at,
  }));
}

const STARTED: readonly CallFact[] = [
  { type: "call.started", from: CUSTOMER, dialled: "101", sipCallId: "x" },
  { type: "leg.offered", leg: "a", party: CUSTOMER, direction: "in", sipCallId: "x" },
  { type: "leg.offered", leg: "b", party: ANA, direction: "out", sipCallId: "y" },
];
const ENDED: CallFact = { type: "call.ended", cause: "normal" };

/** What the list of missed calls says, however far a story has been told. */
type Judging = (story: readonly CallEvent[]) => Judgement | undefined;

/** It says nothing of a call before that is over. */
const over = (judgement: Judgement): Judging => (story) =>
  story.some(({ type }) => type === "call.ended") ? judgement : undefined;

function told(story: readonly CallEvent[], wanted: readonly string[], judgementOf: Judging) {
  return story.flatMap((event, at) => {
    const [before, known] = [story.slice(0, at), story.slice(0, at + 1)];
    return toldOf(event, wanted, { story: known, judgement: judgementOf(known), before: judgementOf(before) });
  });
}

Deno.test("a caller from outside whom nobody takes is missed, besides that his call has ended", () => {
  const [ended, missed] = told(storyOf(...STARTED, ENDED), ["call.ended", "call.missed"], over("missed"));
  assert.deepEqual([ended?.type, missed?.type], ["call.ended", "call.missed"]);
  const { summary } = missed!.data as { readonly summary: Readonly<Record<string, unknown>> };
  assert.deepEqual([summary["from_number"], summary["started_at"]], ["+40722000111", "2026-11-21T12:00:00.000Z"]);
});

Deno.test("a call is answered once, by whoever is connected with the caller first, and is not missed then", () => {
  const bridge: CallFact = { type: "bridge.made", a: "b", b: "a" };
  const story = storyOf(...STARTED, bridge, { type: "bridge.broken", a: "b", b: "a" }, bridge, ENDED);
  const all = told(story, ["call.answered", "call.missed"], over("answered"));
  assert.deepEqual(all.map(({ type, data }) => [type, data]), [[
    "call.answered",
    { from: CUSTOMER, by: ANA, call: "c", sequence: 10, at: NOON + 3, monotonicMs: 3 },
  ]]);
});

Deno.test("whom the list of missed calls has not is not missed, and his call ended as the list of calls has it", () => {
  const rung = storyOf(...STARTED, { type: "leg.ringing", leg: "b" }, ENDED);
  const calls = [["missed", rung], ["message", rung], ["none", rung], ["none", storyOf(...STARTED, ENDED)]] as const;
  const outcomes = calls.map(([judgement, story]) =>
    told(story, ["call.ended", "call.missed"], over(judgement)).map(({ type, data }) => {
      const { summary } = data as { readonly summary: Readonly<Record<string, unknown>> };
      return `${type} ${summary["outcome"]}`;
    })
  );
  assert.deepEqual(outcomes, [
    ["call.ended lost", "call.missed lost"],
    ["call.ended message"],
    ["call.ended void"],
    ["call.ended unreached"],
  ]);
});

Deno.test("whose message turns out to be none after he has gone is missed from then on, once", () => {
  const left: CallFact = { type: "voicemail.left", leg: "a", box: "101", message: "m" };
  const dropped: CallFact = { type: "voicemail.dropped", box: "101", message: "m" };
  const judging: Judging = (story) =>
    over(story.some(({ type }) => type === "voicemail.dropped") ? "missed" : "message")(story);
  const [missed, ...others] = told(storyOf(...STARTED, left, ENDED, dropped, dropped), ["call.missed"], judging);
  assert.deepEqual([missed?.type, others], ["call.missed", []]);
  const { sequence, cause } = missed!.data as Readonly<Record<string, unknown>>;
  assert.deepEqual([sequence, cause], [11, "normal"], "it is told of as of any other that has ended");
});

Deno.test("events are wanted by name, by kind or all; what is keyed in by its name alone", () => {
  assert.deepEqual(
    ["queue.joined", "queued", "call.ended", "leg.digit"].map((event) => wantsEvent(["queue.*", "call.ended"], event)),
    [true, false, true, false],
  );
  assert.deepEqual([["*"], ["leg.*"], ["leg.digit"]].map((wanted) => wantsEvent(wanted, "leg.digit")), [
    false,
    false,
    true,
  ]);
  for (const wanted of [...HOOK_EVENTS, "*", "voicemail.*"]) assert.ok(isWantable(wanted), wanted);
  for (const wanted of ["call", "call.", "call.nothing", "nothing.*", "**", ""]) assert.ok(!isWantable(wanted), wanted);
});

Deno.test("a call's story is read only where it is needed", () => {
  const dropped: CallFact = { type: "voicemail.dropped", box: "101", message: "m" };
  const [started, , , bridge, ended, none] = storyOf(
    ...STARTED,
    { type: "bridge.made", a: "a", b: "b" },
    ENDED,
    dropped,
  );
  const wanted: readonly (readonly string[])[] = [["*"], ["leg.*"], ["call.answered"], ["call.missed"], [
    "bridge.made",
  ]];
  const needs = (event: CallEvent | undefined) => wanted.map((each) => needsStory(event!, each));
  assert.deepEqual(needs(started), [false, false, false, false, false]);
  assert.deepEqual(needs(bridge), [true, false, true, false, false]);
  assert.deepEqual(needs(ended), [true, false, false, true, false]);
  assert.deepEqual(needs(none), [true, false, false, true, false]);
});

Deno.test("what is sent says what, when and where, under an id that is the same whenever the record is read", () => {
  const [event] = storyOf(...STARTED);
  const [hook] = hooksOf(event!, { name: "crm", events: ["*"] }, { office: { name: "Demo" }, known: { story: [] } });
  assert.deepEqual(JSON.parse(hook!.body), {
    type: "call.started",
    timestamp: "2026-11-21T12:00:00.000Z",
    office: "Demo",
    data: { from: CUSTOMER, dialled: "101", sipCallId: "x", call: "c", sequence: 7, at: NOON, monotonicMs: 0 },
  });
  assert.deepEqual([hook!.of, hook!.about, hook!.nth], ["webhooks/crm", "c", 7]);
  assert.match(hook!.id, /^crm\.7\.[0-9a-z]+\.call\.started$/);
});

Deno.test("what belongs to no call waits for nothing", () => {
  const event: CallEvent = { ...storyOf({ type: "recordings.filling", usedBytes: 9, quotaBytes: 10 })[0]!, call: "" };
  const [hook] = hooksOf(event, { name: "crm", events: ["*"] }, { office: { name: "Demo" }, known: { story: [] } });
  assert.equal(hook!.about, undefined);
});
