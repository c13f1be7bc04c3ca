/**
 * What people record from their phones, on real baresips: an announcement that callers hear, a name in a conference.
 *
 * @module
 */
import type { Baresip } from "./baresip.ts";
import { hearsPrompt } from "./prompt.ts";
import { anaAndBob, three, withPhones } from "./with_phones.ts";

/** The tone after which somebody is recorded. */
const BEEP_HZ = 1000;

const aMoment = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function dials(phone: Baresip, uri: string): Promise<void> {
  await phone.dial(uri);
  await phone.until("CALL_ESTABLISHED");
}

withPhones("what a baresip records as an announcement is what callers hear", anaAndBob, async (box, phones) => {
  const [ana, bob] = three(phones);
  await dials(ana, box.uri("*777"));
  await aMoment(300);
  await ana.digits("#");
  await ana.hears(BEEP_HZ, 0.3);
  await aMoment(2_000);
  await ana.digits("#1");
  await hearsPrompt(ana, "announcement-saved");
  await dials(bob, box.uri("650"));
  await bob.hears(440, 1);
  await box.untilIdle();
  await dials(ana, box.uri("*997"));
  await ana.hears(440, 1);
  await box.untilIdle();
}, {
  extension: "may_announce: true",
  office: 'announcements: [{ name: news, number: "650", says: [{ recorded: "7" }] }]\n',
});

withPhones("a baresip in a conference hears who has come and who has gone", anaAndBob, async (box, phones) => {
  const [ana, bob] = three(phones);
  await dials(ana, box.uri("2001"));
  await dials(bob, box.uri("2001"));
  await hearsPrompt(ana, "conference-joins");
  await bob.hangUp();
  await hearsPrompt(ana, "conference-leaves");
  await ana.hangUp();
  await box.untilIdle();
}, { office: 'rooms: [{ number: "2001", name: Meeting, announce: name }]\n' });
