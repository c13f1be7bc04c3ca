/**
 * Conferences, intercom and paging on real phones: who hears whom is checked by their tones.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { SOON_MS } from "./child.ts";
import { lastSecondOf } from "./choir.ts";
import { hearsOnly, lately } from "./hears_only.ts";
import { Linphone } from "./linphone.ts";
import { listenAt } from "./multicast.ts";
import { hearsPrompt } from "./prompt.ts";
import { goertzel } from "./tone.ts";
import { realTest } from "./tool.ts";
import { anaAndBob, three, withPhones } from "./with_phones.ts";

const ROOMS = 'rooms: [{ number: "2001", name: Meeting, pin: "1234", announce: off }]\n';

withPhones(
  "three baresips key in the PIN and meet: each hears the other two and not itself, and who mutes himself is not heard",
  (box) => [...anaAndBob(box), { ...box.account("103", "udp"), hz: 880, codecs: ["g722"] }],
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await ana.dial(box.uri("2001"));
    await ana.until("CALL_ESTABLISHED");
    await ana.digits("1234#");
    await hearsPrompt(ana, "conference-alone");
    for (const phone of [bob, carl]) {
      await phone.dial(box.uri("2001"));
      await phone.until("CALL_ESTABLISHED");
      await phone.digits("1234#");
    }
    await Promise.all([
      hearsOnly(ana, [660, 880], [440]),
      hearsOnly(bob, [440, 880], [660]),
      hearsOnly(carl, [440, 660], [880]),
    ]);
    await carl.digits("*1");
    await hearsOnly(ana, [660], [440, 880]);
    for (const phone of [ana, bob, carl]) await phone.hangUp();
    await box.untilIdle();
  },
  { office: ROOMS },
);

withPhones(
  "a moderator mutes one guest of two by key: he hears so, and so do the others; then he may speak again",
  (box) => [...anaAndBob(box), { ...box.account("103", "udp"), hz: 880 }],
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    for (const [phone, pin] of [[ana, "999#"], [bob, "#"], [carl, "#"]] as const) {
      await phone.dial(box.uri("2001"));
      await phone.until("CALL_ESTABLISHED");
      await phone.digits(pin);
    }
    await hearsOnly(carl, [440, 660], [880]);
    await ana.digits("*01");
    await hearsPrompt(bob, "conference-muted");
    await hearsOnly(carl, [440], [660, 880]);
    await ana.digits("1");
    await hearsPrompt(bob, "conference-unmuted");
    await Promise.all([hearsOnly(carl, [440, 660], [880]), hearsOnly(bob, [440, 880], [660])]);
    for (const phone of [ana, bob, carl]) await phone.hangUp();
    await box.untilIdle();
  },
  { office: 'rooms: [{ number: "2001", name: Meeting, moderator_pin: "999", announce: off }]\n' },
);

realTest("a linphone answers an intercom call by itself, and both talk", ["baresip", "linphonec", "gcc"], async () => {
  await using opened = new AsyncDisposableStack();
  const box = opened.adopt(await Box.start(), (box) => box.stop());
  const lin = opened.adopt(
    await Linphone.start({ ...box.account("101", "udp"), hz: 550, takesIntercom: true }),
    (lin) => lin.stop(),
  );
  const bob = opened.adopt(await Baresip.start({ ...box.account("102", "udp"), hz: 660 }), (bob) => bob.stop());
  await bob.dial(box.uri("*80101"));
  await lin.until(/Media streams established/);
  await bob.hears(550);
  await lin.hears(660);
  await bob.hangUp();
  await box.untilIdle();
});

withPhones(
  "a page is heard at both phones of the zone, and who pages hears neither",
  (box) => ["101", "102", "103"].map((user, at) => ({ ...box.account(user, "udp"), hz: [440, 550, 770][at]! })),
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await ana.dial(box.uri("800"));
    await Promise.all([hearsOnly(bob, [440], [550, 770]), hearsOnly(carl, [440], [550, 770])]);
    const [bobs, carls] = await lately(ana, [550, 770]);
    assert.ok(bobs! < 0.02 && carls! < 0.02, `the caller hears ${bobs} and ${carls}`);
    await ana.hangUp();
    await bob.until("CALL_CLOSED");
    await carl.until("CALL_CLOSED");
    await box.untilIdle();
  },
  { office: 'pages: [{ number: "800", name: All, members: ["101", "102", "103"] }]\n' },
);

withPhones(
  "an emergency is heard at once at a phone that was paged, and whoever paged hears why he is not heard any more",
  (box) => ["101", "102", "103"].map((user, at) => ({ ...box.account(user, "udp"), hz: [440, 550, 770][at]! })),
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await ana.dial(box.uri("800"));
    await bob.hears(440);
    await carl.dial(box.uri("801"));
    await hearsPrompt(ana, "paging-taken", 2);
    await bob.hearsNow(770);
    await ana.until("CALL_CLOSED");
    await carl.hangUp();
    await box.untilIdle();
  },
  {
    office: 'pages: [{ number: "800", name: All, members: ["102"] }, ' +
      '{ number: "801", name: Fire, members: ["102"], emergency: true }]\n',
  },
);

/** A group of addresses and a port that no other test listens at. */
const CAST = { ip: "239.77.0.80", port: 45_080 };

withPhones(
  "a page to a multicast address is heard by whoever listens there, without a call",
  (box) => anaAndBob(box).slice(0, 1),
  async (box, phones) => {
    const [ana] = phones;
    assert.ok(ana);
    using listener = await listenAt(CAST);
    await ana.dial(box.uri("800"));
    const packets: Uint8Array[] = [];
    const giveUpAt = Date.now() + SOON_MS;
    for (let part = 0; part < 0.9;) {
      assert.ok(Date.now() < giveUpAt, `of what is cast ${part} is the caller's voice`);
      packets.push((await listener.receive())[0].slice());
      if (packets.length >= 50) part = goertzel(lastSecondOf(packets), 8000, 440);
    }
    await ana.hangUp();
    await box.untilIdle();
  },
  {
    office: `pages: [{ number: "800", name: All, members: [], multicast: [{ ip: ${CAST.ip}, port: ${CAST.port} }] }]\n`,
  },
);
