import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { HERE } from "../interop/place.ts";
import { atTheDesk } from "./chromium.ts";
import { choose, enter, type } from "./keyboard.ts";
import type { Box } from "../interop/box.ts";
import { anaAndBob, startPhones, three } from "../interop/with_phones.ts";

const OFFICE = `groups: [{ number: "600", name: Sales, members: ["101", "102"], otherwise: announcement sorry }]
hours: [{ name: office, times: ["mon-sun 00:00-24:00"], open: menu main, closed: announcement sorry }]
menus: [{ name: main, number: "500", says: hours-closed, keys: { "1": group 600, "9": hours office } }]
announcements: [{ name: sorry, says: hours-closed }]
numbers: [{ number: "+40211234567", to: hours office }]
`;

/** A caller who presses it in the menu talks to him. */
async function keyLeadsToBob(box: Box, key: string): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const [ana, bob] = three(await startPhones(opened, anaAndBob(box)));
  await ana.dial(box.uri("500"));
  await ana.until("CALL_ESTABLISHED");
  await ana.digits(key);
  await bob.until("CALL_ESTABLISHED");
  await ana.hangUp();
  await box.untilIdle();
}

/** With a mouse, and its button is still held. */
async function drag(page: Page, from: string, to: string): Promise<void> {
  const middleOf = async (selector: string) => {
    const { x, y, width, height } = (await page.locator(selector).boundingBox())!;
    return [x + width / 2, y + height / 2] as const;
  };
  await page.mouse.move(...await middleOf(from));
  await page.mouse.down();
  await page.mouse.move(...await middleOf(to), { steps: 5 });
}

atTheDesk(
  "where calls go is drawn; a way that is set beside it is an arrow more, and callers take it",
  async (visit) => {
    const { page, box } = visit;
    await visit.claim();
    await visit.goTo("/flow");
    await visit.look("flow");
    assert.equal(await page.locator(".flow .way").count(), 6);
    await page.click(".flow a[href^='/flow?at=menus/main']");
    await page.waitForSelector("#ways");
    await page.selectOption("#ways select[name='new-key']", "3");
    await page.fill("#new-to", "nowhere");
    await page.click("#ways form button.first");
    await page.waitForSelector(".told.bad");
    assert.match(await page.textContent("#new-fault") ?? "", /nowhere/, "the fault stands at its field");
    await page.fill("#new-to", "102");
    await page.click("#ways form button.first");
    await page.waitForSelector(".told.good");
    await visit.look("flow-ways");
    assert.equal(await page.locator(".flow .way").count(), 7);
    assert.match(await box.command("export"), /"?3"?: "?102"?/);

    await keyLeadsToBob(box, "3");
  },
  { needs: ["baresip"], office: OFFICE },
);

atTheDesk("the tip of an arrow is drawn on to another box, and the office says so", async (visit) => {
  const { page, box } = visit;
  await visit.claim();
  await page.setViewportSize({ width: 1920, height: 1000 });
  await visit.goTo("/flow");
  await drag(page, ".flow .way:has(text:text-is('1')) .grip", ".flow .box.is-announcement rect");
  assert.equal(await page.locator(".flow .box.is-target").count(), 1);
  await page.mouse.up();
  await page.waitForSelector(".told.good");
  assert.match(await box.command("export"), /"?1"?: announcement sorry/);
  await visit.look("flow-drawn");
}, { office: OFFICE });

