import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import type { LineSettings, Room } from "../../core/directory/mod.ts";
import { LINE_FAMILY } from "../../core/notebook/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { enter, hears, leaveAll, legOf, press } from "../lab/conference_scene.ts";
import { field, type HandCall, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, registered, said, story, talking, told, transfer, transferInto } from "../lab/scene.ts";

const OPEN: Room = {
  number: "2001",
  name: "Sales meeting",
  announce: "tone",
  waitForModerator: false,
  most: 4,
  moderatorPin: "999",
};
const PRIVATE: Room = { ...OPEN, number: "2002", pin: "1234" };
const LED: Room = { ...PRIVATE, number: "2003", waitForModerator: true };
const FREE: Room = { number: "2004", name: "Kitchen", announce: "count", waitForModerator: false, most: 2 };

function office(lines: Readonly<Record<string, LineSettings>> = {}) {
  const lab = new Lab({
    numbers: ["101", "102", "103", "104"],
    lines,
    sections: { rooms: [OPEN, PRIVATE, LED, FREE] },
  });
  const [ana, bob, eve, tom] = ["101", "102", "103", "104"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, tom: tom! };
}

/** What was said to him last, and what plays to him now: `conference-alone music`; "nothing" where he hears the room. */
function waitsTo(lab: Lab, call: HandCall): string {
  const leg = legOf(lab, call);
  const sound = lab.media.played.get(leg)?.sound;
  if (sound === undefined || "tone" in sound) return "nothing";
  const last = lab.media.said.findLast((each) => each.leg === leg)?.sound.items[0];
  return [...last?.type === "prompt" ? [last.name] : [], ...sound.items.map(({ type }) => type)].join(" ");
}

Deno.test("the first one hears that he is alone, and music; then everybody hears everybody but himself", () => {
  const { lab, ana, bob, eve } = office();
  const first = enter(lab, ana, "2001", "");
  assert.equal(waitsTo(lab, first), "conference-alone music");
  const second = enter(lab, bob, "2001", "");
  assert.equal(waitsTo(lab, first), "nothing");
  const third = enter(lab, eve, "2001", "");
  for (const call of [first, second, third]) {
    assert.deepEqual(hears(lab, call, [first, second, third]), [first, second, third].map((each) => each !== call));
  }
  // Bob came: he and Ana hear it; Eve came: all three do.
  assert.deepEqual(lab.media.tones.map(({ tone }) => tone), ["entry", "entry", "entry", "entry", "entry"]);
  assert.deepEqual(story(lab).filter((type) => type === "room.entered").length, 3);
  second.bye();
  lab.run(100);
  assert.deepEqual(lab.media.tones.slice(5).map(({ tone }) => tone), ["exit", "exit"]);
  third.bye();
  lab.run(100);
  assert.equal(waitsTo(lab, first), "conference-alone music");
  assert.equal(story(lab).filter((type) => type === "room.left").length, 2);
  leaveAll(lab, first);
});

Deno.test("whoever comes into a room that counts hears how many are there, and a full one says so", () => {
  const { lab, ana, bob, eve } = office();
  const first = enter(lab, ana, "2004");
  const second = enter(lab, bob, "2004");
  assert.deepEqual(said(lab), ["conference-alone", "conference-number 2"]);
  const third = connected(lab, eve, "2004");
  assert.equal(said(lab).at(-1), "conference-is-full");
  assert.equal(third.count("BYE"), 1);
  leaveAll(lab, first, second);
});

Deno.test("a PIN is asked for three times, and a room without one for guests takes the hash key alone", () => {
  const { lab, ana, bob } = office();
  const call = connected(lab, ana, "2002");
  press(lab, call, "1#12345#");
  assert.deepEqual(said(lab), [
    "conference-enter-pin",
    "wrong-pin conference-enter-pin",
    "wrong-pin conference-enter-pin",
  ]);
  press(lab, call, "999");
  press(lab, call, "9#");
  assert.equal(said(lab).at(-1), "too-many-attempts");
  assert.equal(call.count("BYE"), 1);
  const guest = enter(lab, bob, "2002", "1234");
  assert.equal(waitsTo(lab, guest), "conference-alone music");
  const other = enter(lab, ana, "2001", "");
  assert.equal(waitsTo(lab, other), "conference-alone music");
  leaveAll(lab, guest, other);
});

