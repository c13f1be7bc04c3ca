import assert from "node:assert/strict";
import type { DeskAnswer, SteerOrder } from "../../core/switchboard/mod.ts";
import { header, headers } from "../../core/sip/mod.ts";
import { field, type HandCall, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { CALLER, DID, MissedScene } from "../lab/missed.ts";
import { queueOffice, queueStory, take } from "../lab/queues.ts";
import { registered, ringing, said, talking, told, transfer } from "../lab/scene.ts";
import { office as outsideOffice } from "../lab/trunk_scene.ts";
import { bothGone, office, steer, text } from "../lab/steer_scene.ts";

const ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"';

/** 101 calls 102, whose phone rings; 103 is there too. */
function calling(sections = {}) {
  const lab = new Lab({ numbers: ["101", "102", "103"], sections });
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, ...ringing(lab, ana!, bob!) };
}

const deflect = (lab: Lab, by: string | undefined, to: string): DeskAnswer => steer(lab, by, { do: "deflect", to });

function answers(lab: Lab, called: HandCall): void {
  called.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
}

Deno.test("what rings is sent elsewhere: his phone is still and has missed nothing, and the next one hears who sent it", () => {
  const { lab, eve, caller, called } = calling();
  assert.equal(deflect(lab, "102", "103").type, "done");
  assert.equal(header(called.asked("CANCEL"), "Reason"), ELSEWHERE);
  const [rung] = eve.calls;
  assert.match(header(rung!.invite, "From")!, /sip:101@/);
  assert.deepEqual(headers(rung!.invite, "Diversion").map((each) => each.replace(/@[^>]*/, "")), [
    '"Person 102" <sip:102>;reason=deflection;counter=1',
  ]);
  assert.ok(!caller.statuses().some((status) => status >= 200), "he waits all the same");
  answers(lab, rung!);
  caller.ack();
  assert.deepEqual(told(lab, "leg.deflected"), [{ type: "leg.deflected", target: "103" }]);
  assert.equal(lab.media.heard.size, 2);
  bothGone(lab, caller);
});

Deno.test("where nobody takes it there either, the caller hears so, and nothing rings at the first one again", () => {
  const { lab, bob, eve, caller } = calling();
  deflect(lab, "102", "103");
  eve.calls[0]!.respond(486);
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 486);
  assert.equal(bob.calls.length, 1);
  bothGone(lab);
});

Deno.test("it is sent on by whoever gets it, and comes back without a circle", () => {
  const { lab, bob, eve, caller } = calling();
  for (let round = 0; round < 3; round++) {
    assert.equal(deflect(lab, "102", "103").type, "done");
    eve.calls.at(-1)!.respond(180);
    lab.run(100);
    assert.equal(deflect(lab, "103", "102").type, "done");
    bob.calls.at(-1)!.respond(180);
    lab.run(100);
  }
  answers(lab, bob.calls.at(-1)!);
  caller.ack();
  bothGone(lab, caller);
});

Deno.test("the caller gives up while it is on its way", () => {
  const { lab, eve, caller } = calling();
  deflect(lab, "102", "103");
  eve.calls[0]!.respond(180);
  lab.run(100);
  caller.cancel();
  lab.run(100);
  assert.equal(eve.calls[0]!.count("CANCEL"), 1);
  bothGone(lab);
});

Deno.test("his answer and the desk's word cross: he is let go, and the caller goes where he was sent", () => {
  const { lab, eve, caller, called } = calling();
  const live = lab.ask({ type: "live" });
  assert.ok(live.type === "live");
  called.respond(200, { sdp: sdp(["PCMA"]) });
  lab.ask({ type: "steer", call: live.live.calls[0]!.id, by: "102", order: { do: "deflect", to: "103" } });
  lab.run(100);
  assert.equal(called.count("BYE"), 1);
  answers(lab, eve.calls[0]!);
  caller.ack();
  bothGone(lab, caller);
});

Deno.test("what rings in a group goes on for all of it, and so does what a queue offers; the queue says that he was sent", () => {
  const scene = new MissedScene();
  const inGroup = scene.comes(DID.group);
  scene.rings(["101", "102", "103"], 1_000);
  assert.equal(deflect(scene.lab, "101", "104").type, "done");
  for (const number of ["101", "102", "103"]) {
    assert.equal(header(scene.rung(number).asked("CANCEL"), "Reason"), ELSEWHERE, number);
  }
  scene.rings(["104"], 100);
  scene.answers("104", inGroup);
  scene.gone(inGroup);
  const { lab, ana, bob, eve, tom } = queueOffice();
  const queued = ana.invite("8001", { sdp: sdp() });
  lab.run(50);
  queued.ack();
  lab.run(50);
  bob.calls[0]!.respond(180);
  lab.run(100);
  assert.equal(deflect(lab, "102", "104").type, "done");
  assert.equal(header(bob.calls[0]!.asked("CANCEL"), "Reason"), ELSEWHERE);
  assert.equal(eve.calls.length, 0, "no other agent is rung");
  take(lab, tom);
  assert.equal(lab.media.heard.size, 2);
  assert.match(queueStory(lab).join("\n"), /^left 1 sent$/m);
  bothGone(lab, queued);
});

