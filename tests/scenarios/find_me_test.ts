import assert from "node:assert/strict";
import type { FindMe } from "../../core/directory/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { type HandCall, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import type { Lab } from "../lab/lab.ts";
import { cameTo, keyIn, lineOffice, talkAndLeave, useCode } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, said } from "../lab/scene.ts";

/** Bob's calls ring at Eve's phone too, which stands for his mobile. */
function office(...findMe: readonly Partial<FindMe>[]) {
  return lineOffice({
    lines: { "102": { findMe: findMe.map((each) => ({ number: "103", afterS: 0, confirm: true, ...each })) } },
  });
}

/** Somebody, or something, answers; the box acknowledges and asks. */
function answers(lab: Lab, phone: HandPhone): HandCall {
  const call = cameTo(phone).at(-1)!;
  call.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  return call;
}

/** How many hear the question whether they take the call. */
function asked(lab: Lab): number {
  return [...lab.media.played.values()]
    .filter(({ sound }) => "items" in sound && JSON.stringify(sound.items).includes("confirm-press")).length;
}

Deno.test("both ring at once under the caller's own name; the mobile presses 1 and has the call, the desk phone is quiet", () => {
  const { lab, ana, bob, eve } = office({});
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  assert.match(header(cameTo(eve)[0]!.invite, "From")!, /^"Person 101" <sip:101@/);
  cameTo(bob)[0]!.respond(180);
  lab.run(100);
  const mobile = answers(lab, eve);
  assert.equal(asked(lab), 1);
  assert.equal(call.statuses().at(-1), 180, "the caller still hears it ring");
  assert.equal(cameTo(bob)[0]!.count("CANCEL"), 0);
  keyIn(lab, mobile, "21");
  assert.equal(cameTo(bob)[0]!.count("CANCEL"), 1);
  assert.match(header(cameTo(bob)[0]!.asked("CANCEL"), "Reason")!, /Call completed elsewhere/);
  assert.equal(call.statuses().at(-1), 200);
  call.ack();
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  assert.equal(asked(lab), 0);
  call.bye();
  lab.run(100);
  assert.equal(mobile.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("a mobile's voicemail answers and presses nothing: the desk phone rings on and has the call", () => {
  const { lab, ana, bob, eve } = office({});
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  cameTo(bob)[0]!.respond(180);
  const voicemail = answers(lab, eve);
  lab.run(10_000);
  assert.equal(call.statuses().at(-1), 180);
  talkAndLeave(lab, call, bob);
  assert.equal(voicemail.count("BYE"), 1);
});

Deno.test("whoever presses nothing is let go of after 20 seconds, and the caller hears that nobody answers", () => {
  const { lab, ana, bob, eve } = office({});
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  cameTo(bob)[0]!.respond(180);
  lab.run(20_000);
  const voicemail = answers(lab, eve);
  lab.run(6_000);
  assert.equal(cameTo(bob)[0]!.count("CANCEL"), 1, "the desk phone has rung its time");
  assert.equal(voicemail.count("BYE"), 0, "who is asked has his time");
  lab.run(15_000);
  assert.equal(voicemail.count("BYE"), 1);
  assert.equal(call.statuses().at(-1), 480);
  assertNothingLeft(lab);
});

Deno.test("he presses 1 and the desk phone is answered in the same moment: one has the call, the other hears so", () => {
  for (const first of ["mobile", "desk"] as const) {
    const { lab, ana, bob, eve } = office({});
    const call = ana.invite("102", { sdp: sdp() });
    lab.run(100);
    cameTo(bob)[0]!.respond(180);
    const mobile = answers(lab, eve);
    const press = () => mobile.send("INFO", { body: "Signal=1", type: "application/dtmf-relay" });
    const lift = () => cameTo(bob)[0]!.respond(200, { sdp: sdp(["PCMA"]) });
    for (const act of first === "mobile" ? [press, lift] : [lift, press]) act();
    lab.run(200);
    call.ack();
    lab.run(100);
    assert.equal(lab.media.heard.size, 2, first);
    assert.equal(mobile.count("BYE") + cameTo(bob)[0]!.count("BYE"), 1, first);
    assert.equal(mobile.count("BYE"), first === "mobile" ? 0 : 1);
    call.bye();
    lab.run(100);
    assertNothingLeft(lab);
  }
});

Deno.test("two mobiles are asked; the first to press 1 has the call, and the caller who gives up before leaves nothing", () => {
  for (const givesUp of [false, true]) {
    const { lab, ana, bob, eve } = lineOffice({
      lines: { "102": { findMe: ["101", "103"].map((number) => ({ number, afterS: 0, confirm: true })) } },
    });
    const tom = lab.hand("104");
    tom.register();
    lab.run(100);
    const call = tom.invite("102", { sdp: sdp() });
    lab.run(100);
    cameTo(bob)[0]!.respond(486);
    const [one, two] = [answers(lab, ana), answers(lab, eve)];
    assert.equal(asked(lab), 2);
    if (givesUp) call.cancel();
    else keyIn(lab, two, "1");
    lab.run(100);
    assert.deepEqual([one.count("BYE"), two.count("BYE")], givesUp ? [1, 1] : [1, 0]);
    if (!givesUp) {
      call.ack();
      call.bye();
    }
    lab.run(100);
    assertNothingLeft(lab);
  }
});

Deno.test("one after the other: the mobile rings ten seconds later and for its own time, at once when the desk phone refuses", () => {
  for (const refuses of [false, true]) {
    const { lab, ana, bob, eve } = office({ afterS: 10, forS: 10 });
    const call = ana.invite("102", { sdp: sdp() });
    lab.run(100);
    if (refuses) cameTo(bob)[0]!.respond(486);
    lab.run(100);
    assert.equal(cameTo(eve).length, refuses ? 1 : 0);
    lab.run(10_000);
    assert.equal(cameTo(eve).length, 1);
    cameTo(eve)[0]!.respond(180);
    lab.run(11_000);
    assert.equal(cameTo(eve)[0]!.count("CANCEL"), 1);
    lab.run(5_000);
    assert.equal(call.statuses().at(-1), 480);
    assertNothingLeft(lab);
  }
});

Deno.test("without a desk phone the mobile rings alone; *21 turns it off, and on again", () => {
  const { lab, ana, bob, eve } = office({});
  assert.equal(useCode(lab, bob, "*21"), "follow-me-off");
  const off = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  assert.equal(cameTo(eve).length, 0);
  off.cancel();
  assert.equal(useCode(lab, bob, "*21"), "follow-me-on");
  assert.equal(useCode(lab, ana, "*21"), "not-available-here");
  bob.register(";expires=0");
  lab.run(100);
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  keyIn(lab, answers(lab, eve), "1");
  assert.equal(call.statuses().at(-1), 200);
  call.ack();
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a colleague's number takes the call by answering it, and what he has set himself does not matter", () => {
  const { lab, ana, bob, eve } = lineOffice({ lines: { "102": { findMe: [{ number: "103", afterS: 0 }] } } });
  useCode(lab, eve, "*78");
  useCode(lab, bob, "*52101");
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  talkAndLeave(lab, call, eve);
});

Deno.test("what the mobile plays before its answer is kept from the caller, who hears it ring", () => {
  const { lab, ana, eve } = office({});
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  cameTo(eve)[0]!.respond(183, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(call.statuses().at(-1), 180);
  assert.equal(lab.media.heard.size, 0);
  call.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("two who forward to each other, and a mobile whose voicemail answers each time: the circle ends all the same", () => {
  const forward = (id: string) => ({ "no-answer": { kind: "dial", id } } as const);
  const { lab, ana, bob, eve } = lineOffice({
    lines: {
      "102": { forward: forward("103"), findMe: [{ number: "104", afterS: 0, confirm: true }] },
      "103": { forward: forward("102") },
    },
  });
  const voicemail = registered(lab, "104");
  const call = ana.invite("102", { sdp: sdp() });
  for (let seconds = 0; seconds < 1_800 && call.count("BYE") === 0; seconds += 5) {
    lab.run(5_000);
    for (const each of cameTo(voicemail)) if (each.count("ACK") === 0) each.respond(200, { sdp: sdp(["PCMA"]) });
    if (call.statuses().at(-1) === 200 && call.count("ACK") === 0) call.ack();
  }
  assert.equal(call.count("BYE"), 1);
  assert.equal(said(lab).filter((text) => text === "forwarded-too-often").length, 1);
  assert.ok(cameTo(bob).length <= 20 && cameTo(eve).length <= 20);
  lab.run(60_000);
  assertNothingLeft(lab);
});
