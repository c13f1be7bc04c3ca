/**
 * What people set for their own line, on real baresips: it is said so that it is understood, and it is so.
 *
 * @module
 */
import assert from "node:assert/strict";
import { hearsLast, hearsPrompt } from "./prompt.ts";
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
  ["*76", "dnd-on"],
  ["*76", "dnd-off"],
  ["*30103", "caller-blocked"],
  ["*31103", "caller-unblocked"],
  ["*46", "queue-agent-paused"],
  ["*46", "queue-agent-back"],
  ["*45", "queue-agent-out"],
  ["*45", "queue-agent-in"],
  ["*47", "outbound-on"],
  ["*47", "outbound-off"],
  ["*271", "night-on"],
  ["*271", "night-by-hours"],
  ["*65", "your-extension"],
] as const;

for (const language of ["en", "ro"] as const) {
  withPhones(
    `what is set by a code is confirmed so that a baresip understands it, in the office's language: ${language}`,
    (box) => anaAndBob(box).slice(0, 1),
    async (box, [ana]) => {
      for (const [code, sentence] of CONFIRMED) {
        await ana!.dial(box.uri(code));
        await hearsLast(ana!, sentence, language);
        await ana!.until("CALL_CLOSED");
      }
      await box.untilIdle();
    },
    {
      language,
      office: 'queues: [{ number: "8001", name: Sales, members: ["101"] }]\n' +
        'hours: [{ name: shop, times: ["mon-sun 00:00-24:00"], open: clock, night: "1" }]\n',
    },
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
  "who is forwarded in a circle hears that this goes no further",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    for (const [phone, to] of [[bob, "103"], [carl, "102"]] as const) {
      await phone.dial(box.uri(`*72${to}`));
      await phone.until("CALL_CLOSED");
    }
    await ana.dial(box.uri("102"));
    await hearsPrompt(ana, "forwarded-too-often", 2);
    await ana.until("CALL_CLOSED");
    await box.untilIdle();
  },
);

withPhones(
  "a number that was saved under two digits hears who dials them",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await ana.dial(box.uri("*7507102"));
    await hearsPrompt(ana, "speed-dial-set", 0.8);
    await ana.until("CALL_CLOSED");
    await ana.dial(box.uri("*007"));
    await bob.hears(440);
    await ana.hears(660);
    await endCall(box, ana, bob);
  },
);

withPhones(
  "*67 calls without a name or a number at the other phone, and *66 calls there again with both",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    const [nobody, her] = [[/^sip:anonymous@/, /^Anonymous$/], [/^sip:101@/, /^Phone 101$/]] as const;
    for (const [dialled, [uri, name]] of [["*67102", nobody], ["102", her], ["*66", her]] as const) {
      await ana.dial(box.uri(dialled));
      const incoming = await bob.until("CALL_ESTABLISHED");
      assert.match(incoming.peeruri ?? "", uri);
      assert.match(incoming.peerdisplayname ?? "", name);
      await bob.hearsNow(440);
      await endCall(box, ana, bob);
    }
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
