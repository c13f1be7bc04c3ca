/**
 * A supervisor on real phones: who hears whom is checked by their tones.
 *
 * @module
 */
import { hearsOnly } from "./hears_only.ts";
import { hearsPrompt } from "./prompt.ts";
import { anaAndBob, three, withPhones } from "./with_phones.ts";

const OFFICE = { extension: 'may_supervise: ["101"]' };

withPhones(
  "a supervisor hears both of a call and nobody hears him; he whispers to one, barges in to both, and falls silent again",
  (box) => [...anaAndBob(box), { ...box.account("103", "udp"), hz: 880 }],
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await ana.dial(box.uri("102"));
    await ana.until("CALL_ESTABLISHED");
    await carl.dial(box.uri("*33101"));
    await hearsPrompt(carl, "monitor-listening");
    const alone = [hearsOnly(ana, [660], [440, 880]), hearsOnly(bob, [440], [660, 880])];
    await Promise.all([...alone, hearsOnly(carl, [440, 660], [880])]);
    await carl.digits("5");
    await Promise.all([hearsOnly(ana, [660, 880], [440]), hearsOnly(bob, [440], [660, 880])]);
    await carl.digits("6");
    await Promise.all([hearsOnly(ana, [660, 880], [440]), hearsOnly(bob, [440, 880], [660])]);
    await carl.digits("4");
    await Promise.all([hearsOnly(ana, [660], [440, 880]), hearsOnly(bob, [440], [660, 880])]);
    await carl.hangUp();
    await Promise.all([hearsOnly(ana, [660], [440, 880]), hearsOnly(bob, [440], [660, 880])]);
    await ana.hangUp();
    await bob.until("CALL_CLOSED");
    await box.untilIdle();
  },
  OFFICE,
);

withPhones(
  "a call of SRTP and Opus is listened to in G.722; it ends while the supervisor barges in, and he is let go",
  (box) => [
    { ...box.account("101", "udp"), hz: 440, codecs: ["pcmu"], encrypts: true },
    { ...box.account("102", "udp"), hz: 660, codecs: ["opus"] },
    { ...box.account("103", "udp"), hz: 880, codecs: ["g722"] },
  ],
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await ana.dial(box.uri("102"));
    await ana.until("CALL_ESTABLISHED");
    await carl.dial(box.uri("*33101"));
    await carl.until("CALL_ESTABLISHED");
    await hearsOnly(carl, [440, 660], [880]);
    await carl.digits("5");
    await Promise.all([hearsOnly(ana, [660, 880], [440]), hearsOnly(bob, [440], [660, 880])]);
    await carl.digits("6");
    await hearsOnly(bob, [440, 880], [660]);
    await ana.hangUp();
    await carl.until("CALL_CLOSED");
    await box.untilIdle();
  },
  OFFICE,
);

withPhones(
  "a supervisor hears a conference and nobody hears her; whispering is refused, and when she barges in all hear her",
  (box) => [...anaAndBob(box), { ...box.account("103", "udp"), hz: 880 }],
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    for (const phone of [ana, bob]) {
      await phone.dial(box.uri("2001"));
      await phone.until("CALL_ESTABLISHED");
    }
    await hearsOnly(ana, [660], [440]);
    await carl.dial(box.uri("*332001"));
    await hearsPrompt(carl, "monitor-listening");
    await Promise.all([
      hearsOnly(carl, [440, 660], [880]),
      hearsOnly(ana, [660], [440, 880]),
      hearsOnly(bob, [440], [660, 880]),
    ]);
    await carl.digits("5");
    await hearsPrompt(carl, "monitor-no-whisper");
    await carl.digits("6");
    await Promise.all([hearsOnly(ana, [660, 880], [440]), hearsOnly(bob, [440, 880], [660])]);
    for (const phone of [ana, bob]) await phone.hangUp();
    await carl.until("CALL_CLOSED");
    await box.untilIdle();
  },
  {
    extension: 'may_supervise: ["2001"]',
    office: 'rooms: [{ number: "2001", name: Meeting, announce: off }]\n',
  },
);
