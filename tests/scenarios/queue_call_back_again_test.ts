import assert from "node:assert/strict";
import type { Queue } from "../../core/directory/mod.ts";
import { booked, visits } from "../lab/call_backs.ts";
import { field } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { press } from "../lab/keys.ts";
import type { Lab } from "../lab/lab.ts";
import { DID, MissedScene, SECTIONS } from "../lab/missed.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { inQueue, queueOffice, take } from "../lab/queues.ts";
import { connected, said } from "../lab/scene.ts";

const CALL_BACK: NonNullable<Queue["callBack"]> = { key: "1", tries: 2, atTime: false };

Deno.test("whoever hides his number is not told of a key that does nothing for him", () => {
  const [sales] = SECTIONS.queues!;
  const queue = { ...sales!, members: sales!.members.slice(0, 1), callBack: CALL_BACK };
  for (const isHidden of [true, false]) {
    const scene = new MissedScene({ queues: [queue] });
    const { lab } = scene;
    const other = scene.comes(DID.queue, { from: "+40722000111" });
    scene.answers("101", other, 1_000);
    const caller = scene.comes(DID.queue, isHidden ? { headers: [field("Privacy", "id")] } : {});
    lab.run(100_000);
    const words = said(lab).filter((each) => each.startsWith("queue-"));
    assert.equal(words.length, 3);
    assert.ok(words.every((each) => each.includes("queue-callback-press") !== isHidden), words.join("\n"));
    for (const each of [caller, other]) scene.gone(each);
    assertNothingLeft(lab);
  }
});

/** Bob and Eve talk with Tom and Ion, and Ana has asked to be called back. */
function waiting(callBack = CALL_BACK) {
  const office = queueOffice({ callBack });
  const { lab, ana, bob, eve, tom, ion } = office;
  for (const [caller, agent] of [[tom, bob], [ion, eve]] as const) {
    inQueue(lab, caller);
    take(lab, agent);
  }
  asks(lab, ana);
  assert.deepEqual(booked(lab), ["101 2"]);
  return office;
}

function asks(lab: Lab, who: HandPhone): void {
  const call = inQueue(lab, who);
  press(lab, call, "1");
  lab.run(6_000);
  assert.equal(call.count("BYE"), 1);
}

/** Nobody is called back any more. */
function goesUncalled(lab: Lab, who: HandPhone): void {
  assert.deepEqual(booked(lab), []);
  const before = who.calls.length;
  lab.run(400_000);
  assert.equal(who.calls.length, before);
  lab.ask({ type: "end-all" });
  lab.run(100);
  assertNothingLeft(lab);
}

Deno.test("who calls again while his place is kept, and is served, is not called back", () => {
  const { lab, ana, bob, eve, tom, ion } = waiting();
  const again = inQueue(lab, ana);
  for (const { calls } of [tom, ion]) calls[0]!.bye();
  lab.run(2_000);
  assert.deepEqual([bob.calls.length, eve.calls.length], [2, 2], "one agent for each of his places");
  bob.calls[1]!.respond(180);
  lab.run(100);
  take(lab, eve);
  lab.run(2_000);
  assert.equal(again.statuses().at(-1), 200);
  assert.equal(bob.calls[1]!.count("CANCEL"), 1);
  assert.deepEqual(visits(lab), ["sent"]);
  goesUncalled(lab, ana);
});

Deno.test("who did not answer, calls by himself and is served is not called once more", () => {
  const { lab, ana, bob, tom } = waiting();
  tom.calls[0]!.bye();
  lab.run(2_000);
  take(lab, bob);
  ana.calls.at(-1)!.respond(486);
  lab.run(5_000);
  assert.deepEqual(booked(lab), ["101 1"]);
  const again = inQueue(lab, ana);
  lab.run(2_000);
  take(lab, bob);
  again.bye();
  lab.run(2_000);
  goesUncalled(lab, ana);
});

Deno.test("who asks twice is called once, at the place of the first time", () => {
  const { lab, ana, bob, tom } = waiting();
  lab.run(10_000);
  asks(lab, ana);
  lab.run(2_000);
  assert.deepEqual(booked(lab), ["101 2"]);
  tom.calls[0]!.bye();
  lab.run(2_000);
  take(lab, bob);
  take(lab, ana);
  bob.calls[1]!.bye();
  lab.run(2_000);
  const connected = lab.events.findLast((event) => event.type === "queue.connected");
  assert.ok(connected?.type === "queue.connected" && connected.waitedMs > 14_000);
  goesUncalled(lab, ana);
});

Deno.test("who asks for a time the second time gives up the place of the first", () => {
  const { lab, ana, bob, tom } = waiting({ ...CALL_BACK, atTime: true });
  const call = inQueue(lab, ana);
  lab.run(1_000);
  for (const digit of "123#1") {
    press(lab, call, digit);
    lab.run(1_000);
  }
  lab.run(3_000);
  const answer = lab.ask({ type: "call-backs" });
  assert.ok(answer.type === "call-backs" && answer.booked.length === 1);
  assert.ok(answer.booked[0]!.dueAt !== undefined, "it is planned for later");
  assert.deepEqual(visits(lab), ["sent"]);
  tom.calls[0]!.bye();
  lab.run(400_000);
  assert.equal(bob.calls.length, 1);
  lab.ask({ type: "cancel-call-back", key: answer.booked[0]!.key });
  goesUncalled(lab, ana);
});

Deno.test("who calls again and is picked up by somebody who is no agent is not called back either", () => {
  const { lab, ana, bob, eve, tom, ion } = waiting();
  inQueue(lab, ana);
  for (const { calls } of [tom, ion]) calls[0]!.bye();
  lab.run(2_000);
  for (const { calls } of [bob, eve]) calls[1]!.respond(180);
  lab.run(100);
  connected(lab, tom, "**103");
  assert.equal(lab.media.heard.size, 2);
  lab.run(2_000);
  goesUncalled(lab, ana);
});
