/**
 * Codes that people dial for who gets through to them, and where: on real baresips it is said, and it is so.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Baresip } from "./baresip.ts";
import type { Box } from "./box.ts";
import { hearsLast, hearsPrompt } from "./prompt.ts";
import { anaAndBob, anaBobAndCarl, endCall, three, withPhones } from "./with_phones.ts";

const [HIDDEN, SHOWN] = [/^sip:anonymous@/, /^sip:101@/];

/** Dials a number where the box says one sentence, understands it, and is let go. */
async function isTold(
  phone: Baresip,
  box: Box,
  number: string,
  sentence: string,
  language: "en" | "ro" = "en",
): Promise<void> {
  await phone.dial(box.uri(number));
  await hearsLast(phone, sentence, language);
  await phone.until("CALL_CLOSED");
}

/** Calls Bob, and both hear each other; the call is over for both. */
async function talksWithBob(caller: Baresip, hz: number, bob: Baresip, box: Box): Promise<void> {
  await caller.dial(box.uri("102"));
  await bob.until("CALL_ESTABLISHED");
  await bob.hearsNow(hz, 0.5);
  await caller.hearsNow(660, 0.5);
  await endCall(box, caller, bob);
  await caller.until("CALL_CLOSED");
}

/** Calls Bob, whom this caller does not reach. */
async function findsBusy(caller: Baresip, box: Box): Promise<void> {
  await caller.dial(box.uri("102"));
  assert.match((await caller.until("CALL_CLOSED")).param ?? "", /486/);
}

withPhones(
  "who does not wish to be disturbed is called by a VIP alone, and by everybody again after *79",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await isTold(bob, box, "*78", "dnd-on");
    await findsBusy(carl, box);
    await talksWithBob(ana, 440, bob, box);
    await isTold(bob, box, "*79", "dnd-off");
    await talksWithBob(carl, 880, bob, box);
  },
  { extension: 'vips: ["101"]' },
);

withPhones(
  "in quiet hours those who are excepted get through, and all others find him busy until he dials *79",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await findsBusy(carl, box);
    await talksWithBob(ana, 440, bob, box);
    await isTold(bob, box, "*79", "dnd-off");
    await talksWithBob(carl, 880, bob, box);
  },
  { extension: 'quiet: { times: ["mon-sun 00:00-12:00", "mon-sun 12:00-24:00"], except: ["101"] }' },
);

withPhones(
  "*32 refuses whoever called last, who hears so; with nobody to refuse it says that",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await isTold(bob, box, "*32", "no-last-caller");
    await talksWithBob(ana, 440, bob, box);
    await isTold(bob, box, "*32", "caller-blocked");
    await isTold(ana, box, "102", "caller-refused");
    await box.untilIdle();
  },
);

withPhones(
  "*21 leaves the other number in peace, and dialled again has it ring too",
  (box) => anaBobAndCarl(box, "102", "103"),
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await isTold(bob, box, "*21", "follow-me-off");
    await ana.dial(box.uri("102"));
    await bob.until("CALL_INCOMING");
    await bob.answer();
    await ana.hears(660);
    await endCall(box, ana, bob);
    assert.ok(!carl.events.some(({ type }) => type === "CALL_INCOMING"));
    await isTold(bob, box, "*21", "follow-me-on");
    await ana.dial(box.uri("102"));
    await carl.until("CALL_INCOMING");
    await carl.answer();
    await carl.hears(440);
    await ana.hears(880);
    await endCall(box, ana, carl);
  },
  { extension: 'find_me: ["103"]' },
);

withPhones(
  "an extension that never shows itself is seen once with *68, and hidden again after it",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    for (const [dialled, uri] of [["102", HIDDEN], ["*68102", SHOWN], ["102", HIDDEN]] as const) {
      await ana.dial(box.uri(dialled));
      assert.match((await bob.until("CALL_ESTABLISHED")).peeruri ?? "", uri);
      await endCall(box, ana, bob);
    }
  },
  { extension: "anonymous: true" },
);

/** What is dialled in vain, each once, and what is said then. */
const REFUSED = [
  ["*66", "no-last-number"],
  ["*69", "no-last-caller"],
  ["*8", "pickup-nothing"],
  ["*007", "speed-dial-empty"],
  ["*80999", "no-such-extension"],
  ["71", "park-empty"],
  ["*997", "announcement-none"],
  ["*33102", "not-permitted"],
  ["*45", "queue-agent-not-member"],
  ["*12", "desk-nobody"],
  ["*21", "not-available-here"],
  ["*67102", "anonymous-refused"],
  ["*78102", "invalid-number"],
] as const;

for (const language of ["en", "ro"] as const) {
  withPhones(
    `a code that leads nowhere says why (${language})`,
    (box) => anaAndBob(box).slice(0, 1),
    async (box, [ana]) => {
      for (const [code, sentence] of REFUSED) await isTold(ana!, box, code, sentence, language);
      await box.untilIdle();
    },
    { extension: "block: { anonymous: true }, may_announce: true", language },
  );
}

withPhones("who would be parked where every place is taken hears so", anaAndBob, async (box, phones) => {
  const [ana, bob] = three(phones);
  await bob.dial(box.uri("*70"));
  await hearsPrompt(bob, "park-at");
  await isTold(ana, box, "*70", "park-full");
  await bob.hangUp();
  await box.untilIdle();
}, { office: "park: { slots: 70-70 }\n" });
