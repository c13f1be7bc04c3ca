import assert from "node:assert/strict";
import { freePorts } from "../interop/place.ts";
import { withSoftphone } from "./softphone.ts";

/** The tone after which a caller is recorded. */
const BEEP_HZ = 1_000;
/** Long enough to be a message. */
const SPEAKS_MS = 3_000;
/** A trunk that leads nowhere: a call for help is told of all the same. */
const TRUNKS = `trunks: [{ name: gone, kind: peer, host: 127.0.0.3, port: ${freePorts(2)} }]\n`;

withSoftphone(
  "a message is counted beside the phone in the browser as it is left; it and a call for help are told on other pages, and counted there, too",
  async (phone) => {
    const { visit, page } = phone;
    const { box, site } = visit;
    const badge = page.locator("[data-messages]");
    assert.equal(await badge.count(), 0);
    const other = await page.context().newPage();
    await other.goto(`${site}/me`);
    await using opened = new AsyncDisposableStack();
    const bob = opened.adopt(await phone.desk("102", 660, "pcma"), (each) => each.stop());
    await bob.dial(box.uri("*101"));
    await bob.until("CALL_ESTABLISHED");
    await new Promise((resolve) => setTimeout(resolve, 300));
    await bob.digits("#");
    await bob.hears(BEEP_HZ, 0.3);
    await new Promise((resolve) => setTimeout(resolve, SPEAKS_MS));
    await bob.hangUp();
    await box.untilRecorded("voicemail.left", 1);
    await page.waitForSelector("[data-messages='1']");

    await bob.dial(box.uri("112"));
    // The page beside it asks by itself, three times a minute.
    const told = (kind: string) => other.locator(`[data-news=${kind}]`);
    for (const kind of ["voicemail", "help"]) await told(kind).waitFor({ timeout: 45_000 });
    assert.match((await told("voicemail").textContent())!, /Phone 102/);
    assert.match((await told("help").textContent())!, /Phone 102[^]*112/);
    for (const place of ["/voicemail", "/"]) await other.waitForSelector(`[data-count='${place}']:not([hidden])`);
    await page.waitForSelector("[data-count='/voicemail']:not([hidden])", { timeout: 45_000 });
    await bob.hangUp();

    // Whoever has heard it is told no more.
    await other.goto(`${site}/voicemail`);
    await other.click("[data-player] button");
    await page.waitForFunction(() => document.querySelector("[data-messages]") === null);
    assert.deepEqual(visit.faults, []);
    await box.untilIdle();
  },
  { office: TRUNKS, extension: 'voicemail: { pin: "4711" }' },
);
