/**
 * A mailbox that is looked after, on real baresips: what its owner tells his callers of himself, and what of a message comes
 * first and what comes back.
 *
 * @module
 */
import assert from "node:assert/strict";
import { aMoment, BEEP_HZ, callMailbox, leave, messagesOn, openMailbox } from "./leave.ts";
import { hearsPrompt } from "./prompt.ts";
import { anaAndBob, anaBobAndCarl, three, withPhones } from "./with_phones.ts";

/** Longer than too short a message. */
const SPOKEN_MS = 3_000;
const NAME_MS = 1_500;
/** Far enough that no word but its own names the day. */
const AWAY_DAYS = 100;
const EXTENSION = 'voicemail: { pin: "4711" }';

withPhones(
  "whoever has said his name and is away until a day: his callers hear both, and may leave a message",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    const last = new Date(Date.now() + AWAY_DAYS * 86_400_000);
    const [day, month] = [last.getUTCDate(), last.getUTCMonth() + 1];
    await openMailbox(bob, box);
    await hearsPrompt(bob, "voicemail-no-messages", 1);
    await bob.digits("0");
    await hearsPrompt(bob, "voicemail-own-greeting-press", 1);
    await bob.digits("3");
    await hearsPrompt(bob, "voicemail-record-name", 1);
    await bob.hears(BEEP_HZ, 0.3);
    await aMoment(NAME_MS);
    await bob.digits("#");
    await hearsPrompt(bob, "voicemail-greeting-set");
    await bob.digits("4");
    await hearsPrompt(bob, "voicemail-enter-last-day", 1);
    await bob.digits(`${String(day).padStart(2, "0")}${String(month).padStart(2, "0")}#`);
    await hearsPrompt(bob, "voicemail-away-until");
    await hearsPrompt(bob, "voicemail-record-greeting", 1);
    await bob.hangUp();
    await box.untilIdle();
    await ana.dial(box.uri("*102"));
    await ana.hears(660, 0.6);
    await hearsPrompt(ana, "is-away-until");
    await ana.hears(BEEP_HZ, 0.3);
    for (const said of [`day-${day}`, `month-${month}`]) await hearsPrompt(ana, said);
    await aMoment(SPOKEN_MS);
    await ana.hangUp();
    await box.untilRecorded("voicemail.left", 1);
    await box.untilEmpty();
  },
  { extension: EXTENSION },
);

withPhones(
  "a message that its caller marks as urgent is heard before an earlier one, and comes back when it was deleted",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await leave(ana, box, SPOKEN_MS);
    await callMailbox(carl, box);
    await carl.hears(BEEP_HZ, 0.3);
    await aMoment(SPOKEN_MS);
    await carl.digits("#");
    await hearsPrompt(carl, "voicemail-to-send-press");
    for (const said of ["voicemail-marked-urgent", "voicemail-not-urgent", "voicemail-marked-urgent"]) {
      await carl.digits("4");
      await hearsPrompt(carl, said);
    }
    await carl.digits("1");
    await hearsPrompt(carl, "voicemail-sent", 0.8);
    await carl.until("CALL_CLOSED");
    await openMailbox(bob, box);
    await hearsPrompt(bob, "voicemail-you-have");
    await bob.digits("1");
    await hearsPrompt(bob, "voicemail-urgent");
    await bob.digits("5");
    await bob.hears(880, 2);
    await bob.digits("7");
    await hearsPrompt(bob, "voicemail-deleted");
    await bob.digits("*");
    await hearsPrompt(bob, "voicemail-deleted-press");
    await bob.digits("3");
    await hearsPrompt(bob, "voicemail-received");
    await bob.digits("7");
    await hearsPrompt(bob, "voicemail-undeleted");
    await bob.hangUp();
    await box.untilEmpty();
    assert.deepEqual(messagesOn(box.data).map(({ state }) => state).toSorted(), ["new", "saved"]);
  },
  { extension: EXTENSION },
);

withPhones(
  "whoever is to be called back for a message that has no number hears that nobody knows how",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await leave(ana, box, SPOKEN_MS);
    await openMailbox(bob, box);
    await hearsPrompt(bob, "voicemail-you-have");
    await bob.digits("1");
    await hearsPrompt(bob, "voicemail-received");
    await bob.digits("2");
    await hearsPrompt(bob, "voicemail-no-call-back");
    await bob.hangUp();
    await box.untilEmpty();
  },
  { extension: `anonymous: true, ${EXTENSION}` },
);