Deno.test("a caller from outside who is sent on and taken was not missed; where nobody takes him, he was", () => {
  for (const isTaken of [true, false]) {
    const scene = new MissedScene();
    const caller = scene.comes(DID.ana);
    scene.rings(["101"], 1_000);
    deflect(scene.lab, "101", "102");
    scene.rings(["102"], 1_000);
    if (isTaken) scene.answers("102", caller);
    scene.gone(caller);
    assert.deepEqual(scene.told().entries.map((entry) => entry.split(" ")[0]), isTaken ? [] : [CALLER]);
  }
});

Deno.test("a voicemail is a place to send it to", () => {
  const scene = new MissedScene();
  const caller = scene.comes(DID.ana);
  scene.rings(["101"], 100);
  assert.equal(deflect(scene.lab, "101", "*105").type, "done");
  scene.lab.run(2_000);
  assert.equal(caller.statuses().at(-1), 200);
  assert.ok(said(scene.lab).length > 0);
  caller.ack();
  scene.gone(caller);
});

for (const [mayCall, isCalled] of [["national", true], ["internal", false]] as const) {
  Deno.test(`sent on outside by who may call ${mayCall} numbers: ${isCalled ? "it goes" : "the caller is told that it may not"}`, () => {
    const { lab, first, ana, bob } = outsideOffice(undefined, { mayCall: { "102": mayCall } });
    const { caller } = ringing(lab, ana, bob);
    assert.equal(deflect(lab, "102", "0722000111").type, "done");
    assert.equal(first.calls.length, isCalled ? 1 : 0);
    assert.deepEqual(said(lab), isCalled ? [] : ["not-permitted"]);
    for (const call of first.calls) call.respond(486);
    lab.run(10_000);
    if (!isCalled) caller.ack();
    lab.run(100);
    if (!isCalled) caller.bye();
    bothGone(lab);
  });
}

const REFUSED: readonly (readonly [by: string | undefined, order: SteerOrder, why: RegExp])[] = [
  ["102", { do: "deflect", to: "999" }, /"999": that number leads nowhere/],
  ["103", { do: "deflect", to: "101" }, /no phone of "103" rings there/],
  ["101", { do: "answer" }, /no phone of "101" rings there/],
  ["102", { do: "answer" }, /"102" has no phone that can be told to/],
];
for (const [by, order, why] of REFUSED) {
  Deno.test(`${by} may not ${JSON.stringify(order)}: ${why.source}`, () => {
    const { lab, caller } = calling();
    assert.match(text(steer(lab, by, order)), why);
    caller.cancel();
    lab.run(100);
    bothGone(lab);
  });
}

Deno.test("who is only asked whether somebody may come has no call to send on, and nothing rings where two talk", () => {
  const { lab, eve, caller } = office();
  assert.match(text(deflect(lab, "103", "101")), /no phone of the house rings|no phone of "103" rings/);
  steer(lab, "102", { do: "announce", to: "103" });
  eve.calls[0]!.respond(180);
  lab.run(100);
  assert.match(text(deflect(lab, "103", "101")), /nobody waits there for "103"/);
  bothGone(lab, caller);
});

Deno.test("whom a transfer makes ring sends him on, and whoever transferred is let go once he is taken", () => {
  const lab = new Lab({ numbers: ["101", "102", "103", "104"] });
  const [ana, bob, eve, tom] = ["101", "102", "103", "104"].map((number) => registered(lab, number));
  const { caller, called } = talking(lab, ana!, bob!);
  transfer(called, "103");
  lab.run(100);
  eve!.calls[0]!.respond(180);
  lab.run(100);
  assert.equal(deflect(lab, "103", "104").type, "done");
  assert.equal(called.count("BYE"), 0);
  answers(lab, tom!.calls[0]!);
  assert.equal(called.count("BYE"), 1);
  assert.equal(lab.media.heard.size, 2);
  bothGone(lab, caller);
});

Deno.test("a phone that takes the event is told to go off hook, in the dialog of its 180; the desk sees which can", () => {
  const lab = new Lab({ numbers: ["101", "102"] });
  const [ana, bob] = ["101", "102"].map((number) => registered(lab, number));
  const caller = ana!.invite("102", { sdp: sdp() });
  lab.run(100);
  const [called] = bob!.calls;
  const canAnswer = () => {
    const answer = lab.ask({ type: "live" });
    assert.ok(answer.type === "live");
    return answer.live.calls[0]!.legs.find(({ number }) => number === "102")?.canAnswer;
  };
  assert.equal(canAnswer(), undefined, "nothing is known of it yet");
  called!.respond(180, { headers: [field("Allow-Events", "talk, hold,conference")] });
  lab.run(100);
  assert.equal(canAnswer(), true);
  assert.equal(steer(lab, "102", { do: "answer" }).type, "done");
  const notify = called!.asked("NOTIFY");
  assert.deepEqual([header(notify, "Event"), header(notify, "Call-ID")], ["talk", called!.callId]);
  answers(lab, called!);
  assert.equal(canAnswer(), undefined);
  caller.ack();
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  bothGone(lab, caller);
});
