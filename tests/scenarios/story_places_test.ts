/**
 * What the desk tells of calls whose people change seats, wait in a slot, meet in a room, or are listened to: as a sentence in
 * both languages, and as a drawing.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Group, Room } from "../../core/directory/mod.ts";
import { drawnOf, NAMED, toldOf } from "../lab/call_stories.ts";
import { enter, leaveAll, press } from "../lab/conference_scene.ts";
import { sdp } from "../lab/hand_call.ts";
import { keyIn } from "../lab/line_scene.ts";
import { Lab, type LabOptions } from "../lab/lab.ts";
import { connected, registered, ringing, talking, transfer, transferInto } from "../lab/scene.ts";

const PARK = { slots: ["70", "71"], returnAfterS: 60, ringForS: 20 };
const MEETING: Room = { number: "2001", name: "Meeting", announce: "off", waitForModerator: false, most: 20 };
const SALES: Group = {
  ...{ number: "600", name: "Sales", ringForS: 30, memberForS: 10, skipBusy: true, strategy: "all" },
  members: ["101", "102"].map((number) => ({ number, delayS: 0 })),
};

function office(options: Partial<LabOptions> = {}) {
  const lab = new Lab({ numbers: NAMED, ...options });
  const [ana, bob, eve, dan] = NAMED.map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, dan: dan! };
}

Deno.test("an attended transfer is told in both of its calls: who connected them, and who took whose place", () => {
  const { lab, ana, bob, eve } = office();
  const first = talking(lab, ana, bob);
  lab.run(20_000);
  const second = talking(lab, bob, eve);
  lab.run(15_000);
  transferInto(first.called, second.caller);
  lab.run(40_000);
  assert.deepEqual(toldOf(lab, { nth: 0 }), [
    "Ana called Bob; Bob answered; they talked 35 s; Bob connected it with another call.",
    "Ana a sunat la Bob; Bob a răspuns; au vorbit 35 s; Bob l-a legat cu alt apel.",
  ]);
  assert.deepEqual(drawnOf(lab, 0), [["101", "talking 0-36"], ["102", "ringing 0-0", "talking 0-36"]]);
  leaveAll(lab, first.caller);
  assert.deepEqual(toldOf(lab), [
    "Bob called Eve; Eve answered; they talked 15 s; Ana took over from Bob; Ana and Eve talked 40 s; Ana hung up.",
    "Bob a sunat la Eve; Eve a răspuns; au vorbit 15 s; Ana a preluat apelul de la Bob; Ana și Eve au vorbit 40 s; Ana a închis.",
  ]);
  assert.deepEqual(drawnOf(lab), [
    ["102", "talking 0-15"],
    ["103", "ringing 0-0", "talking 0-55"],
    ["101", "talking 15-55"],
  ]);
});

Deno.test("who is transferred while it still rings takes the place of whoever called", () => {
  const { lab, ana, bob, eve } = office();
  const first = talking(lab, ana, bob);
  lab.run(20_000);
  const second = ringing(lab, bob, eve);
  lab.run(5_000);
  transferInto(first.called, second.caller);
  lab.run(3_000);
  second.called.respond(200, { sdp: sdp() });
  lab.run(30_000);
  leaveAll(lab, first.caller);
  assert.deepEqual(toldOf(lab), [
    "Bob called Eve; Eve’s phone rang 8 s; Ana took over from Bob; Eve answered; Ana and Eve talked 30 s; Ana hung up.",
    "Bob a sunat la Eve; la Eve a sunat 8 s; Ana a preluat apelul de la Bob; Eve a răspuns; Ana și Eve au vorbit 30 s; Ana a închis.",
  ]);
});

Deno.test("a parked call names who parked it and who fetched it, and so does the call of whoever did", () => {
  const { lab, ana, bob, eve } = office({ sections: { park: PARK } });
  const { called } = talking(lab, ana, bob);
  lab.run(10_000);
  transfer(called, "*70");
  lab.run(30_000);
  const fetched = connected(lab, eve, "70");
  lab.run(25_000);
  leaveAll(lab, fetched);
  assert.deepEqual(toldOf(lab, { nth: 0 }), [
    "Ana called Bob; Bob answered; they talked 10 s; Bob parked the call on 70; Eve fetched it from there; " +
    "Ana and Eve talked 25 s; Eve hung up.",
    "Ana a sunat la Bob; Bob a răspuns; au vorbit 10 s; Bob a parcat apelul pe 70; Eve l-a preluat de acolo; " +
    "Ana și Eve au vorbit 25 s; Eve a închis.",
  ]);
  assert.deepEqual(drawnOf(lab, 0), [
    ["101", "talking 0-10", "waiting 10-40", "talking 40-66"],
    ["102", "ringing 0-0", "talking 0-10"],
    ["103", "talking 40-66"],
  ]);
  assert.deepEqual(toldOf(lab), [
    "Eve called 70; Eve took over the other call.",
    "Eve a sunat la 70; Eve a preluat celălalt apel.",
  ]);
});

Deno.test("a parked call that nobody fetches comes back before the phone rings again", () => {
  const { lab, ana, bob } = office({ sections: { park: PARK } });
  const { called } = talking(lab, ana, bob);
  lab.run(10_000);
  transfer(called, "*70");
  lab.run(61_000);
  const back = bob.calls.at(-1)!;
  back.respond(180);
  lab.run(4_000);
  back.respond(200, { sdp: sdp() });
  lab.run(20_000);
  leaveAll(lab, back);
  assert.deepEqual(toldOf(lab), [
    "Ana called Bob; Bob answered; they talked 10 s; Bob parked the call on 70; nobody fetched it, and it came back; " +
    "Bob’s phone rang 4 s; Bob answered; Ana and Bob talked 20 s; Bob hung up.",
    "Ana a sunat la Bob; Bob a răspuns; au vorbit 10 s; Bob a parcat apelul pe 70; nu l-a preluat nimeni și s-a întors; " +
    "la Bob a sunat 4 s; Bob a răspuns; Ana și Bob au vorbit 20 s; Bob a închis.",
  ]);
});

Deno.test("who was in a conference is told with how long, and is drawn there", () => {
  const sections = { rooms: [MEETING] };
  const { lab, ana, bob } = office({ sections });
  const first = enter(lab, ana, "2001");
  lab.run(10_000);
  const second = enter(lab, bob, "2001");
  lab.run(60_000);
  leaveAll(lab, first, second);
  assert.deepEqual(toldOf(lab, { sections, nth: 0 }), [
    "Ana called Meeting; Ana was in the conference Meeting for 1:10; Ana hung up.",
    "Ana a sunat la Meeting; Ana a stat 1:10 în conferința Meeting; Ana a închis.",
  ]);
  assert.deepEqual(drawnOf(lab), [["102", "talking 0-60"]]);
});

Deno.test("who listens in, whispers and barges in is told so, in the call that he made for it", () => {
  const sections = { groups: [SALES], rooms: [MEETING] };
  const { lab, ana, bob, eve, dan } = office({ sections, lines: { "104": { maySupervise: ["600", "2001"] } } });
  const { caller } = talking(lab, ana, eve);
  lab.run(5_000);
  const listening = connected(lab, dan, "*33101");
  for (const key of ["5", "6"]) {
    lab.run(9_000);
    press(lab, listening, key);
  }
  lab.run(8_000);
  leaveAll(lab, listening, caller);
  assert.deepEqual(toldOf(lab, { sections }), [
    "Dan called *33101; Dan listened to Ana and Eve for 26 s; Dan spoke to Ana, heard by nobody else; " +
    "Dan joined the conversation; Dan hung up.",
    "Dan a sunat la *33101; Dan a ascultat convorbirea dintre Ana și Eve timp de 26 s; " +
    "Dan a vorbit numai cu Ana, fără să audă altcineva; Dan a intrat în convorbire; Dan a închis.",
  ]);
  assert.deepEqual(drawnOf(lab), [["104", "listening 0-26"]]);
  const meeting = [ana, bob].map((phone) => enter(lab, phone, "2001"));
  const overheard = connected(lab, dan, "*332001");
  lab.run(10_000);
  leaveAll(lab, overheard, ...meeting);
  assert.deepEqual(toldOf(lab, { sections }), [
    "Dan called *332001; Dan listened to the conference Meeting for 10 s; Dan hung up.",
    "Dan a sunat la *332001; Dan a ascultat conferința Meeting timp de 10 s; Dan a închis.",
  ]);
});

Deno.test("three who are brought together are told as a conference of three, whatever the box calls it", () => {
  const { lab, ana, bob, eve } = office();
  const { caller, called } = talking(lab, ana, bob);
  lab.run(10_000);
  keyIn(lab, called, "*2103#");
  lab.run(100);
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(5_000);
  keyIn(lab, called, "*3");
  lab.run(20_000);
  leaveAll(lab, caller, called, eve.calls[0]!);
  for (
    const [text, three] of toldOf(lab).map((text, at) =>
      [text, ["a conference of three", "o conferință în trei"][at]!] as const
    )
  ) {
    assert.equal(text.split(three).length, 4, text);
  }
});
