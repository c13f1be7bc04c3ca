/**
 * What people in an office do with each other's calls, on real baresips: parking, pickup, ring groups; what is heard is
 * checked.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Baresip } from "./baresip.ts";
import type { Box } from "./box.ts";
import { hearsOnly } from "./hears_only.ts";
import { hearsPrompt } from "./prompt.ts";
import { toneWav } from "./tone.ts";
import { anaAndBob, anaBobAndCarl, endCall, three, withPhones } from "./with_phones.ts";

/** What the office's music sounds like: as no phone of these tests does. */
const MUSIC_HZ = 1000;
const SALES_HZ = 1200;

withPhones(
  "a baresip parks its caller, hears where, and another one fetches him there",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await box.put("music/tone.wav", toneWav(MUSIC_HZ, 5));
    await ana.dial(box.uri("102"));
    await bob.hears(440, 0.3);
    await bob.transfer(box.uri("*70"));
    await bob.until("CALL_CLOSED");
    await hearsPrompt(bob, "park-at");
    await ana.hearsNow(MUSIC_HZ);
    await carl.dial(box.uri("70"));
    await carl.hears(440);
    await ana.hearsNow(880);
    await endCall(box, carl, ana);
  },
);

withPhones(
  "who is parked and forgotten rings at his parker's phone again",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await ana.dial(box.uri("102"));
    await bob.hears(440, 0.3);
    await bob.transfer(box.uri("70"));
    await bob.until("CALL_CLOSED");
    await bob.until("CALL_ESTABLISHED", 20_000);
    await bob.hearsNow(440);
    await ana.hearsNow(660);
    await endCall(box, ana, bob);
  },
  { office: "park: { return_after: 10 }\n" },
);

for (const code of ["*8", "**102"]) {
  withPhones(
    `a baresip picks up what rings at another's desk with ${code}`,
    (box) => anaBobAndCarl(box, "101", "102"),
    async (box, phones) => {
      const [ana, bob, carl] = three(phones);
      await ana.dial(box.uri("102"));
      await bob.until("CALL_INCOMING");
      await ana.until("CALL_RINGING");
      await carl.dial(box.uri(code));
      await bob.until("CALL_CLOSED");
      await carl.hears(440);
      await ana.hears(880);
      await endCall(box, ana, carl);
    },
  );
}

for (const code of ["*8", "**102"]) {
  for (const first of ["answers", "is picked up"] as const) {
    withPhones(
      `what rings ${first} a moment before the other happens (${code}): one has the call, the other none, and nobody is cut off`,
      (box) => anaBobAndCarl(box, "101", "102"),
      async (box, phones) => {
        const [ana, bob, carl] = three(phones);
        await ana.dial(box.uri("102"));
        await bob.until("CALL_INCOMING");
        await ana.until("CALL_RINGING");
        if (first === "answers") {
          await Promise.all([bob.answer(), carl.dial(box.uri(code))]);
          await carl.until("CALL_CLOSED", 20_000);
          await bob.hears(440);
          await ana.hears(660);
          await endCall(box, ana, bob);
        } else {
          await carl.dial(box.uri(code));
          await carl.until("CALL_ESTABLISHED");
          // The CANCEL is on its way to him: his phone may have nothing left to answer.
          await Promise.allSettled([bob.answer()]);
          await bob.until("CALL_CLOSED");
          await carl.hears(440);
          await ana.hears(880);
          await endCall(box, ana, carl);
        }
      },
    );
  }
}

withPhones(
  "a baresip without a transfer key asks the third one first, and joins the two by hanging up",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = await bobAsksCarl(box, phones);
    await bob.hangUp();
    await carl.hears(440);
    await ana.hearsNow(880);
    await endCall(box, ana, carl);
  },
);

withPhones(
  "a baresip that cannot mix brings all three together, each hears the other two, and two talk on",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = await bobAsksCarl(box, phones);
    await bob.digits("*3");
    await Promise.all([
      hearsOnly(ana, [660, 880], [440]),
      hearsOnly(bob, [440, 880], [660]),
      hearsOnly(carl, [440, 660], [880]),
    ]);
    await bob.hangUp();
    await ana.hearsNow(880);
    await carl.hearsNow(440);
    await endCall(box, ana, carl);
  },
);

withPhones(
  "a transfer that nobody answers comes back to the transferor, although his baresip hangs up at that",
  (box) => anaBobAndCarl(box, "103"),
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await ana.dial(box.uri("102"));
    await bob.hears(440, 0.3);
    await bob.transfer(box.uri("103"));
    await carl.until("CALL_INCOMING");
    await carl.until("CALL_CLOSED", 20_000);
    await bob.until("TRANSFER_FAILED");
    await bob.until("CALL_ESTABLISHED");
    await hearsPrompt(bob, "transfer-back");
    await bob.hearsNow(440);
    await ana.hearsNow(660);
    await endCall(box, ana, bob);
  },
  { extension: "ring_for: 5" },
);

withPhones(
  "a ring group rings two baresips, and goes on to another number when nobody answers",
  (box) => anaBobAndCarl(box, "102"),
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await ana.dial(box.uri("600"));
    await bob.until("CALL_INCOMING");
    await carl.hears(440, 1, 20_000);
    await bob.until("CALL_CLOSED");
    await ana.hears(880);
    await endCall(box, ana, carl);
  },
  { office: 'groups: [{ number: "600", name: Sales, members: ["102"], ring_for: 5, otherwise: "103" }]\n' },
);

withPhones(
  "a ring group hunts: the second baresip rings when the first one's time is over, and not before",
  (box) => anaBobAndCarl(box, "102", "103"),
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await ana.dial(box.uri("600"));
    await bob.until("CALL_INCOMING");
    assert.deepEqual(carl.events.filter(({ type }) => type === "CALL_INCOMING"), []);
    await bob.until("CALL_CLOSED");
    await carl.until("CALL_INCOMING");
    await carl.answer();
    await carl.hears(440);
    await ana.hears(880);
    await endCall(box, ana, carl);
  },
  {
    office: 'groups: [{ number: "600", name: Sales, members: ["102", "103"], strategy: hunt, member_for: 5 }]\n',
  },
);

withPhones(
  "who is held by an extension with music of its own hears that, and not the office's",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await box.put("music/tone.wav", toneWav(MUSIC_HZ, 5));
    await box.put("music/sales/tone.wav", toneWav(SALES_HZ, 5));
    await ana.dial(box.uri("102"));
    await bob.hears(440, 0.3);
    await bob.hold();
    await ana.hearsNow(SALES_HZ);
    await bob.resume();
    await ana.hearsNow(660);
    await endCall(box, ana, bob);
  },
  { extension: "music: sales" },
);

/** Ana has called Bob, and waits while he asks Carl by keys. */
async function bobAsksCarl(box: Box, phones: readonly Baresip[]): Promise<readonly [Baresip, Baresip, Baresip]> {
  const [ana, bob, carl] = three(phones);
  await ana.dial(box.uri("102"));
  await bob.hears(440, 0.3);
  await bob.digits("*2");
  await hearsPrompt(bob, "transfer-enter-number", 1.2);
  await bob.digits("103#");
  await carl.hears(660, 0.5);
  return [ana, bob, carl];
}
