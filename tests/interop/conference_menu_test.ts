/**
 * What a moderator does in a conference by the `*` menu, on real phones: each hears what was done, and it is so.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Baresip } from "./baresip.ts";
import type { Box } from "./box.ts";
import { hearsOnly } from "./hears_only.ts";
import { clarityOf, clip, hearsLast, hearsPrompt } from "./prompt.ts";
import { officeWith } from "./provider.ts";
import { pathOf, secondsOfBoth, sidesOf, soundOf } from "./recorded.ts";
import { secondsOf, toneWav } from "./tone.ts";
import { anaBobAndCarl, three, withPhones } from "./with_phones.ts";

const MODERATOR = "999#";
const GUEST = "#";
const MUSIC_HZ = 1000;
/** For so long three are recorded at once. */
const TOGETHER_MS = 1_500;
const ROOM = 'rooms: [{ number: "2001", name: Meeting, moderator_pin: "999", announce: off }]\n';

async function comeIn(box: Box, phone: Baresip, pin: string): Promise<void> {
  await phone.dial(box.uri("2001"));
  await phone.until("CALL_ESTABLISHED");
  await phone.digits(pin);
}

withPhones(
  "who dials in while a moderator keeps the room locked hears so, and comes in once it is open; then it is ended for all",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await comeIn(box, ana, MODERATOR);
    await comeIn(box, bob, GUEST);
    await bob.hears(440, 0.5);
    await ana.digits("*2");
    await hearsLast(ana, "conference-locked");
    await comeIn(box, carl, GUEST);
    await hearsPrompt(carl, "conference-is-locked", 1);
    await carl.until("CALL_CLOSED");
    await ana.digits("*2");
    await hearsLast(ana, "conference-unlocked");
    await comeIn(box, carl, GUEST);
    await carl.hears(660, 0.5);
    await ana.digits("*9");
    for (const phone of [bob, carl, ana]) {
      await hearsPrompt(phone, "conference-ended", 1);
      await phone.until("CALL_CLOSED");
    }
    await box.untilEmpty();
  },
  { office: ROOM },
);

withPhones(
  "a moderator invites by dialling: nobody outside whom he may not call, and a colleague, who presses 1, hears and is heard",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await comeIn(box, ana, MODERATOR);
    for (const [keys, sentence] of [["*0", "conference-no-guests"], ["*3", "invalid-choice"]] as const) {
      await ana.digits(keys);
      await hearsLast(ana, sentence);
    }
    await comeIn(box, bob, GUEST);
    await bob.hears(440, 0.5);
    await ana.digits("*6");
    await hearsPrompt(ana, "enter-number", 0.8);
    await ana.digits("0722000111#");
    await hearsPrompt(ana, "not-permitted", 1);
    await ana.digits("*6103#");
    await carl.until("CALL_ESTABLISHED");
    await hearsPrompt(carl, "conference-invited");
    await carl.digits("1");
    await Promise.all([
      hearsOnly(ana, [660, 880], [440]),
      hearsOnly(bob, [440, 880], [660]),
      hearsOnly(carl, [440, 660], [880]),
    ]);
    await ana.hangUp();
    await hearsOnly(bob, [880], [440, 660]);
    for (const phone of [bob, carl]) await phone.hangUp();
    await box.untilEmpty();
  },
  { office: officeWith({ provider: "kind: peer, host: 127.0.0.3" }) + ROOM, extension: "may_call: internal" },
);

withPhones(
  "a moderator records the room: all hear that it is, whoever comes later too, and the recording has them all",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await comeIn(box, ana, MODERATOR);
    await comeIn(box, bob, GUEST);
    await bob.hears(440, 0.5);
    await ana.digits("*7");
    await Promise.all([hearsPrompt(ana, "recording-started", 1), hearsPrompt(bob, "recording-notice")]);
    await comeIn(box, carl, GUEST);
    await hearsPrompt(carl, "recording-notice");
    await hearsOnly(ana, [660, 880], [440]);
    await new Promise((resolve) => setTimeout(resolve, TOGETHER_MS));
    await ana.digits("*7");
    await hearsPrompt(ana, "recording-stopped", 1);
    const [stopped] = await box.untilRecorded("recording.stopped", 1);
    const [said, heard] = sidesOf(box, pathOf(stopped));
    assert.ok(secondsOf(soundOf(said), 440) >= 2, "the moderator is on the left");
    assert.ok(secondsOfBoth(soundOf(heard), [660, 880]) >= 1, "the others are on the right");
    assert.ok(clarityOf(clip("recording-started"), heard) >= 0.9, "that it began is in the file");
    await ana.digits("*9");
    for (const phone of [ana, bob, carl]) await phone.until("CALL_CLOSED");
    await box.untilEmpty();
  },
  { office: ROOM },
);

withPhones(
  "whoever comes before the moderator hears music and nobody; whoever is removed hears so, and he alone goes",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await box.put("music/tone.wav", toneWav(MUSIC_HZ, 5));
    await comeIn(box, bob, GUEST);
    await hearsPrompt(bob, "conference-wait-for-moderator", 2);
    await comeIn(box, carl, GUEST);
    await Promise.all([hearsOnly(bob, [MUSIC_HZ], [880]), hearsOnly(carl, [MUSIC_HZ], [660])]);
    await comeIn(box, ana, MODERATOR);
    await Promise.all([hearsOnly(bob, [440, 880], [MUSIC_HZ]), hearsOnly(carl, [440, 660], [MUSIC_HZ])]);
    await ana.digits("*3");
    await hearsPrompt(carl, "conference-removed", 1.5);
    await carl.until("CALL_CLOSED");
    await hearsOnly(bob, [440], [880]);
    await ana.hangUp();
    await hearsPrompt(bob, "conference-moderator-left");
    await hearsOnly(bob, [MUSIC_HZ], [440]);
    await bob.hangUp();
    await box.untilEmpty();
  },
  { office: ROOM.replace("announce: off", "announce: off, wait_for_moderator: true") },
);
