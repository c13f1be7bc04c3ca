import assert from "node:assert/strict";
import type { DeskAnswer, DeskCommand, LiveView } from "../../core/switchboard/mod.ts";
import type { TalkNow } from "../softphone/mod.ts";
import { phoneSnapshotOf } from "./mod.ts";

type Call = LiveView["calls"][number];

function leg(number: string | undefined, more: Partial<Call["legs"][number]> = {}): Call["legs"][number] {
  const named = number === undefined ? {} : { number };
  return { id: `l${number}`, ...named, state: "talking", direction: "in", at: 0 as Call["at"], ...more };
}

function talksOf(extension: string, ...legs: readonly Call["legs"][]): readonly TalkNow[] {
  const calls = legs.map((each, at) => ({ id: `c${at}`, dialled: "102", at: 0 as Call["at"], legs: each }));
  const ask = ({ type }: DeskCommand): DeskAnswer =>
    type === "live"
      ? { type, live: { help: [], calls, parked: [], people: [] } }
      : { type: "refused", text: "No mailbox", why: "not-found" };
  return phoneSnapshotOf({ ask }, extension).talks;
}

function peersOf(extension: string, ...legs: readonly Call["legs"][]): readonly unknown[] {
  return talksOf(extension, ...legs).map(({ peers }) => peers);
}

Deno.test("a phone is told which of its calls is recorded, and not while that waits", () => {
  const recorded = (recording: "on" | "paused") => [leg("101"), leg("102", { recording })];
  const talks = talksOf("101", recorded("on"), recorded("paused"), [leg("101"), leg("103")]);
  assert.deepEqual(talks.map(({ isRecorded }) => isRecorded), [true, false, false]);
});

Deno.test("a phone is told who is in its calls, call by call, and of nobody else's", () => {
  const three = [leg("101"), leg("102", { name: "Bob" }), leg("0722000111", { trunk: "provider" })]
    .map((each) => ({ ...each, isOfThree: true as const }));
  assert.deepEqual(peersOf("101", three, [leg("103"), leg("104")], [leg("101"), leg("105", { state: "held" })]), [
    [{ number: "102", name: "Bob" }, { number: "0722000111" }],
    [{ number: "105" }],
  ]);
});

Deno.test("whoever asks somebody first talks with two and is not of three: the one who waits is whom he is with", () => {
  const asked = leg("103", { at: 2_000 as Call["at"] });
  assert.deepEqual(peersOf("101", [asked, leg("101", { announcesTo: "103" }), leg("102")]), [[{ number: "102" }]]);
});

Deno.test("who rings is not in a call yet, who hides his number is nobody in particular, and a stranger's number is no extension", () => {
  assert.deepEqual(peersOf("101", [leg("101"), leg("102", { state: "ringing" })], [leg("101", { state: "ringing" })]), [
    [],
  ]);
  assert.deepEqual(peersOf("101", [leg("101"), leg(undefined, { trunk: "provider" })]), [[{ number: "anonymous" }]]);
  assert.deepEqual(peersOf("101", [leg("101", { trunk: "provider" }), leg("102")]), []);
});
