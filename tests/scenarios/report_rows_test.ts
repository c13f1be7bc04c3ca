import assert from "node:assert/strict";
import type { Group } from "../../core/directory/mod.ts";
import { CALLS } from "../../core/record/mod.ts";
import { callsFromRows, type ReportCall } from "../../features/reports/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import type { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { ringing } from "../lab/scene.ts";
import { office, SECTIONS } from "../lab/trunk_scene.ts";

const NUMBER = "+40211234567";
const CALLER = "+40722000111";
const SALES: Group = {
  number: "600",
  name: "Sales",
  members: ["101", "102"].map((number) => ({ number, delayS: 0 })),
  strategy: "all",
  ringForS: 30,
  memberForS: 10,
  skipBusy: true,
};
const TO_SALES = {
  ...SECTIONS,
  groups: [SALES],
  inbound: [{ number: NUMBER, to: { kind: "group", id: "600" } }],
};

/** What reports make of the lab's day. */
function calls(lab: Lab): readonly ReportCall[] {
  const stories = Map.groupBy(lab.events.filter(({ call }) => call !== ""), ({ call }) => call);
  const made = [...stories].map(([call, story]) => ({ call, rows: CALLS.rowsOf(story) }));
  const rows = (table: "call" | "seat" | "queue_visit") =>
    made.flatMap(({ call, rows }) => (rows[table] ?? []).map((row) => ({ call, ...row })));
  return callsFromRows({ calls: rows("call"), seats: rows("seat"), visits: rows("queue_visit") }, { country: "RO" });
}

const outcomes = ({ offers }: ReportCall) => offers.map(({ extension, outcome }) => `${extension} ${outcome}`);

Deno.test("a call from outside that a group takes is one call, answered by one and missed by nobody", () => {
  const { lab, first, ana, bob } = office(TO_SALES);
  const caller = first.call(NUMBER, CALLER);
  lab.run(100);
  for (const { calls } of [ana, bob]) calls[0]!.respond(180);
  lab.run(6_000);
  bob.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  caller.ack();
  lab.run(60_000);
  caller.bye();
  lab.run(100);
  const [call, ...others] = calls(lab);
  assert.ok(call !== undefined && others.length === 0);
  assert.partialDeepStrictEqual(call, {
    direction: "inbound",
    ended: "answered",
    answeredBy: "102",
    dialled: NUMBER,
    caller: CALLER,
    trunk: "first",
  });
  assert.deepEqual(outcomes(call), ["101 elsewhere", "102 answered"]);
  assert.ok(call.waitS >= 5.9 && call.waitS <= 6.2, `it waited ${call.waitS} s`);
  assert.ok(call.talkS >= 59.8 && call.talkS <= 60.2, `they talked ${call.talkS} s`);
  assertNothingLeft(lab);
});

Deno.test("a caller who hangs up while it rings has given up; everybody who rang has missed him", () => {
  const { lab, first, ana, bob } = office(TO_SALES);
  const caller = first.call(NUMBER, CALLER);
  lab.run(100);
  for (const { calls } of [ana, bob]) calls[0]!.respond(180);
  lab.run(8_000);
  caller.cancel();
  lab.run(1_000);
  const [call] = calls(lab);
  assert.deepEqual([call?.ended, outcomes(call!)], ["abandoned", ["101 missed", "102 missed"]]);
  assert.ok(call!.waitS >= 7.8 && call!.waitS <= 8.2, `he waited ${call!.waitS} s`);
  assertNothingLeft(lab);
});

Deno.test("whom nobody answers and the box sends away is lost, and has not given up", () => {
  const { lab, first, ana } = office();
  const caller = first.call(NUMBER, CALLER);
  lab.run(100);
  ana.calls[0]!.respond(180);
  lab.run(60_000);
  caller.ack();
  lab.run(10_000);
  const [call] = calls(lab);
  assert.deepEqual([call?.ended, outcomes(call!)], ["lost", ["101 missed"]]);
});

Deno.test("a caller whom no phone rang for reached nobody, and is in no figure", () => {
  const { lab, first, ana } = office();
  first.call(NUMBER, CALLER);
  lab.run(100);
  ana.calls[0]!.respond(486);
  lab.run(1_000);
  const [call] = calls(lab);
  assert.deepEqual([call?.ended, outcomes(call!), call?.waitS], ["unreached", ["101 busy"], 0]);
});

Deno.test("a call to the world goes by its trunk and is made by an extension; among colleagues it is internal", () => {
  const { lab, first, ana, bob } = office();
  const made = ana.invite("0722000111", { sdp: sdp(["PCMA"]) });
  lab.run(100);
  first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  made.ack();
  lab.run(30_000);
  made.bye();
  lab.run(1_000);
  const { caller } = ringing(lab, ana, bob);
  lab.run(2_000);
  caller.cancel();
  lab.run(1_000);
  const [outside, inside] = calls(lab);
  assert.partialDeepStrictEqual(outside!, {
    direction: "outbound",
    ended: "answered",
    madeBy: "101",
    trunk: "first",
    caller: CALLER,
  });
  assert.deepEqual(outcomes(outside!), []);
  assert.partialDeepStrictEqual(inside!, { direction: "internal", madeBy: "101" });
  assert.deepEqual([inside?.caller, inside?.trunk], [undefined, undefined]);
});