Deno.test("who waits for the moderator hears music and nobody, until he comes and when he has gone", () => {
  const { lab, ana, bob, eve } = office();
  const [first, second] = [enter(lab, ana, "2003", "1234"), enter(lab, bob, "2003", "1234")];
  for (const call of [first, second]) assert.equal(waitsTo(lab, call), "conference-wait-for-moderator music");
  assert.equal(lab.media.rooms.size, 0);
  const moderator = enter(lab, eve, "2003", "999");
  assert.deepEqual(hears(lab, first, [second, moderator]), [true, true]);
  assert.deepEqual(hears(lab, moderator, [first, second]), [true, true]);
  moderator.bye();
  lab.run(100);
  for (const call of [first, second]) assert.equal(waitsTo(lab, call), "conference-moderator-left music");
  leaveAll(lab, first, second);
});

Deno.test("*1 mutes oneself and unmutes, *4 counts, *8 leaves; what only a moderator may is refused", () => {
  const { lab, ana, bob } = office();
  const [first, second] = [enter(lab, ana, "2001", ""), enter(lab, bob, "2001", "")];
  press(lab, second, "*1");
  assert.equal(said(lab).at(-1), "conference-muted");
  assert.deepEqual([hears(lab, first, [second]), hears(lab, second, [first])], [[false], [true]]);
  press(lab, second, "*1");
  assert.equal(said(lab).at(-1), "conference-unmuted");
  assert.deepEqual(hears(lab, first, [second]), [true]);
  press(lab, second, "*4");
  assert.equal(said(lab).at(-1), "conference-number 2");
  press(lab, second, "*2");
  assert.equal(said(lab).at(-1), "invalid-choice");
  press(lab, second, "*8");
  assert.equal(second.count("BYE"), 1);
  assert.equal(waitsTo(lab, first), "conference-alone music");
  press(lab, first, "*");
  lab.run(20_000);
  assert.equal(waitsTo(lab, first), "conference-mute-press music", "the menu was of no interest: the music goes on");
  leaveAll(lab, first);
});

Deno.test("a moderator locks, mutes all, removes the last who came, and ends it for everybody", () => {
  const { lab, ana, bob, eve, tom } = office();
  const moderator = enter(lab, ana, "2002", "999");
  const [second, third] = [enter(lab, bob, "2002", "1234"), enter(lab, eve, "2002", "1234")];
  press(lab, moderator, "*2");
  assert.equal(said(lab).at(-1), "conference-locked");
  const late = enter(lab, tom, "2002", "1234");
  assert.equal(said(lab).at(-1), "conference-is-locked");
  assert.equal(late.count("BYE"), 1);
  press(lab, moderator, "*5");
  assert.deepEqual(said(lab).slice(-3).toSorted(), ["conference-all-muted", "conference-muted", "conference-muted"]);
  assert.deepEqual(hears(lab, second, [moderator, third]), [true, false]);
  assert.deepEqual(hears(lab, moderator, [second, third]), [false, false]);
  press(lab, second, "*1");
  assert.deepEqual(hears(lab, moderator, [second]), [false], "he stays muted");
  press(lab, second, "*1");
  press(lab, moderator, "*5");
  assert.deepEqual(hears(lab, moderator, [second, third]), [true, true]);
  press(lab, moderator, "*3");
  assert.equal(said(lab).findLast((each) => each.startsWith("conference-removed")), "conference-removed");
  assert.deepEqual([second.count("BYE"), third.count("BYE")], [0, 1]);
  press(lab, moderator, "*2");
  const again = enter(lab, tom, "2002", "1234");
  press(lab, moderator, "*9");
  assert.deepEqual(said(lab).slice(-3), ["conference-ended", "conference-ended", "conference-ended"]);
  assert.deepEqual([moderator, second, again].map((call) => call.count("BYE")), [1, 1, 1]);
  assertNothingLeft(lab);
});

Deno.test("somebody who listens to the menu is removed at once, not when he has heard it out", () => {
  const { lab, ana, bob } = office();
  const [moderator, guest] = [enter(lab, ana, "2001", "999"), enter(lab, bob, "2001", "")];
  press(lab, guest, "*");
  press(lab, moderator, "*3");
  assert.equal(guest.count("BYE"), 1);
  leaveAll(lab, moderator);
});

