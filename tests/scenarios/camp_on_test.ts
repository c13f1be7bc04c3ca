import assert from "node:assert/strict";
import { header } from "../../core/sip/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import { cameTo, lineOffice, useCode } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { said, talking } from "../lab/scene.ts";

/** Ana has found Bob busy with Eve, and asks to be called. */
function camping() {
  const office = lineOffice({ callLimit: 2, lines: { "102": { callWaiting: false } } });
  const { lab, ana, bob, eve } = office;
  const talk = talking(lab, eve, bob);
  const tried = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  assert.equal(tried.statuses().at(-1), 486);
  assert.equal(useCode(lab, ana, "*37"), "call-completion-on");
  lab.run(30_000);
  assert.equal(cameTo(ana).length, 0);
  return { ...office, talk };
}

Deno.test("when both are free, the caller's phone rings and shows why, and when he answers, the other's", () => {
  const { lab, ana, bob, talk } = camping();
  talk.caller.bye();
  lab.run(3_500);
  const back = cameTo(ana)[0]!;
  assert.match(header(back.invite, "From")!, /^"Free: Person 102" <sip:102@/);
  assert.equal(cameTo(bob).length, 1);
  back.respond(180);
  back.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(cameTo(bob).length, 2);
  assert.match(header(cameTo(bob)[1]!.invite, "From")!, /^"Person 101" <sip:101@/);
  cameTo(bob)[1]!.respond(180);
  lab.run(100);
  assert.ok([...lab.media.played.values()].some(({ sound }) => "tone" in sound && sound.tone === "ringback"));
  cameTo(bob)[1]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  back.bye();
  lab.run(100);
  assert.equal(cameTo(bob)[1]!.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("it waits for the caller himself to be free, too", () => {
  const { lab, ana, eve, talk } = camping();
  talk.caller.bye();
  const own = talking(lab, ana, eve);
  lab.run(10_000);
  assert.equal(cameTo(ana).length, 0);
  own.caller.bye();
  lab.run(3_500);
  cameTo(ana)[0]!.respond(486);
  lab.run(10_000);
  assert.equal(cameTo(ana).length, 1, "who refuses is not asked again");
  assertNothingLeft(lab);
});

Deno.test("the other is called away between the two: the caller finds him busy, and is let go of", () => {
  const { lab, ana, bob, eve, talk } = camping();
  talk.caller.bye();
  lab.run(3_500);
  const again = talking(lab, eve, bob);
  cameTo(ana)[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(cameTo(ana)[0]!.count("BYE"), 1);
  again.caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("*37 once more cancels it, and after an hour it is forgotten", () => {
  for (const cancels of [true, false]) {
    const { lab, ana, bob, eve, talk: first } = camping();
    let talk = first;
    if (cancels) assert.equal(useCode(lab, ana, "*37"), "call-completion-off");
    else {
      // Bob is never free: his next call begins before the last one ends.
      for (let round = 0; round < 7; round++) {
        const next = talking(lab, bob, eve);
        talk.caller.bye();
        talk = next;
        for (const phone of [ana, bob, eve]) phone.register();
        lab.run(10 * 60_000);
      }
    }
    talk.caller.bye();
    lab.run(10_000);
    assert.equal(cameTo(ana).length, 0);
    assertNothingLeft(lab);
  }
});

Deno.test("nobody is called who was not dialled, is himself, is outside, or does not wish to be disturbed", () => {
  const { lab, ana, bob } = lineOffice();
  assert.equal(useCode(lab, ana, "*37"), "no-last-number");
  useCode(lab, bob, "*78");
  for (const number of ["101", "*0707", "102"]) {
    const call = ana.invite(number, { sdp: sdp() });
    lab.run(100);
    if (call.statuses().at(-1) === 100) call.cancel();
    else call.ack();
    lab.run(100);
    assert.equal(useCode(lab, ana, "*37"), "cannot-complete", number);
  }
  assert.equal(said(lab).filter((each) => each === "call-completion-on").length, 0);
  lab.run(5_000);
  assertNothingLeft(lab);
});
