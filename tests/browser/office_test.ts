import assert from "node:assert/strict";
import { Baresip } from "../interop/baresip.ts";
import { atTheDesk } from "./chromium.ts";

atTheDesk("an extension is added at the desk, a phone registers with it, and the change is undone", async (visit) => {
  const { box, page } = visit;
  await visit.claim();
  await visit.goTo("/office");
  await visit.look("office");
  await visit.goTo("/office/extensions");
  await visit.look("extensions");

  await visit.goTo("/office/extensions/+");
  await page.fill("#number", "104");
  await page.fill("#name", "Dan Munteanu");
  await page.fill("#ring_for", "soon");
  await page.click(".bar button");
  await page.waitForSelector("#ring_for[aria-invalid]");
  await visit.look("extension-fault");
  assert.equal(await page.inputValue("#name"), "Dan Munteanu", "what was typed is still there");
  await page.fill("#ring_for", "30");
  await page.click(".bar button");
  const secret = await page.textContent("[data-secret]");
  await visit.look("extension-added");
  assert.ok(secret !== null);
  const account = { ...box.account("104", "udp"), secret };
  await using opened = new AsyncDisposableStack();
  opened.adopt(await Baresip.start({ ...account, hz: 440, codecs: ["pcma"] }), (phone) => phone.stop());
  await visit.goTo("/");
  await page.waitForSelector("[data-number='104'] .lamp.free");

  await visit.goTo("/office/extensions/104");
  assert.equal(await page.inputValue("#ring_for"), "30");
  await page.fill("#name", "Dan M.");
  await page.click(".bar button");
  await page.waitForSelector(".told.good");
  assert.match(await box.command("export"), /number: "?104"?,? *(name|\n *name): Dan M\./);
  await visit.look("extension-saved");

  await page.click(".told.good form button");
  await page.waitForURL(/office-history/);
  await visit.look("history");
  await visit.goTo("/office/extensions/104");
  assert.equal(await page.inputValue("#name"), "Dan Munteanu");

  await visit.goTo("/office-history");
  await page.click("a[href='/office-history/2'] >> nth=0");
  await visit.look("history-revision");
  await page.click("form[action='/office-history/2/put-back'] button");
  await page.waitForSelector(".told.good");
  assert.doesNotMatch(await box.command("export"), /Dan/);
}, { needs: ["baresip"] });

atTheDesk("of two who change one thing the later one keeps what he typed, and saves over it", async (visit) => {
  const { page } = visit;
  await visit.claim();
  await visit.goTo("/office/extensions/101");
  const other = await page.context().newPage();
  await other.goto(`${visit.site}/office/extensions/101`);
  await other.fill("#name", "Other");
  await other.click(".bar button");
  await other.waitForSelector(".told.good");
  await page.fill("#name", "Mine");
  await page.click(".bar button");
  await page.waitForSelector(".told.warn");
  await visit.look("extension-changed-by-other");
  assert.equal(await page.inputValue("#name"), "Mine");
  assert.match(await page.textContent(".told.warn") ?? "", /Other/);
  await page.click(".bar button");
  await page.waitForSelector(".told.good");
  assert.match(await page.textContent(".who-changed") ?? "", /Other → Mine/);
});

atTheDesk("a menu is made of rows by keyboard: Enter saves, and more rows lose nothing", async (visit) => {
  const { box, page } = visit;
  await visit.claim();
  await visit.goTo("/office/menus");
  await visit.look("menus-empty");
  await visit.goTo("/office/menus/+");
  await page.fill("#name", "reception");
  await page.fill("#says", "hours-closed");
  await page.fill("[name='keys.0.key']", "1");
  await page.fill("[name='keys.0.to']", "101");
  await page.click("button[name='row-more']");
  await page.waitForSelector("[name='keys.3.key']");
  assert.equal(await page.inputValue("#name"), "reception");
  await page.fill("[name='keys.1.key']", "2");
  await page.fill("[name='keys.1.to']", "102");
  await visit.look("menu-rows");
  await page.press("[name='keys.1.to']", "Enter");
  await page.waitForSelector(".told.good");
  await visit.look("menu-saved");
  assert.match(await box.command("export"), /"1": "101"\s+"2": "102"/);
});

atTheDesk("another thing like one is a form away, and what is typed there is not lost by a slip", async (visit) => {
  const { box, page } = visit;
  await visit.claim();
  await visit.goTo("/office/extensions/101");
  await visit.look("extension-another");
  await page.click(".head a[href$='like=101']");
  await page.waitForURL(/\+\?like=101$/);
  assert.equal(await page.inputValue("#number"), "104", "the first number that nothing has");
  assert.equal(await page.inputValue("#name"), "");
  assert.equal(await page.inputValue("[id='ring_for']"), "25");

  await page.locator("#name").pressSequentially("Dan");
  const asked: string[] = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  await page.click(".nav a[href='/calls']");
  await page.waitForFunction(() => document.querySelector("[data-keeps]") !== null);
  assert.deepEqual([asked, await page.inputValue("#name")], [["beforeunload"], "Dan"]);
  await page.click(".bar button");
  await page.waitForSelector("[data-secret]");
  await page.click(".nav a[href='/calls']");
  await page.waitForURL(/\/calls$/);
  assert.equal(asked.length, 1, "what is saved may be left");
  assert.match(await box.command("export"), /number: "?104"?,?\s+name: Dan,?\s+(secret: \S+\s+)?ring_for: 25/);
}, { extension: "ring_for: 25" });
