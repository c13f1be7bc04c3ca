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

  await visit.goTo("/office-history");
  await visit.look("history");
  await page.click("tbody tr:nth-child(2) button");
  await page.waitForURL(/office-history/);
  await visit.goTo("/office/extensions/104");
  assert.equal(await page.inputValue("#name"), "Dan Munteanu");
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
  assert.match(await page.textContent(".past") ?? "", /Other → Mine/);
});
