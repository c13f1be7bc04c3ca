import assert from "node:assert/strict";
import { sdp } from "../lab/hand_call.ts";
import { mailOffice, messagesIn } from "../lab/mailboxes.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { ringing, said } from "../lab/scene.ts";

const GREETING = "extension 102 is-unavailable voicemail-leave-message voicemail-when-done";

Deno.test("whoever is not answered leaves a message", () => {
  const { lab, ana, bob } = mailOffice();
  const { caller } = ringing(lab, ana, bob);
  lab.run(24_500);
  assert.deepEqual(said(lab), []);
  lab.run(1_000);
  assert.deepEqual(said(lab), [GREETING, "beep"]);
  assert.equal(caller.statuses().at(-1), 200);
  caller.ack();
  lab.run(5_000);
  caller.bye();
  lab.run(100);
  assert.equal(messagesIn(lab, "102").length, 1);
  assertNothingLeft(lab);
});

Deno.test("so does whoever finds him busy, or his phone out of reach", () => {
  for (const status of [486, 603, 480] as const) {
    const { lab, ana, bob } = mailOffice();
    const { caller, called } = ringing(lab, ana, bob);
    called.respond(status);
    lab.run(100);
    assert.deepEqual(said(lab), [GREETING, "beep"], `${status}`);
    caller.ack();
    lab.run(3_000);
    caller.bye();
    lab.run(100);
    assertNothingLeft(lab);
  }
  const { lab, ana, bob } = mailOffice();
  bob.register(";expires=0");
  lab.run(100);
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  assert.deepEqual(said(lab), [GREETING, "beep"]);
  call.ack();
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a caller who gives up leaves nothing, and an extension without a mailbox is as it was", () => {
  const { lab, ana, bob, dan } = mailOffice();
  const { caller } = ringing(lab, ana, bob);
  caller.cancel();
  lab.run(100);
  const other = ringing(lab, ana, dan);
  lab.run(26_000);
  assert.equal(other.caller.statuses().at(-1), 480);
  assert.deepEqual(said(lab), []);
  assertNothingLeft(lab);
});
