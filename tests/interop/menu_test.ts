/**
 * Menus in menus, what callers hear who choose nothing or what there is not, keys and numbers that `#` ends, and offices that
 * are closed or have a break, on real baresips.
 *
 * @module
 */
import { localTime, type WallTime } from "../../core/base/mod.ts";
import { Box } from "./box.ts";
import { HERE } from "./place.ts";
import { clip, heardBy, hearsLast, hearsOneOf, hearsPrompt, sentenceOf } from "./prompt.ts";
import { realTest } from "./tool.ts";
import { anaAndBob, anaBobAndCarl, endCall, startPhones, three, withPhones } from "./with_phones.ts";

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];
const inOffice = (aheadMs: number) => localTime(Date.now() + aheadMs as WallTime, "Europe/Bucharest");
const [TODAY, TOMORROW, OPENING] = [0, 1, 2].map((days) => inOffice(days * DAY_MS).date);
const OPENING_DAY = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"][new Date(OPENING!).getUTCDay()];

withPhones(
  "a baresip goes from a menu into another and back by *, and talks with whom it chose there",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await ana.dial(box.uri("500"));
    await hearsPrompt(ana, "menu-sales-press", 1);
    await ana.digits("1");
    await hearsPrompt(ana, "menu-support-press", 1);
    // There is no 2 here, but where * leads.
    for (const [chosen, key] of ["*", "2"].entries()) {
      await ana.digits(key);
      await box.untilRecorded("menu.chosen", chosen + 2);
    }
    await ana.hears(660);
    await bob.hears(440);
    await endCall(box, ana, bob);
  },
  {
    office: "menus:\n" +
      '  - { name: main, number: "500", says: menu-sales-press, keys: { "1": menu support, "2": "102" } }\n' +
      '  - { name: support, says: menu-support-press, keys: { "1": "103" } }\n',
  },
);

withPhones(
  "who chooses nothing hears so, who chooses what there is not hears that, and each talks at last with whom the menu has for it",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await ana.dial(box.uri("500"));
    await hearsPrompt(ana, "no-choice");
    await bob.hears(440);
    await ana.hears(660);
    await endCall(box, ana, bob);
    await ana.until("CALL_CLOSED");
    await ana.dial(box.uri("500"));
    await ana.until("CALL_ESTABLISHED");
    await ana.digits("7");
    await hearsPrompt(ana, "invalid-choice");
    await ana.digits("8");
    await carl.hears(440);
    await ana.hears(880);
    await endCall(box, ana, carl);
  },
  {
    office:
      'menus: [{ name: main, number: "500", says: menu-sales-press, first_for: 2, tries: 2, keys: { "1": "101" }, ' +
      'on_timeout: "102", on_invalid: "103" }]\n',
  },
);

/** Longer than a phone takes to be called, on however slow a machine. */
const PAUSE_S = 20;

withPhones(
  "# says a menu again, and ends a key and a number that might be longer: nobody waits for the pause then",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    for (const pressed of ["1#", "102#"]) {
      await ana.dial(box.uri("500"));
      await hearsPrompt(ana, "menu-dial-extension", 1);
      const before = (await heardBy(ana)).length;
      await ana.digits("#");
      await hearsOneOf(ana, () => [clip("menu-dial-extension")], before);
      await ana.digits(pressed);
      await bob.until("CALL_ESTABLISHED", PAUSE_S * 1_000 - 5_000);
      await bob.hears(440);
      await endCall(box, ana, bob);
      await ana.until("CALL_CLOSED");
    }
  },
  {
    // 102 is the beginning of another number, and 1 of both.
    office: '  - { number: "1021", name: Phone 1021, secret: secret-1021 }\n' +
      'menus: [{ name: main, number: "500", says: [menu-dial-extension, menu-sales-press], direct: true, ' +
      `next_for: ${PAUSE_S}, keys: { "1": "102" } }]\n`,
  },
);

withPhones(
  "a baresip hears that the office is closed and when it opens, and on a day of the office file that it is a holiday",
  (box) => anaAndBob(box).slice(0, 1),
  async (box, [ana]) => {
    const opening = sentenceOf([{ type: "date", date: OPENING! }, { type: "time", time: "07:30" }]);
    await ana!.dial(box.uri("601"));
    await hearsPrompt(ana!, "hours-closed");
    await hearsPrompt(ana!, "hours-open-again");
    await hearsOneOf(ana!, () => [opening]);
    await ana!.until("CALL_CLOSED");
    await ana!.dial(box.uri("600"));
    await hearsPrompt(ana!, "hours-holiday");
    await ana!.until("CALL_CLOSED", 20_000);
    await box.untilIdle();
  },
  {
    office: "hours:\n" +
      `  - { name: shop, number: "601", times: [${OPENING_DAY} 07:30-18:00], open: "102" }\n` +
      `  - { name: office, number: "600", times: ["mon-sun 00:00-24:00"], holidays: ["${TODAY}..${TOMORROW}"], open: "102" }\n`,
  },
);

/** Whatever time it is: the office closed two hours ago, and opens again in two. */
const [CLOSED, AGAIN] = [inOffice(-2 * HOUR_MS), inOffice(2 * HOUR_MS)];
const BREAK = "hours:\n" +
  `  - { name: shop, number: "601", times: ["mon-sun ${AGAIN.time}-${CLOSED.time}"], open: "102" }\n` +
  `  - { name: lunch, times: ["mon-sun ${CLOSED.time}-${AGAIN.time}"], open: announcement lunch, closed: hours shop }\n` +
  "announcements: [{ name: lunch, says: hours-break }]\n";

withPhones(
  "in a break of the office a baresip hears that it is closed, and when it opens again",
  (box) => anaAndBob(box).slice(0, 1),
  async (box, [ana]) => {
    await ana!.dial(box.uri("601"));
    await hearsPrompt(ana!, "hours-closed");
    await hearsPrompt(ana!, "hours-open-again");
    const { date, time } = AGAIN;
    const opening = sentenceOf([{ type: "date", date, today: inOffice(0).date }, { type: "time", time }]);
    await hearsOneOf(ana!, () => [opening]);
    await ana!.until("CALL_CLOSED");
    await box.untilIdle();
  },
  { office: BREAK },
);

realTest("who calls from outside in a break that has its own announcement hears that", ["baresip"], async () => {
  await using opened = new AsyncDisposableStack();
  const office = `trunks: [{ name: provider, kind: peer, host: ${HERE}, number: "+40211234567" }]\n` +
    `numbers: [{ number: "0211234567", to: hours lunch }]\n${BREAK}`;
  const box = opened.adopt(await Box.start({ office }), (box) => box.stop());
  const [caller] = await startPhones(opened, [{ user: "0722000111", hz: 440 }]);
  await caller!.dial(box.uri("0211234567"));
  await hearsLast(caller!, "hours-break");
  await caller!.until("CALL_CLOSED");
  await box.untilIdle();
});
