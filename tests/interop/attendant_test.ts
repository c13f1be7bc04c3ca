/**
 * What callers hear and choose when nobody answers but the box: menus, announcements, hours, DISA, names, numbers and
 * the clock, on real baresips.
 *
 * @module
 */
import assert from "node:assert/strict";
import { localTime, type WallTime } from "../../core/base/mod.ts";
import { hearsOneOf, hearsPrompt, sentenceOf } from "./prompt.ts";
import { toneWav } from "./tone.ts";
import { anaAndBob, three, withPhones } from "./with_phones.ts";

const RECORDED_HZ = 1000;
/** Of the dial tone in Romania, where the box of the tests stands. */
const DIAL_HZ = 450;
/** Samples: a third of a second. */
const UNWRITTEN = 2_700;

withPhones(
  "a baresip hears a menu and the office's own recording in it, presses a key, and talks with whom it chose",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await box.put("prompts/en/hall/sales.wav", toneWav(RECORDED_HZ, 1));
    await ana.dial(box.uri("500"));
    await hearsPrompt(ana, "menu-dial-extension");
    await ana.hears(RECORDED_HZ, 0.5);
    await ana.digits("1");
    await ana.hears(660);
    await bob.hears(440);
    await ana.hangUp();
    await bob.until("CALL_CLOSED");
    await box.untilIdle();
  },
  {
    office:
      'menus: [{ name: main, number: "500", says: [menu-dial-extension, hall/sales.wav], keys: { "1": "102" } }]\n',
  },
);

withPhones(
  "a baresip turns night service on, and who calls then hears that the office is closed",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await ana.dial(box.uri("*27"));
    await hearsPrompt(ana, "night-on", 1);
    await ana.until("CALL_CLOSED");
    await bob.dial(box.uri("600"));
    await hearsPrompt(bob, "hours-closed", 1.2);
    await bob.until("CALL_CLOSED");
    await box.untilIdle();
  },
  { office: 'hours: [{ name: office, number: "600", times: ["mon-sun 00:00-24:00"], open: "101" }]\n' },
);

withPhones(
  "a baresip keys in its PIN, hears the dial tone, and dials from there",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await ana.dial(box.uri("680"));
    await ana.until("CALL_ESTABLISHED");
    await ana.digits("739154#");
    await ana.hears(DIAL_HZ, 0.5);
    await ana.digits("102#");
    await bob.hears(440, 0.5);
    await ana.hears(660, 0.5);
    await ana.hangUp();
    await bob.until("CALL_CLOSED");
    await box.untilIdle();
  },
  { office: 'disa: [{ name: home, number: "680", pin: "739154", as: "102" }]\n' },
);

withPhones(
  "a baresip that keys in wrong PINs hears so, is let go after three, and is not let in again",
  (box) => anaAndBob(box).slice(0, 1),
  async (box, [ana]) => {
    await ana!.dial(box.uri("680"));
    await hearsPrompt(ana!, "enter-pin", 1);
    await ana!.digits("739155#");
    await hearsPrompt(ana!, "wrong-pin");
    for (const pin of ["1#", "000000#"]) await ana!.digits(pin);
    await hearsPrompt(ana!, "too-many-attempts", 1);
    await ana!.until("CALL_CLOSED");
    await ana!.dial(box.uri("680"));
    assert.match((await ana!.until("CALL_CLOSED")).param ?? "", /603/);
    await box.untilIdle();
  },
  { office: 'disa: [{ name: home, number: "680", pin: "739154", as: "102" }]\n' },
);

withPhones(
  "a baresip chooses another language in a menu, and is spoken to in it from then on",
  (box) => anaAndBob(box).slice(0, 1),
  async (box, [ana]) => {
    await ana!.dial(box.uri("500"));
    await hearsPrompt(ana!, "menu-dial-extension");
    await ana!.digits("9");
    await hearsPrompt(ana!, "menu-dial-extension", Infinity, "ro");
    await ana!.digits("7");
    await hearsPrompt(ana!, "invalid-choice", Infinity, "ro");
    await ana!.hangUp();
    await box.untilIdle();
  },
  { office: 'menus: [{ name: main, number: "500", says: menu-dial-extension, keys: { "9": { language: ro } } }]\n' },
);

withPhones("a baresip hears what time it is in the office", anaAndBob, async (box, phones) => {
  const [ana] = three(phones);
  const before = spokenTime();
  await ana.dial(box.uri("*60"));
  await hearsOneOf(ana, () => [before, spokenTime()]);
  await ana.hangUp();
  await box.untilIdle();
});

withPhones("a baresip hears its own number", anaAndBob, async (box, phones) => {
  const [ana] = three(phones);
  await ana.dial(box.uri("*65"));
  const sentence = sentenceOf([{ type: "prompt", name: "your-extension" }, { type: "digits", digits: "101" }]);
  // Nothing follows it, and this baresip writes down what it hears only when more comes.
  await hearsOneOf(ana, () => [sentence.subarray(0, -UNWRITTEN)]);
  await ana.until("CALL_CLOSED");
  await box.untilIdle();
});

withPhones(
  "a baresip keys in a name, hears whose it is, takes the second, and talks with him",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await ana.dial(box.uri("*411"));
    await hearsPrompt(ana, "directory-spell-name");
    await ana.digits("746");
    await hearsPrompt(ana, "directory-choose-press", 1);
    await ana.digits("2");
    await ana.digits("1");
    await ana.hears(660);
    await bob.hears(440);
    await ana.hangUp();
    await bob.until("CALL_CLOSED");
    await box.untilIdle();
  },
);

withPhones(
  "who spells a name that nobody has hears so, and one that too many have hears that",
  (box) => anaAndBob(box).slice(0, 1),
  async (box, [ana]) => {
    await ana!.dial(box.uri("*411"));
    await hearsPrompt(ana!, "directory-spell-name", 1);
    await ana!.digits("999");
    await hearsPrompt(ana!, "directory-nobody");
    await ana!.digits("746#");
    await hearsPrompt(ana!, "directory-too-many");
    await ana!.hangUp();
    await box.untilIdle();
  },
  { extensions: 9 },
);

/** "The time is", and the time in Bucharest, as it is put together from clips. */
function spokenTime(): Int16Array {
  const { time } = localTime(Date.now() as WallTime, "Europe/Bucharest");
  return sentenceOf([{ type: "prompt", name: "time-is" }, { type: "time", time }]);
}
