/**
 * One message for many, on real baresips: for whoever is on a list of the office, or on one that its owner made by keys.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Baresip } from "./baresip.ts";
import type { Box } from "./box.ts";
import { aMoment, BEEP_HZ, messagesOn, openMailbox } from "./leave.ts";
import { clip, heardBy, hearsOneOf, hearsPrompt } from "./prompt.ts";
import { anaBobAndCarl, three, withPhones } from "./with_phones.ts";

/** Longer than too short a message. */
const SPOKEN_MS = 3_000;
const EXTENSION = 'voicemail: { pin: "4711" }';

/** Who is in his mailbox leaves a message for a list, and hangs up. */
async function sendTo(list: string, sender: Baresip): Promise<void> {
  await sender.digits("4");
  await hearsPrompt(sender, "enter-extension", 1);
  await sender.digits(`${list}#`);
  await sender.hears(BEEP_HZ, 0.3);
  await aMoment(SPOKEN_MS);
  await sender.digits("#");
  await hearsPrompt(sender, "voicemail-to-send-press");
  await sender.digits("1");
  await hearsPrompt(sender, "voicemail-sent", 0.8);
  await sender.hangUp();
}

/** Whoever is on the list finds what Bob said in his own mailbox. */
async function findsMessage(phone: Baresip, box: Box): Promise<void> {
  await openMailbox(phone, box);
  await hearsPrompt(phone, "voicemail-you-have");
  await phone.digits("1");
  await hearsPrompt(phone, "voicemail-message-number");
  await phone.digits("5");
  await phone.hears(660, 2);
  await phone.hangUp();
}

withPhones(
  "one message for a list of the office is heard in the mailboxes of all who are on it",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await openMailbox(bob, box);
    await hearsPrompt(bob, "voicemail-compose-press");
    await sendTo("190", bob);
    await Promise.all([ana, carl].map((phone) => findsMessage(phone, box)));
    await box.untilEmpty();
    assert.equal(messagesOn(box.data).length, 2);
  },
  {
    extension: EXTENSION,
    office: 'voicemail: { lists: [{ number: "190", name: Everybody, members: ["101", "103"] }] }\n',
  },
);

withPhones(
  "an owner makes a list by keys, hears who is put on it and taken off, and a message for it is found by who is left",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await openMailbox(bob, box);
    await hearsPrompt(bob, "voicemail-no-messages", 1);
    await bob.digits("0");
    await hearsPrompt(bob, "voicemail-own-greeting-press", 1);
    await bob.digits("7");
    await hearsPrompt(bob, "voicemail-enter-list", 1);
    await bob.digits("3");
    await hearsPrompt(bob, "voicemail-list-empty");
    await hearsPrompt(bob, "voicemail-list-enter-extension");
    for (
      const [number, said] of [
        ["101", "voicemail-list-added"],
        ["102", "voicemail-list-added"],
        ["103", "voicemail-list-added"],
        ["102", "voicemail-list-removed"],
        ["999", "no-such-extension"],
      ] as const
    ) {
      const before = (await heardBy(bob)).length;
      await bob.digits(`${number}#`);
      for (const sentence of [said, "voicemail-list-enter-extension"]) {
        await hearsOneOf(bob, () => [clip(sentence)], before);
      }
    }
    await bob.digits("#");
    await bob.digits("*");
    await sendTo("3", bob);
    await Promise.all([ana, carl].map((phone) => findsMessage(phone, box)));
    await box.untilEmpty();
    assert.equal(messagesOn(box.data).length, 2);
  },
  { extension: EXTENSION },
);
