import assert from "node:assert/strict";
import { atTheDesk } from "./chromium.ts";
import { anaAndBob, startPhones, three } from "../interop/with_phones.ts";

const OFFICE = `groups: [{ number: "600", name: Sales, members: ["101", "102"], otherwise: announcement sorry }]
hours: [{ name: office, times: ["mon-sun 00:00-24:00"], open: menu main, closed: announcement sorry }]
menus: [{ name: main, number: "500", says: hours-closed, keys: { "1": group 600, "9": hours office } }]
announcements: [{ name: sorry, says: hours-closed }]
numbers: [{ number: "+40211234567", to: hours office }]
`;

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
    await page.click("#ways form button");
    await page.waitForSelector(".told.bad");
    assert.match(await page.textContent("#new-fault") ?? "", /nowhere/, "the fault stands at its field");
    await page.fill("#new-to", "102");
    await page.click("#ways form button");
    await page.waitForSelector(".told.good");
    await visit.look("flow-ways");
    assert.equal(await page.locator(".flow .way").count(), 7);
    assert.match(await box.command("export"), /"?3"?: "?102"?/);

    await using opened = new AsyncDisposableStack();
    const [ana, bob] = three(await startPhones(opened, anaAndBob(box)));
    await ana.dial(box.uri("500"));
    await ana.until("CALL_ESTABLISHED");
    await ana.digits("3");
    await bob.until("CALL_ESTABLISHED");
    await ana.hangUp();
    await box.untilIdle();
  },
  { needs: ["baresip"], office: OFFICE },
);

atTheDesk("the tip of an arrow is drawn on to another box, and the office says so", async (visit) => {
  const { page, box } = visit;
  await visit.claim();
  await page.setViewportSize({ width: 1920, height: 1000 });
  await visit.goTo("/flow");
  const middleOf = async (selector: string) => {
    const { x, y, width, height } = (await page.locator(selector).boundingBox())!;
    return [x + width / 2, y + height / 2] as const;
  };
  await page.mouse.move(...await middleOf(".flow .way:has(text:text-is('1')) .grip"));
  await page.mouse.down();
  await page.mouse.move(...await middleOf(".flow .box.is-announcement rect"), { steps: 5 });
  assert.equal(await page.locator(".flow .box.is-target").count(), 1);
  await page.mouse.up();
  await page.waitForSelector(".told.good");
  assert.match(await box.command("export"), /"?1"?: announcement sorry/);
  await visit.look("flow-drawn");
}, { office: OFFICE });
