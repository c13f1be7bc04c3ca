/**
 * What concerns all in a conference, on real phones: how many they are, that no more may come, and that nobody but the
 * moderator is to be heard.
 *
 * @module
 */
import type { Baresip } from "./baresip.ts";
import type { Box } from "./box.ts";
import { hearsOnly } from "./hears_only.ts";
import { hearsLast, hearsOneOf, hearsPrompt, sentenceOf } from "./prompt.ts";
import { anaBobAndCarl, three, withPhones } from "./with_phones.ts";

async function comeIn(box: Box, phone: Baresip, pin: string): Promise<void> {
  await phone.dial(box.uri("2001"));
  await phone.until("CALL_ESTABLISHED");
  if (pin !== "") await phone.digits(pin);
}

withPhones(
  "whoever comes in hears how many are there; whoever finds the room full hears so, and comes in when one has left",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await comeIn(box, ana, "");
    await hearsPrompt(ana, "conference-alone");
    await comeIn(box, bob, "");
    await hearsPrompt(bob, "conference-number");
    await comeIn(box, carl, "");
    await hearsPrompt(carl, "conference-is-full", 1);
    await carl.until("CALL_CLOSED");
    await ana.hangUp();
    await hearsPrompt(bob, "conference-alone");
    await comeIn(box, carl, "");
    await hearsPrompt(carl, "conference-number");
    await hearsOnly(bob, [880], [440]);
    for (const phone of [bob, carl]) await phone.hangUp();
    await box.untilEmpty();
  },
  { office: 'rooms: [{ number: "2001", name: Meeting, announce: count, most: 2 }]\n' },
);

withPhones(
  "a moderator mutes all by *5: each guest hears so, and nobody hears him, until *5 again or the moderator leaves",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await comeIn(box, ana, "999#");
    await comeIn(box, bob, "#");
    await comeIn(box, carl, "#");
    await hearsOnly(ana, [660, 880], [440]);
    await ana.digits("*5");
    await hearsLast(ana, "conference-all-muted");
    await Promise.all([bob, carl].map((guest) => hearsPrompt(guest, "conference-muted")));
    await Promise.all([
      hearsOnly(ana, [], [440, 660, 880]),
      hearsOnly(bob, [440], [660, 880]),
      hearsOnly(carl, [440], [660, 880]),
    ]);
    await ana.digits("*5");
    await hearsLast(ana, "conference-all-unmuted");
    await Promise.all([bob, carl].map((guest) => hearsPrompt(guest, "conference-unmuted")));
    await Promise.all([
      hearsOnly(ana, [660, 880], [440]),
      hearsOnly(bob, [440, 880], [660]),
      hearsOnly(carl, [440, 660], [880]),
    ]);
    await ana.digits("*5");
    await hearsOnly(bob, [440], [660, 880]);
    await ana.hangUp();
    await Promise.all([hearsOnly(bob, [880], [440, 660]), hearsOnly(carl, [660], [440, 880])]);
    for (const phone of [bob, carl]) await phone.hangUp();
    await box.untilEmpty();
  },
  { office: 'rooms: [{ number: "2001", name: Meeting, moderator_pin: "999", announce: off }]\n' },
);

withPhones(
  "a guest hears by *4 how many are there, and is let go by *8; the others talk on",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    for (const phone of phones) await comeIn(box, phone, "");
    await ana.hears(880, 0.5);
    await carl.digits("*");
    await hearsPrompt(carl, "conference-mute-press");
    await carl.digits("4");
    const threeThere = [{ type: "prompt", name: "conference-number" }, { type: "number", value: 3 }] as const;
    await hearsOneOf(carl, () => [sentenceOf(threeThere)]);
    await carl.digits("*8");
    await carl.until("CALL_CLOSED");
    await hearsOnly(ana, [660], [880]);
    await hearsOnly(bob, [440], [880]);
    for (const phone of [ana, bob]) await phone.hangUp();
    await box.untilEmpty();
  },
  { office: 'rooms: [{ number: "2001", name: Meeting, announce: off }]\n' },
);
