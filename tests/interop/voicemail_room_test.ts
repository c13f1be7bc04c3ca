/**
 * How much a mailbox takes, on real baresips: it is said before it is so, to whoever speaks and to the owner.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Baresip } from "./baresip.ts";
import type { Box } from "./box.ts";
import { BEEP_HZ, callMailbox, leave, messagesOn } from "./leave.ts";
import { hearsPrompt } from "./prompt.ts";
import { anaAndBob, anaBobAndCarl, three, withPhones } from "./with_phones.ts";

/** Long enough that ten seconds before its end are worth a word. */
const LONGEST_S = 22;
/** So much of it a busy machine loses at most. */
const LOST_S = 5;
/** Two of them leave less than a tenth of a minute. */
const NEARLY_HALF_MS = 27_500;

withPhones(
  "too short a message is asked for again and is nowhere; ten seconds before the longest is over its caller hears so",
  anaAndBob,
  async (box, phones) => {
    const [ana] = three(phones);
    await callMailbox(ana, box);
    await ana.hears(BEEP_HZ, 0.3);
    await ana.digits("#");
    await hearsPrompt(ana, "voicemail-too-short");
    await hearsPrompt(ana, "voicemail-time-nearly-up", 1);
    assert.deepEqual(messagesOn(box.data), []);
    await hearsPrompt(ana, "voicemail-time-up");
    await ana.hangUp();
    await box.untilIdle();
    const left = await box.untilRecorded("voicemail.left", 1);
    assert.equal(left.length, 1);
    const [message, ...more] = messagesOn(box.data);
    assert.deepEqual(more, []);
    assert.ok(message!.durationMs <= LONGEST_S * 1_000 && message!.durationMs >= (LONGEST_S - LOST_S) * 1_000);
  },
  { extension: `voicemail: { pin: "4711", max_length: ${LONGEST_S} }` },
);

withPhones(
  "of a box that is nearly full its owner hears so, and its callers how long they may speak; then that it is full",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await Promise.all([ana, carl].map((phone) => leave(phone, box, NEARLY_HALF_MS)));
    await box.untilIdle();
    await ownerHears(bob, box, "voicemail-box-nearly-full");
    await callMailbox(ana, box);
    await hearsPrompt(ana, "voicemail-longest");
    await hearsPrompt(ana, "voicemail-time-up");
    await ana.hangUp();
    await callMailbox(carl, box);
    await hearsPrompt(carl, "voicemail-box-full", 2);
    await carl.until("CALL_CLOSED");
    await ownerHears(bob, box, "voicemail-your-box-full");
    await box.untilEmpty();
    assert.equal(messagesOn(box.data).length, 3);
    const usedMs = messagesOn(box.data).reduce((sum, { durationMs }) => sum + durationMs, 0);
    assert.ok(usedMs <= 60_000, `the box holds ${usedMs} ms`);
  },
  { extension: 'voicemail: { pin: "4711", quota: 1, max_length: 60 }' },
);

async function ownerHears(bob: Baresip, box: Box, sentence: string): Promise<void> {
  await bob.dial(box.uri("*97"));
  await bob.until("CALL_ESTABLISHED");
  await bob.digits("4711#");
  await hearsPrompt(bob, sentence);
  await bob.hangUp();
}
