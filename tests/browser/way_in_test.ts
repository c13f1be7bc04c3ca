import assert from "node:assert/strict";
import { TOTP } from "otpauth";
import { atTheDesk, PASSWORD } from "./chromium.ts";

/** Every 30 s the authenticator has another code, and no code is good twice. */
const PERIOD_MS = 30_000;

atTheDesk("the box is claimed, an authenticator added, and signed in by code and by passkey", async (visit) => {
  const { page, site } = visit;
  await page.goto(site);
  assert.equal(page.url(), `${site}/claim`);
  await visit.look("claim");
  await visit.claim();

  await visit.goTo("/me/authenticator");
  await visit.look("authenticator");
  const secret = (await page.textContent("code"))!.replaceAll(" ", "");
  const totp = new TOTP({ secret });
  const before = Date.now();
  await page.fill("#code", totp.generate());
  await page.click("main form button[type=submit]");
  await page.waitForSelector(".codes");
  assert.equal(await page.locator(".codes li").count(), 10);
  const [backup] = await page.locator(".codes li").allTextContents();
  await visit.look("backup-codes");

  await visit.goTo("/me");
  await visit.look("me");
  const chrome = await page.context().newCDPSession(page);
  await chrome.send("WebAuthn.enable");
  await chrome.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.click("[data-island=passkey_adder] button");
  await page.waitForSelector("form[action='/me/passkeys']");

  await visit.goTo("/prove?back=/keys");
  await visit.look("prove");
  await page.click("[data-island=passkey_button] button");
  await page.waitForURL(`${site}/keys`);

  const signOut = async () => {
    await page.setViewportSize({ width: 1_280, height: 800 });
    await page.click(".who button[type=submit]");
    await page.waitForURL(/\/sign-in$/);
    await page.waitForSelector("[data-awake]");
  };
  await signOut();
  await visit.look("sign-in");
  await page.click("[data-island=passkey_button] button");
  await page.waitForURL(`${site}/`);

  await signOut();
  await page.fill("#name", "ana");
  await page.fill("#password", PASSWORD);
  await page.click("main form button[type=submit]");
  await page.waitForURL(/sign-in\/code/);
  await visit.look("code");
  // The first code was used: where its time is not over, a backup code does.
  const isOver = Math.floor(Date.now() / PERIOD_MS) > Math.floor(before / PERIOD_MS) + 1;
  await page.fill("#code", isOver ? totp.generate() : backup!);
  await page.click("main form button[type=submit]");
  await page.waitForURL(`${site}/`);

  // Without the authenticator a password lets her in, and proves nothing: what she sends waits for the passkey.
  await visit.goTo("/me/authenticator");
  await page.click("form[action='/me/authenticator/remove'] button");
  await page.waitForSelector("form[action='/me/backup-codes']");
  await visit.look("me-backup-codes");
  await signOut();
  await page.fill("#name", "ana");
  await page.fill("#password", PASSWORD);
  await page.click("main form button[type=submit]");
  await page.waitForURL(`${site}/`);
  await visit.goTo("/office/extensions/101");
  await page.fill("#name", "Ana P.");
  await page.selectOption("#may_call", "premium");
  await page.click(".bar button");
  await page.waitForSelector("#held");
  await page.waitForSelector("[data-awake]");
  await visit.look("prove-held");
  await page.click("[data-island=passkey_button] button");
  await page.waitForSelector(".told.good");
  assert.equal(await page.inputValue("#name"), "Ana P.");
  assert.match(await visit.box.command("export"), /name: Ana P\..*may_call: premium/);
  assert.deepEqual(visit.faults, []);
});

atTheDesk("light, dark or as the machine is set, and the language: what one chooses stays", async (visit) => {
  const { page } = visit;
  await visit.claim();
  await page.setViewportSize({ width: 1_280, height: 800 });
  await page.emulateMedia({ colorScheme: "light" });
  const isDark = () =>
    page.evaluate(() => {
      const [red = 255] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g)!.map(Number);
      return red < 100;
    });
  await visit.goTo("/me");
  assert.equal(await isDark(), false);
  await page.click("[data-theme-switch]");
  assert.equal(await isDark(), true);
  assert.equal(await page.inputValue("#theme"), "dark", "the list says what the button has chosen");
  await visit.goTo("/missed");
  assert.equal(await isDark(), true);
  await visit.goTo("/me");
  await page.selectOption("#theme", "light");
  await page.emulateMedia({ colorScheme: "dark" });
  await visit.goTo("/me");
  assert.equal(await isDark(), false);
  await page.selectOption("#theme", "");
  assert.equal(await isDark(), true, "as the machine is set");
  await page.emulateMedia({ colorScheme: "light" });
  await visit.goTo("/missed");
  assert.equal(await isDark(), false);

  await visit.goTo("/me");
  await page.selectOption("#language", "ro");
  await page.click("form[action='/me/language'] button");
  await page.waitForSelector("html[lang=ro]");
  await visit.speak("en-GB");
  await visit.goTo("/missed");
  assert.equal(await visit.page.getAttribute("html", "lang"), "ro", "in any browser of his");
  await visit.goTo("/me");
  await visit.look("me-ro");
  await visit.page.selectOption("#language", "");
  await visit.page.click("form[action='/me/language'] button");
  await visit.page.waitForSelector("html[lang=en]");
  assert.deepEqual(visit.faults, []);
});
