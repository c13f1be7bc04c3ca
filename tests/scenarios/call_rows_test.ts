import assert from "node:assert/strict";
import { CALLS, type Row } from "../../core/record/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { registered, ringing, talking } from "../lab/scene.ts";

function office() {
  const lab = new Lab({ numbers: ["101", "102", "103"] });
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve! };
}

/** The rows of every call, in the order in which the calls began. */
function rows(lab: Lab): { readonly calls: readonly Row[]; readonly seats: readonly Row[] } {
  const stories = [...Map.groupBy(lab.events.filter(({ call }) => call !== ""), ({ call }) => call).values()];
  const made = stories.map((story) => CALLS.rowsOf(story));
  return { calls: made.flatMap(({ call = [] }) => call), seats: made.flatMap(({ seat = [] }) => seat) };
}

const pick = (row: Row | undefined, ...columns: readonly string[]) => columns.map((column) => row?.[column]);

Deno.test("a call that was answered is one row: who, whom, how long it rang and how long they talked", () => {
  const { lab, ana, bob } = office();
  const { caller, called } = ringing(lab, ana, bob);
  lab.run(4_000);
  called.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(10);
  caller.ack();
  lab.run(60_000);
  caller.bye();
  lab.run(100);
  const { calls: [call, ...others], seats } = rows(lab);
  assert.equal(others.length, 0);
  assert.deepEqual(pick(call, "direction", "from_number", "dialled", "reached_number", "cause", "ended_by"), [
    ...["internal", "101", "102", "102"],
    ...["normal", "caller"],
  ]);
  const [waited, talked] = pick(call, "waited_ms", "talked_ms").map(Number);
  assert.ok(waited! >= 4_000 && waited! < 4_500, `it waited ${waited} ms`);
  assert.ok(talked! >= 59_900 && talked! <= 60_100, `they talked ${talked} ms`);
  assert.deepEqual(seats.map((seat) => pick(seat, "place", "number", "direction", "cause")), [
    [0, "101", "in", "normal"],
    [1, "102", "out", "normal"],
  ]);
});

Deno.test("a call that nobody takes reached nobody, and waited until it ended", () => {
  const { lab, ana, bob } = office();
  const { caller } = ringing(lab, ana, bob);
  lab.run(7_000);
  caller.cancel();
  lab.run(1_000);
  const { calls: [call], seats } = rows(lab);
  assert.deepEqual(pick(call, "reached_number", "reached_at", "talked_ms", "ended_by"), [null, null, 0, "caller"]);
  assert.ok(Number(call?.["waited_ms"]) >= 7_000);
  assert.deepEqual(seats.map((seat) => pick(seat, "answered_at", "connected_ms")), [[null, 0], [null, 0]]);
  assert.equal(seats[1]?.["cause"], "cancelled");
});

Deno.test("what was on hold is counted, and is part of the talk", () => {
  const { lab, ana, bob } = office();
  const { caller, called } = talking(lab, ana, bob);
  caller.send("INVITE", { sdp: sdp(["PCMA"], { direction: "sendonly" }) });
  lab.run(20_000);
  caller.ack();
  caller.send("INVITE", { sdp: sdp(["PCMA"]) });
  lab.run(5_000);
  caller.ack();
  called.bye();
  lab.run(100);
  const { calls: [call], seats: [seat] } = rows(lab);
  const [held, talked] = [Number(seat?.["held_ms"]), Number(call?.["talked_ms"])];
  assert.ok(held >= 19_900 && held <= 20_100, `it held ${held} ms`);
  assert.ok(talked >= 24_900 && talked <= 25_300, `they talked ${talked} ms`);
  assert.equal(call?.["ended_by"], "called");
});

Deno.test("whoever a call was transferred to has a seat of his own, and who was reached first stays so", () => {
  const { lab, ana, bob, eve } = office();
  const { caller, called } = talking(lab, ana, bob);
  lab.run(10_000);
  called.send("REFER", { headers: [field("Refer-To", "<sip:103@10.0.0.1>")] });
  lab.run(100);
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(30_000);
  caller.bye();
  lab.run(100);
  const { calls: [call], seats } = rows(lab);
  assert.deepEqual(pick(call, "reached_number", "ended_by"), ["102", "caller"]);
  assert.deepEqual(seats.map((seat) => pick(seat, "number", "cause")), [
    ["101", "normal"],
    ["102", "transferred"],
    ["103", "normal"],
  ]);
  const [, first, second] = seats.map((seat) => Number(seat["connected_ms"]));
  assert.ok(first! >= 10_000 && first! < 11_000 && second! >= 29_900 && second! < 31_000);
});

Deno.test("an attended transfer is two calls, and the seat that changed hands is two rows", () => {
  const { lab, ana, bob, eve } = office();
  const first = talking(lab, ana, bob);
  const second = talking(lab, bob, eve);
  const replaces = `${second.caller.callId};to-tag=${second.caller.peerTag};from-tag=${second.caller.tag}`;
  const target = `<sip:103@10.0.0.1?Replaces=${encodeURIComponent(replaces)}>`;
  first.called.send("REFER", { headers: [field("Refer-To", target)] });
  lab.run(5_000);
  first.caller.bye();
  lab.run(1_000);
  const { calls, seats } = rows(lab);
  assert.equal(calls.length, 2);
  const talked = seats.filter((seat) => Number(seat["connected_ms"]) >= 4_000).map((seat) => seat["number"]);
  assert.deepEqual(talked.sort(), ["101", "103"]);
});