atTheDesk(
  "an arrow is drawn from a box where it led nowhere, to another box or to something new, and callers take it",
  async (visit) => {
    const { page, box } = visit;
    await visit.claim();
    await visit.goTo("/flow");
    await page.setViewportSize({ width: 1920, height: 1000 });
    const plus = ".flow .plus[aria-label='Lead on from: main']";
    await drag(page, `${plus} .reach`, ".flow a[href^='/flow?at=extensions/102'] rect");
    assert.equal(await page.locator(".flow .way.new, .flow .box.is-target").count(), 2);
    await page.mouse.up();
    assert.equal(await page.inputValue("#lead-to"), "102", "where it was drawn to is what it leads to");
    await page.selectOption("#lead-way", { label: "Key 3" });
    await visit.look("flow-lead");
    await page.click("dialog button[type=submit]");
    await page.waitForSelector(".told.good");
    assert.match(await box.command("export"), /"?3"?: "?102"?/);

    await keyLeadsToBob(box, "3");

    // Nothing leads where calls begin, and it is said.
    await visit.goTo("/flow");
    await drag(page, `${plus} .reach`, ".flow .box.is-number rect");
    await page.mouse.up();
    assert.match(await page.textContent(".flow [role=status]") ?? "", /^\+40211234567: calls begin there/);
    assert.equal(await page.locator("dialog").count(), 0);
    await visit.look("flow-barred");

    // Only what callers of one thing come to.
    await visit.goTo("/flow?from=menus%2Fmain");
    assert.equal(await page.locator(".flow .box.is-number").count(), 0);
    await visit.look("flow-from");

    // By keyboard, where it would not do first: the fault stands at the way in the panel of its box.
    await visit.goTo("/flow");
    await enter(visit, plus);
    await choose(visit, "#lead-way", "Key 4");
    await type(visit, "#lead-to", "nowhere");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".told.bad");
    assert.match(await page.textContent("[id='keys.4-fault']") ?? "", /nowhere/);
    assert.equal(await page.inputValue("[id='keys.4']"), "nowhere");

    // Let go beside all boxes, it leads to something new.
    await visit.goTo("/flow");
    await page.setViewportSize({ width: 1920, height: 1000 });
    const { x, y } = (await page.locator(".flow svg").boundingBox())!;
    await drag(page, ".flow .way:has(text:text-is('9')) .grip", ".flow svg");
    await page.mouse.move(x + 4, y + 4, { steps: 5 });
    await page.mouse.up();
    assert.equal(await page.inputValue("#lead-to"), "");
    await choose(visit, "dialog select[name='make:keys.9']", "New announcement");
    await enter(visit, "dialog button[type=submit]");
    await page.waitForSelector(".told.good");
    assert.match(await box.command("export"), /"?9"?: announcement announcement/);
    assert.deepEqual(visit.faults, []);
  },
  { needs: ["baresip"], office: OFFICE.replace('{ "1":', '{ "2": "102", "1":') },
);

/** Whoever calls from this machine and is no phone of the office comes from the provider. */
const ONE_NUMBER = `trunks: [{ name: provider, kind: peer, host: ${HERE}, number: "+40211234567" }]
numbers: [{ number: "0211234567", to: "101" }]
`;
/** The tone after which a mailbox records. */
const BEEP_HZ = 1_000;
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

atTheDesk(
  "hours and a group are made where ways are to lead to them, callers go by them, and all of it is undone",
  async (visit) => {
    const { page, box } = visit;
    await visit.claim();
    await using opened = new AsyncDisposableStack();
    const [bob, caller] = three(
      await startPhones(opened, [
        { ...box.account("102", "udp"), hz: 660 },
        { user: "0722000111", hz: 440, codecs: ["pcma"] },
      ]),
    );
    await visit.goTo("/flow");
    await page.click(".flow a[href^='/flow?at=numbers/0211234567']");
    await page.selectOption("#ways select[name='make:to']", "hours");
    const save = async () => {
      await page.click("#ways form button.first");
      await page.waitForSelector(".told.good");
    };
    await save();
    assert.match((await page.textContent("#ways h2"))!, /hours$/, "what was made is what one goes on with");
    assert.equal(await page.inputValue("#open"), "101", "callers go where they went before");
    await visit.look("flow-made");

    await page.fill("#times", "mon-sun 00:00-24:00");
    await page.selectOption("#ways select[name='make:open']", "groups");
    await page.fill("#closed", "voicemail 101");
    await save();
    await page.fill("[name='members.0.number']", "102");
    await save();
    await visit.look("flow-made-group");
    assert.match(await box.command("export"), /to: hours hours[^]*open: group 600[^]*members:[^]*"102"/);

    await caller.dial(box.uri("0211234567"));
    await bob.until("CALL_ESTABLISHED");
    await caller.hears(660, 0.4);
    await caller.hangUp();
    await box.untilIdle();

    await page.click(".flow a[href^='/flow?at=hours/hours']");
    await page.waitForSelector("#ways #times");
    await page.fill("#times", `${DAYS[(new Date().getUTCDay() + 3) % DAYS.length]} 09:00-17:00`);
    await save();
    await caller.dial(box.uri("0211234567"));
    await caller.hears(BEEP_HZ, 0.3);
    await caller.hangUp();
    await box.untilIdle();

    await visit.goTo("/office-history");
    await page.click("a.button[href='/office-history/1']");
    await page.click("form[action='/office-history/1'] button");
    await page.waitForSelector("tbody tr:nth-child(6)");
    assert.doesNotMatch(await box.command("export"), /hours|groups/);
    assert.deepEqual(visit.faults, []);
  },
  { needs: ["baresip"], office: ONE_NUMBER, extension: 'voicemail: { pin: "4711" }' },
);
