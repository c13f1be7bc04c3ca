/**
 * Real baresips that register with the box and talk through it.
 *
 * @module
 */
import assert from "node:assert/strict";
import { type CodecName, CODECS } from "./baresip.ts";
import { toneWav } from "./tone.ts";
import { anaAndBob, anaBobAndCarl, three, withPhones } from "./with_phones.ts";

for (const transport of ["udp", "tcp", "tls"] as const) {
  for (const codec of Object.keys(CODECS) as CodecName[]) {
    withPhones(
      `two baresips talk over ${transport} with ${codec}`,
      (box) => anaAndBob(box, transport, [codec]),
      async (box, phones) => {
        const [ana, bob] = three(phones);
        await ana.dial(box.uri("102", transport));
        await ana.until("CALL_ESTABLISHED");
        await ana.hears(660);
        await bob.hears(440);
        await bob.hangUp();
        await ana.until("CALL_CLOSED");
        await box.untilIdle();
      },
    );
  }
}

/** Of the ringing tone in Romania, where the box of the tests stands. */
const RINGBACK_HZ = 450;
/** What the office's music sounds like: as no phone of these tests does. */
const MUSIC_HZ = 1000;

withPhones(
  "a held baresip hears the office's music, and its caller again when resumed",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await box.put("music/tone.wav", toneWav(MUSIC_HZ, 5));
    await ana.dial(box.uri("102"));
    await ana.until("CALL_ESTABLISHED");
    await bob.hears(440);
    await ana.hold();
    await bob.hearsNow(MUSIC_HZ);
    await ana.resume();
    await ana.hearsNow(660);
    await bob.hearsNow(440);
    await bob.hold();
    await ana.hearsNow(MUSIC_HZ);
    await bob.resume();
    await bob.hearsNow(440);
    await ana.hearsNow(660);
  },
);

withPhones(
  "who is transferred hears it ring until the third one answers",
  (box) => anaBobAndCarl(box, "103"),
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await ana.dial(box.uri("102"));
    await bob.hears(440);
    await bob.transfer(box.uri("103"));
    await carl.until("CALL_INCOMING");
    await ana.hearsNow(RINGBACK_HZ);
    await carl.answer();
    await ana.hearsNow(880);
    await carl.hearsNow(440);
    await ana.hangUp();
    await box.untilIdle();
  },
);

withPhones(
  "a baresip passes its caller on to a third one",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await ana.dial(box.uri("102"));
    await bob.hears(440);
    await bob.transfer(box.uri("103"));
    await bob.until("CALL_CLOSED");
    await carl.until("CALL_ESTABLISHED");
    await carl.hearsNow(440);
    await ana.hearsNow(880);
    await ana.hangUp();
    await carl.until("CALL_CLOSED");
    await box.untilIdle();
  },
);

withPhones("digits pass both ways between baresips", anaAndBob, async (box, phones) => {
  const [ana, bob] = three(phones);
  await ana.dial(box.uri("102"));
  await ana.until("CALL_ESTABLISHED");
  await bob.hears(440, 0.3);
  for (const [from, to, digit] of [[ana, bob, "5"], [bob, ana, "9"], [ana, bob, "#"]] as const) {
    await from.digits(digit);
    assert.equal((await to.until("CALL_DTMF_START")).param, digit);
    await to.until("CALL_DTMF_END");
  }
});

withPhones(
  "a baresip that gives up before the answer leaves nothing behind",
  (box) => anaAndBob(box).map((phone) => ({ ...phone, answers: "manual" })),
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await ana.dial(box.uri("102"));
    await bob.until("CALL_INCOMING");
    await ana.until("CALL_RINGING");
    await ana.hangUp();
    await bob.until("CALL_CLOSED");
    await box.untilIdle();
  },
);

withPhones(
  "a baresip that declines is heard",
  (box) => anaAndBob(box).map((phone) => ({ ...phone, answers: "manual" })),
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await ana.dial(box.uri("102"));
    await bob.until("CALL_INCOMING");
    await bob.hangUp();
    assert.match((await ana.until("CALL_CLOSED")).param ?? "", /^(486|603|480)/);
    await box.untilIdle();
  },
);

withPhones(
  "all phones of an extension ring, one answers, the other stops",
  (box) => [
    ...anaAndBob(box),
    { ...box.account("102", "tcp"), hz: 880, codecs: ["pcma"], answers: "manual" },
  ],
  async (box, phones) => {
    const [ana, bob, second] = three(phones);
    await ana.dial(box.uri("102"));
    await ana.until("CALL_ESTABLISHED");
    await ana.hears(660);
    await bob.hears(440);
    await second.until("CALL_INCOMING");
    await second.until("CALL_CLOSED");
    await ana.hangUp();
    await bob.until("CALL_CLOSED");
    await box.untilIdle();
  },
);

withPhones("the echo test gives a baresip its own tone back", anaAndBob, async (box, phones) => {
  const [ana] = three(phones);
  await ana.dial(box.uri("*43"));
  await ana.hears(440, 1);
  await ana.hangUp();
  await box.untilIdle();
});

withPhones("a number that does not exist is answered with 404", anaAndBob, async (box, phones) => {
  const [ana] = three(phones);
  await ana.dial(box.uri("999"));
  assert.match((await ana.until("CALL_CLOSED")).param ?? "", /^404/);
});

withPhones("calls go on over TCP from a phone on UDP, and over TLS", (box) => [
  { ...box.account("101", "udp"), hz: 440, codecs: ["pcmu"] },
  { ...box.account("102", "tls"), hz: 660, codecs: ["pcmu"] },
], async (box, phones) => {
  const [ana, bob] = three(phones);
  await ana.dial(box.uri("102"));
  await ana.hears(660);
  await bob.hears(440);
});