Deno.test("a moderator invites: the phone rings, and whoever answers and presses 1 is in, also when the other has left", () => {
  const { lab, ana, bob, eve } = office();
  const moderator = enter(lab, ana, "2001", "999");
  const guest = enter(lab, bob, "2001", "");
  press(lab, moderator, "*6103#");
  const rung = eve.calls[0]!;
  assert.match(header(rung.invite, "From")!, /^"Sales meeting: Person 101"/);
  rung.respond(180);
  lab.run(100);
  assert.deepEqual(hears(lab, moderator, [guest]), [true], "he goes on talking meanwhile");
  rung.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(said(lab).at(-1), "conference-invited to-confirm-press 1");
  const leg = [...lab.media.open.keys()].find((each) => !lab.media.rooms.has(each))!;
  lab.input({ type: "media", event: { type: "digit", leg, digit: "1", durationMs: 100 } });
  lab.run(100);
  assert.equal(lab.media.heardIn(leg).length, 2);
  moderator.bye();
  lab.run(100);
  assert.equal(rung.count("BYE"), 0);
  assert.equal(lab.media.heardIn(leg).length, 1);
  rung.bye();
  lab.run(100);
  assert.equal(waitsTo(lab, guest), "conference-alone music");
  leaveAll(lab, guest);
});

Deno.test("who is invited and refuses, or whose mailbox answers, does not come, and the moderator hears so", () => {
  const { lab, ana, bob, eve } = office();
  const [moderator, guest] = [enter(lab, ana, "2001", "999"), enter(lab, bob, "2001", "")];
  press(lab, moderator, "*6103#");
  eve.calls[0]!.respond(486);
  lab.run(100);
  assert.equal(said(lab).at(-1), "nobody-answers");
  press(lab, moderator, "*6103#");
  eve.calls[1]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(10_000);
  assert.equal(eve.calls[1]!.count("BYE"), 1);
  assert.equal(said(lab).at(-1), "nobody-answers");
  lab.input({ type: "recalled", pages: [{ family: LINE_FAMILY, key: "103", value: { doNotDisturb: true } }] });
  press(lab, moderator, "*6103#");
  assert.equal(eve.calls.length, 2, "she does not wish to be disturbed");
  assert.equal(said(lab).at(-1), "nobody-answers");
  press(lab, moderator, "*6999#");
  assert.equal(said(lab).at(-1), "no-such-extension");
  leaveAll(lab, moderator, guest);
});

Deno.test("nobody picks up the phone of somebody who is invited, as nobody waits at its other end", () => {
  const { lab, ana, eve, tom } = office();
  const moderator = enter(lab, ana, "2001", "999");
  press(lab, moderator, "*6103#");
  eve.calls[0]!.respond(180);
  lab.run(100);
  connected(lab, tom, "**103");
  assert.equal(said(lab).at(-1), "pickup-nothing");
  eve.calls[0]!.respond(603);
  lab.run(100);
  leaveAll(lab, moderator);
});

Deno.test("a phone that puts the conference on hold is not heard with the music it may play", () => {
  const { lab, ana, bob } = office();
  const [first, second] = [enter(lab, ana, "2001", ""), enter(lab, bob, "2001", "")];
  press(lab, second, "*");
  second.send("INVITE", { sdp: sdp(["PCMA"], { direction: "sendonly", version: 2 }) });
  lab.run(100);
  second.ack();
  assert.deepEqual(hears(lab, first, [second]), [false]);
  second.send("INVITE", { sdp: sdp(["PCMA"], { version: 3 }) });
  lab.run(100);
  second.ack();
  assert.deepEqual(hears(lab, first, [second]), [true]);
  leaveAll(lab, first, second);
});

Deno.test("a caller is transferred into a room, blind or after asking, and the one who sent him is let go", () => {
  const { lab, ana, bob, eve } = office();
  const { caller, called } = talking(lab, ana, bob);
  transfer(called, "2004");
  lab.run(100);
  assert.equal(called.count("BYE"), 1);
  assert.equal(waitsTo(lab, caller), "conference-alone music");
  const second = talking(lab, eve, bob);
  const consulted = connected(lab, bob, "2004");
  transferInto(second.called, consulted);
  lab.run(200);
  assert.deepEqual(hears(lab, caller, [second.caller]), [true]);
  assert.deepEqual(hears(lab, second.caller, [caller]), [true]);
  leaveAll(lab, caller, second.caller);
});

