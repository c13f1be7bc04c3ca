/**
 * What people set for their own line, on real baresips: it is said so that it is understood, and it is so.
 *
 * @module
 */
import { clip, hearsPrompt, RATE } from "./prompt.ts";
import { anaAndBob, anaBobAndCarl, endCall, three, withPhones } from "./with_phones.ts";

/** So long are "Do not disturb is on" and "... off"; a rest follows. */
const SPOKEN_S = 1.2;

withPhones(
  "a baresip that does not answer is forwarded: its caller talks with another one",
  (box) => anaBobAndCarl(box, "102"),
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await ana.dial(box.uri("102"));
    await bob.until("CALL_INCOMING");
    await carl.hears(440, 1, 20_000);
    await bob.until("CALL_CLOSED");
    await ana.hears(880);
    await endCall(box, ana, carl);
  },
  { extension: 'ring_for: 5, forward: { no_answer: "103" }' },
);

withPhones(
  "*78 is confirmed so that a baresip understands it, and its callers find it busy until *79",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await bob.dial(box.uri("*78"));
    await hearsPrompt(bob, "dnd-on", SPOKEN_S);
    await bob.until("CALL_CLOSED");
    await ana.dial(box.uri("102"));
    await ana.until("CALL_CLOSED");
    await bob.dial(box.uri("*79"));
    await hearsPrompt(bob, "dnd-off", SPOKEN_S);
    await bob.until("CALL_CLOSED");
    await ana.dial(box.uri("102"));
    await bob.hears(440);
    await endCall(box, ana, bob);
  },
);

/** What is set by a code, and what confirms it. What follows a sentence is the number that was keyed in. */
const CONFIRMED = [
  ["*72103", "forward-always-on"],
  ["*73", "forward-always-off"],
  ["*90103", "forward-busy-on"],
  ["*91", "forward-busy-off"],
  ["*52103", "forward-no-answer-on"],
  ["*53", "forward-no-answer-off"],
  ["*71", "call-waiting-off"],
  ["*71", "call-waiting-on"],
  ["*65", "your-extension"],
] as const;
/** The last of a call is not written down by a baresip that hears nothing after it. */
const LOST_S = 0.4;

for (const language of ["en", "ro"] as const) {
  withPhones(
    `what is set by a code is confirmed so that a baresip understands it, in the office's language: ${language}`,
    (box) => anaAndBob(box).slice(0, 1),
    async (box, [ana]) => {
      for (const [code, sentence] of CONFIRMED) {
        await ana!.dial(box.uri(code));
        const seconds = clip(sentence, language).length / RATE - LOST_S;
        await hearsPrompt(ana!, sentence, seconds, language);
        await ana!.until("CALL_CLOSED");
      }
      await box.untilIdle();
    },
    { language },
  );
}

withPhones(
  "a baresip elsewhere understands that it is to press 1, and has the call once it does, not before",
  (box) => anaBobAndCarl(box, "102"),
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await ana.dial(box.uri("102"));
    await bob.until("CALL_INCOMING");
    await carl.until("CALL_ESTABLISHED");
    await hearsPrompt(carl, "confirm-press");
    await carl.digits("1");
    await bob.until("CALL_CLOSED");
    await carl.hears(440);
    await ana.hears(880);
    await endCall(box, ana, carl);
  },
  { extension: 'find_me: [{ number: "103", confirm: true }]' },
);

withPhones(
  "who is blocked by *30 hears that his call is not taken, and the phone that he calls stays quiet",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await bob.dial(box.uri("*30101"));
    await bob.until("CALL_CLOSED");
    await ana.dial(box.uri("102"));
    await hearsPrompt(ana, "caller-refused", 1.2);
    await ana.until("CALL_CLOSED");
    await box.untilIdle();
  },
);

withPhones(
  "*69 says who called last, and 1 calls him back",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await ana.dial(box.uri("102"));
    await bob.hears(440, 0.3);
    await ana.hangUp();
    await bob.until("CALL_CLOSED");
    await bob.dial(box.uri("*69"));
    await hearsPrompt(bob, "last-caller");
    await bob.digits("1");
    await ana.until("CALL_ESTABLISHED");
    await ana.hearsNow(660);
    await endCall(box, ana, bob);
  },
);

withPhones(
  "who camps on a busy colleague is called when he is free, and then the colleague is",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await carl.dial(box.uri("102"));
    await bob.hears(880, 0.3);
    await ana.dial(box.uri("102"));
    await ana.until("CALL_CLOSED");
    await ana.dial(box.uri("*37"));
    await ana.until("CALL_CLOSED");
    await carl.hangUp();
    await bob.until("CALL_CLOSED");
    await bob.until("CALL_ESTABLISHED");
    await ana.hearsNow(660);
    await endCall(box, ana, bob);
  },
  { extension: "call_waiting: false" },
);
