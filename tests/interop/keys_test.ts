/**
 * Keys in a call between real baresips: nothing of a code is heard on the other side, all else is, once and in order.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Baresip } from "./baresip.ts";
import { hearsPrompt } from "./prompt.ts";
import { anaAndBob, anaBobAndCarl, endCall, three, withPhones } from "./with_phones.ts";

/** The digits that a phone was told. */
function told(phone: Baresip): string {
  return phone.events.filter(({ type }) => type === "CALL_DTMF_START").map(({ param }) => param).join("");
}

withPhones("a baresip hears # alone and what follows it, and nothing of ##", anaAndBob, async (box, phones) => {
  const [ana, bob] = three(phones);
  await ana.dial(box.uri("102"));
  await ana.hears(660, 0.3);
  await ana.digits("1#");
  assert.equal((await bob.until("CALL_DTMF_START")).param, "1");
  assert.equal((await bob.until("CALL_DTMF_START")).param, "#");
  await ana.digits("#7");
  for (const key of ["#", "7"]) assert.equal((await bob.until("CALL_DTMF_START")).param, key);
  await ana.digits("##");
  await hearsPrompt(ana, "transfer-enter-number", 1);
  assert.equal(told(bob), "1##7");
  await ana.hangUp();
  await bob.until("CALL_CLOSED");
  await box.untilIdle();
});

withPhones(
  "a baresip sends its caller on by ## and a number, and the two talk",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await ana.dial(box.uri("102"));
    await ana.hears(660, 0.3);
    await bob.digits("##");
    await hearsPrompt(bob, "transfer-enter-number", 1);
    await bob.digits("103");
    await carl.hears(440);
    await bob.until("CALL_CLOSED");
    await ana.hearsNow(880);
    assert.equal(told(ana), "");
    await endCall(box, ana, carl);
  },
);
