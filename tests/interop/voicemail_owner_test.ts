/**
 * What an owner does with a message besides hearing it, and with his PIN, on real baresips.
 *
 * @module
 */
import type { Baresip } from "./baresip.ts";
import { aMoment, BEEP_HZ, leave, openMailbox } from "./leave.ts";
import { clip, heardBy, hearsOneOf, hearsPrompt } from "./prompt.ts";
import { anaAndBob, anaBobAndCarl, endCall, three, withPhones } from "./with_phones.ts";

const PIN = "4711#";
/** Longer than too short a message. */
const SPOKEN_MS = 3_000;

withPhones(
  "a message is passed on with a comment, which is heard before it at another's phone, and its caller is called back",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await leave(ana, box, SPOKEN_MS);
    await bob.dial(box.uri("*97"));
    await bob.until("CALL_ESTABLISHED");
    await bob.digits(PIN);
    await hearsPrompt(bob, "voicemail-you-have");
    await bob.digits("1");
    await hearsPrompt(bob, "voicemail-message-number");
    await bob.digits("8");
    await hearsPrompt(bob, "voicemail-forward-to", 1);
    await bob.digits("101#");
    await bob.hears(BEEP_HZ, 0.3);
    await aMoment(SPOKEN_MS);
    await bob.digits("#");
    await hearsPrompt(bob, "voicemail-forwarded");
    await bob.digits("#");
    await hearsPrompt(bob, "voicemail-replay-press");
    await bob.digits("2");
    await hearsPrompt(bob, "connecting", 0.8);
    await ana.until("CALL_ESTABLISHED");
    await ana.hearsNow(660);
    await endCall(box, bob, ana);
    await carl.dial(box.uri("*98101"));
    await carl.until("CALL_ESTABLISHED");
    await carl.digits(PIN);
    await hearsPrompt(carl, "voicemail-you-have");
    await carl.digits("1");
    await hearsPrompt(carl, "voicemail-message-number");
    await carl.digits("5");
    await carl.hears(660, 2);
    await carl.hears(440, 2);
    await carl.hangUp();
    await box.untilEmpty();
  },
  { extension: 'voicemail: { pin: "4711" }' },
);

withPhones(
  "an owner hears how long a message is, keeps it, and finds it among those that he has kept",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await leave(ana, box, SPOKEN_MS);
    await openMailbox(bob, box);
    await hearsPrompt(bob, "voicemail-you-have");
    await bob.digits("1");
    await hearsPrompt(bob, "voicemail-message-number");
    for (const [key, said] of [["3", "voicemail-lasts"], ["4", "voicemail-first"], ["9", "voicemail-kept"]] as const) {
      await bob.digits(key);
      await hearsPrompt(bob, said);
    }
    await hearsPrompt(bob, "voicemail-no-more");
    const before = (await heardBy(bob)).length;
    await bob.digits("2");
    await hearsOneOf(bob, () => [clip("voicemail-message-number")], before);
    await bob.digits("5");
    await bob.hears(440, 2);
    await bob.hangUp();
    await box.untilEmpty();
  },
  { extension: 'voicemail: { pin: "4711" }' },
);

withPhones(
  "an owner changes his PIN: not to what a stranger tries first, and only when he says it twice; the old one is wrong then",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await openMailbox(bob, box);
    await hearsPrompt(bob, "voicemail-no-messages", 1);
    await bob.digits("0");
    await hearsPrompt(bob, "voicemail-own-greeting-press", 1);
    for (
      const [pins, said] of [
        ["1234#", "pin-too-simple"],
        ["8264#8265#", "pins-differ"],
        ["8264#8264#", "pin-changed"],
      ] as const
    ) {
      const before = (await heardBy(bob)).length;
      await bob.digits("5");
      await hearsOneOf(bob, () => [clip("enter-new-pin")], before);
      await bob.digits(pins);
      await hearsPrompt(bob, said);
    }
    await bob.hangUp();
    await ana.dial(box.uri("*98102"));
    await ana.until("CALL_ESTABLISHED");
    await ana.digits(PIN);
    await hearsPrompt(ana, "voicemail-wrong-box-or-pin");
    await ana.digits("8264#");
    await hearsPrompt(ana, "voicemail-no-messages");
    await ana.hangUp();
    await box.untilEmpty();
  },
  { extension: 'voicemail: { pin: "4711" }' },
);

withPhones(
  "whoever calls a mailbox whose owner talks hears that he is on the phone",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await carl.dial(box.uri("102"));
    await bob.hears(880, 0.3);
    await ana.dial(box.uri("*102"));
    await hearsPrompt(ana, "is-busy");
    await ana.hangUp();
    await endCall(box, carl, bob);
  },
  { extension: 'voicemail: { pin: "4711" }' },
);

withPhones(
  "the lamp of a baresip tells of a message while it is there",
  (box) => anaAndBob(box).map((phone) => ({ ...phone, lamp: phone.user === "102" })),
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await leave(ana, box, SPOKEN_MS);
    await lampSays(bob, /Messages-Waiting: yes[^]*Voice-Message: 1\/0/);
    await bob.dial(box.uri("*97"));
    await bob.until("CALL_ESTABLISHED");
    await bob.digits(PIN);
    await hearsPrompt(bob, "voicemail-you-have");
    await bob.digits("1");
    await hearsPrompt(bob, "voicemail-message-number");
    await bob.digits("7");
    await hearsPrompt(bob, "voicemail-deleted");
    await bob.hangUp();
    await lampSays(bob, /Messages-Waiting: no/);
    await box.untilIdle();
  },
  { extension: 'voicemail: { pin: "4711" }' },
);

async function lampSays(phone: Baresip, state: RegExp): Promise<void> {
  while (!state.test((await phone.until("MWI_NOTIFY")).param ?? ""));
}