Deno.test("the room's lamp is lit while somebody is in it, and the desk shows who", () => {
  const { lab, ana, bob, tom } = office();
  tom.outside("SUBSCRIBE", "sip:2001@10.0.0.1", {
    headers: [field("Contact", tom.contact), field("Event", "dialog"), field("Expires", "600")],
  });
  lab.run(100);
  const [first, second] = [enter(lab, ana, "2001", ""), enter(lab, bob, "2001", "")];
  press(lab, second, "*1");
  const shown = lab.ask({ type: "calls" });
  assert.ok(shown.type === "calls");
  assert.deepEqual(shown.calls.map(({ legs }) => legs[0]?.room), [
    { name: "room 2001", muted: false },
    { name: "room 2001", muted: true },
  ]);
  lab.run(1_000);
  for (const call of [first, second]) call.bye();
  lab.run(1_000);
  const lamps = tom.requests("NOTIFY").map(({ body }) => /<state>confirmed</.test(toText(body)));
  assert.deepEqual([lamps[0], lamps.at(-2), lamps.at(-1)], [false, true, false]);
  assertNothingLeft(lab);
});

Deno.test("a phone that speaks only what cannot be mixed is asked for something else when it comes in by transfer", () => {
  const { lab, ana, bob } = office();
  const { caller, called } = talking(lab, ana, bob, sdp(["G729", "PCMA"]), sdp(["G729"]));
  transfer(called, "2004");
  lab.run(100);
  const asked = caller.requests.findLast(({ method }) => method === "INVITE")!;
  assert.match(toText(asked.body), /PCMA/);
  assert.doesNotMatch(toText(asked.body), /G729/);
  caller.respond(200, { sdp: sdp(["PCMA"], { version: 2 }) });
  lab.run(100);
  leaveAll(lab, caller);
});

Deno.test("a media engine that dies ends the conference, and nothing of it stays", () => {
  const { lab, ana, bob } = office();
  const [first, second] = [enter(lab, ana, "2001", "999"), enter(lab, bob, "2001", "")];
  lab.loseMedia();
  lab.renewMedia();
  lab.run(100);
  assert.deepEqual([first.count("BYE"), second.count("BYE")], [1, 1]);
  assertNothingLeft(lab);
});

Deno.test("a moderator records the room: all are told, who comes later too, and it ends with him", () => {
  const { lab, ana, bob, eve } = office();
  const first = enter(lab, ana, "2001", "999");
  const second = enter(lab, bob, "2001", "");
  press(lab, first, "*7");
  assert.equal(said(lab).filter((each) => each === "recording-notice").length, 1);
  assert.ok(said(lab).includes("recording-started"));
  const [started] = told(lab, "recording.started") as readonly { path: string; by: string }[];
  assert.equal(started?.by, "101");
  const third = enter(lab, eve, "2001", "");
  assert.equal(said(lab).at(-1), "recording-notice");
  press(lab, first, "*7");
  assert.ok(said(lab).includes("recording-stopped"));
  press(lab, first, "*7");
  first.bye();
  lab.run(1_000);
  assert.equal(told(lab, "recording.stopped").length, 2);
  const said_ = said(lab).length;
  third.bye();
  lab.run(100);
  enter(lab, ana, "2001", "");
  assert.ok(!said(lab).slice(said_).includes("recording-notice"), "nobody records it any more");
  lab.hands.flatMap(({ calls }) => calls).filter((call) => call.count("BYE") === 0).forEach((call) => call.bye());
  lab.run(200);
  leaveAll(lab, second);
});

Deno.test("a moderator who may not record hears so, and a guest has no such key", () => {
  const { lab, ana, bob } = office({ "101": { mayRecord: false } });
  const first = enter(lab, ana, "2001", "999");
  const second = enter(lab, bob, "2001", "");
  press(lab, first, "*7");
  assert.equal(said(lab).at(-1), "recording-not-permitted");
  press(lab, second, "*7");
  assert.equal(said(lab).at(-1), "invalid-choice");
  assert.deepEqual(told(lab, "recording."), []);
  leaveAll(lab, first, second);
});
