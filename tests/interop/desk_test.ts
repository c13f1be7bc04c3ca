/**
 * Desks and doors on real baresips: somebody logs in on another's phone by what he hears, and is called there; a door phone
 * hears the digits that open it.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Baresip } from "./baresip.ts";
import { hearsPrompt } from "./prompt.ts";
import { anaAndBob, anaBobAndCarl, three, withPhones } from "./with_phones.ts";

withPhones(
  "somebody logs in on a baresip that is not his, is called there, calls as himself, and logs out",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, desk] = three(phones);
    await desk.dial(box.uri("*11"));
    await hearsPrompt(desk, "desk-enter-extension", 1.2);
    await desk.digits("102#");
    await hearsPrompt(desk, "enter-pin", 1.2);
    await desk.digits("4711#");
    await hearsPrompt(desk, "desk-in");
    await desk.until("CALL_CLOSED");
    const [changed] = await box.untilRecorded("desk.changed", 1);
    assert.deepEqual(changed!.facts, { phone: "103", from: "103", to: "102", by: "phone" });
    await ana.dial(box.uri("102"));
    await desk.hears(440, 0.5);
    await ana.hears(880, 0.5);
    assert.ok(bob.events.every(({ type }) => type !== "CALL_ESTABLISHED"), "his own phone was called");
    await ana.hangUp();
    await desk.until("CALL_CLOSED");
    await desk.dial(box.uri("101"));
    await ana.hears(880, 0.3);
    const started = await box.untilRecorded("call.started", 3);
    assert.deepEqual(started[2]!.facts["from"], { number: "102", name: "Phone 102", phone: "103" });
    await desk.hangUp();
    await box.untilIdle();
    await desk.dial(box.uri("*11"));
    await hearsPrompt(desk, "desk-taken", 1);
    await desk.hangUp();
    await box.untilIdle();
    await desk.dial(box.uri("*12"));
    await hearsPrompt(desk, "desk-out", 1);
    await desk.until("CALL_CLOSED");
    await ana.dial(box.uri("102"));
    await bob.hears(440, 0.5);
    await ana.hangUp();
    await box.untilIdle();
  },
  { extension: 'voicemail: { pin: "4711" }' },
);

const DOORS = 'doors: [{ name: Gate, number: "102", open: "#7" }]\n';

/** The digits that a phone was pressed. */
function pressed(phone: Baresip): string {
  return phone.events.filter(({ type }) => type === "CALL_DTMF_START").map(({ param }) => param).join("");
}

withPhones(
  "a door phone hears its digits when whoever talks with it presses the key, and when somebody dials the code",
  anaAndBob,
  async (box, phones) => {
    const [ana, gate] = three(phones);
    await gate.dial(box.uri("101"));
    await ana.hears(660, 0.3);
    await ana.digits("*5");
    await hearsPrompt(ana, "door-opened");
    assert.equal(pressed(gate), "#7", "of his key nothing is heard at the door");
    await ana.hangUp();
    await gate.until("CALL_CLOSED");
    await ana.dial(box.uri("*36"));
    await hearsPrompt(ana, "door-opened");
    assert.equal(pressed(gate).slice(-2), "#7");
    const opened = await box.untilRecorded("door.opened", 2);
    assert.deepEqual(opened.map(({ facts }) => facts["door"]), ["Gate", "Gate"]);
    await box.untilIdle();
  },
  { office: DOORS },
);
