import assert from "node:assert/strict";
import { anaAndBob, startPhones, three } from "../interop/with_phones.ts";
import { atTheDesk } from "./chromium.ts";

atTheDesk("the pages of people, keys and the audit keep nobody out", async (visit) => {
  const { page } = visit;
  await visit.claim();
  await visit.goTo("/accounts/+");
  await page.fill("#fullName", "Bob Ionescu");
  await page.fill("#name", "bob");
  await visit.look("account-new");
  // The page is gone by the time that anybody could look at it again.
  await page.evaluate(() => {
    const look = () => localStorage.setItem("busy", document.querySelector("[aria-busy=true]")?.textContent ?? "");
    new MutationObserver(look).observe(document, { subtree: true, attributeFilter: ["aria-busy"] });
  });
  await page.click("main form button[type=submit]");
  await page.waitForSelector("[data-secret]");
  assert.equal(await page.evaluate(() => localStorage.getItem("busy")), "Save", "it is shown to go on");
  await visit.look("account-handover");
  await visit.goTo("/accounts");
  await visit.look("accounts");
  await visit.goTo("/keys");
  await visit.look("keys");
  await visit.goTo("/audit");
  await visit.look("audit");
});

atTheDesk("an employee sees what is his and nobody else's, and a page that is not for him says so", async (visit) => {
  const { page, box, site } = visit;
  await visit.claim();
  await visit.goTo("/accounts/+");
  await page.fill("#fullName", "Carl Ene");
  await page.fill("#name", "carl");
  await page.fill("#extension", "103");
  await page.click("main form button[type=submit]");
  await page.waitForSelector("[data-secret]");
  const password = (await page.textContent("[data-secret]"))!;

  await using opened = new AsyncDisposableStack();
  const [ana, bob] = three(await startPhones(opened, anaAndBob(box)));
  await ana.dial(box.uri("102"));
  await bob.until("CALL_ESTABLISHED");
  await ana.hangUp();
  await box.untilIdle();
  await page.goto(`${site}/calls`);
  for (let tries = 0; tries < 20 && await page.locator("[data-call]").count() === 0; tries++) await page.reload();
  const call = await page.getAttribute("[data-call] a", "href");

  await page.context().clearCookies();
  await page.goto(`${site}/sign-in`);
  await page.fill("#name", "carl");
  await page.fill("#password", password);
  await page.click("main form button[type=submit]");
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  const places = await page.locator("nav a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  for (const theirs of ["/office", "/accounts", "/keys", "/audit"]) assert.ok(!places.includes(theirs), theirs);
  await visit.look("employee");
  for (const theirs of ["/office", "/accounts", "/keys", "/audit", "/missed", call!]) {
    const answer = await page.goto(site + theirs);
    assert.ok([403, 404].includes(answer!.status()), `${theirs}: ${answer!.status()}`);
  }
  await visit.look("employee-barred");
}, { needs: ["baresip"] });

atTheDesk("who has no phone has his browser tell what happens all the same, once he wants it", async (visit) => {
  const { page } = visit;
  await visit.claim();
  // Nobody sits before this one who could be asked.
  await page.addInitScript(() => {
    let said: NotificationPermission = "default";
    Object.defineProperty(Notification, "permission", { get: () => said });
    Notification.requestPermission = () => Promise.resolve(said = "granted");
  });
  await visit.goTo("/me");
  await page.click("button:text('Tell me on my screen')");
  await page.waitForSelector("[data-notices-are=granted]");
  await visit.look("me-notices");
  await page.addInitScript(() => Object.defineProperty(Notification, "permission", { get: () => "denied" }));
  await visit.goTo("/me");
  await page.waitForSelector("[data-notices-are=denied]");
});
