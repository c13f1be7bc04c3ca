import assert from "node:assert/strict";
import type { Baresip } from "../interop/baresip.ts";
import { ANA_HZ, withSoftphone } from "./softphone.ts";

const BOB_HZ = 660;
const CAROL_HZ = 880;

function stopping(phone: Baresip): AsyncDisposable {
  return { [Symbol.asyncDispose]: () => phone.stop() };
}

for (const codec of ["pcmu", "g722", "opus"] as const) {
  withSoftphone(`the page calls a desk phone in ${codec}, and is called by it`, async (phone) => {
    const { box } = phone.visit;
    const bob = await phone.desk("102", BOB_HZ, codec);
    await using _ = stopping(bob);
    await phone.dial("102");
    await phone.until("talking");
    await phone.hears(BOB_HZ);
    await bob.hears(ANA_HZ);
    await phone.press("Hang up");
    await bob.until("CALL_CLOSED");
    await phone.untilIdle();

    await bob.dial(box.uri("101"));
    await phone.until("ringing");
    if (codec === "pcmu") await phone.visit.look("softphone-ringing");
    await phone.press("Answer");
    await phone.until("talking");
    await phone.hears(BOB_HZ);
    await bob.hears(ANA_HZ, 2);
    if (codec === "pcmu") await phone.visit.look("softphone-talking");
    await bob.hangUp();
    await phone.untilIdle();
    await box.untilEmpty();
    const { rtp_unshared_codecs_total: translated = 0 } = await box.figures();
    assert.equal(translated, 0, "it went by the relay road");
  });
}

withSoftphone(
  "what rings at the page is answered from the operator's console in another window, by a key",
  async (phone) => {
    const { visit: { box, site }, page } = phone;
    const bob = await phone.desk("102", BOB_HZ, "pcmu");
    await using _ = stopping(bob);
    const console_ = await page.context().newPage();
    await console_.goto(`${site}/operator`);
    await console_.waitForSelector("[data-island][data-awake]");
    await bob.dial(box.uri("101"));
    await phone.until("ringing");
    await console_.waitForSelector("[data-act='answer']");
    await console_.keyboard.press("a");
    await phone.until("talking");
    await console_.waitForSelector(".caller[data-state='talking']");
    await phone.hears(BOB_HZ);
    await bob.hears(ANA_HZ);
    await bob.hangUp();
    await phone.untilIdle();
    await box.untilIdle();
  },
);

withSoftphone("a call is held, muted, pressed digits in, and handed on", async (phone) => {
  const { visit: { box }, page } = phone;
  const bob = await phone.desk("102", BOB_HZ, "pcmu");
  await using _ = stopping(bob);
  const carol = await phone.desk("103", CAROL_HZ, "pcmu");
  await using __ = stopping(carol);
  await phone.dial("102");
  await phone.hears(BOB_HZ);

  await page.getByRole("button", { name: "5", exact: true }).click();
  assert.equal((await bob.until("CALL_DTMF_START")).param, "5");

  await phone.press("Hold");
  await phone.until("held-us");
  await box.untilRecorded("leg.held", 1);
  await phone.press("Resume");
  await phone.until("talking");
  await box.untilRecorded("leg.resumed", 1);
  await phone.hears(BOB_HZ);
  await bob.hearsNow(ANA_HZ);

  await phone.press("Mute");
  await page.waitForSelector("article.call .tag.bad");
  await assert.rejects(bob.hearsNow(ANA_HZ, 0.5, 2_000), /Cannot hear/);
  await phone.press("Hold");
  await phone.until("held-us");
  await phone.press("Resume");
  await phone.until("talking");
  await assert.rejects(bob.hearsNow(ANA_HZ, 0.5, 2_000), /Cannot hear/);
  await phone.press("Unmute");
  await bob.hearsNow(ANA_HZ);

  await phone.press("Transfer");
  await phone.visit.look("softphone-transfer");
  await page.fill("[name=transfer]", "103");
  await page.press("[name=transfer]", "Enter");
  await carol.until("CALL_ESTABLISHED");
  await phone.untilIdle();
  await carol.hears(BOB_HZ);
  await bob.hangUp();
  await box.untilEmpty();
});

withSoftphone("two are talked with by turns, and brought together", async (phone) => {
  const { visit: { box } } = phone;
  const bob = await phone.desk("102", BOB_HZ, "pcmu");
  await using _ = stopping(bob);
  const carol = await phone.desk("103", CAROL_HZ, "g722");
  await using __ = stopping(carol);
  await phone.dial("102");
  await phone.hears(BOB_HZ);
  await phone.press("Transfer");
  await phone.page.fill("[name=transfer]", "103");
  await phone.press("Ask first");
  await phone.until("held-us", "Phone 102");
  await phone.until("talking", "Phone 103");
  await phone.hears(CAROL_HZ);
  await phone.visit.look("softphone-two");

  await phone.press("Resume", "Phone 102");
  await phone.until("talking", "Phone 102");
  await phone.press("Resume", "Phone 103");
  await phone.until("talking", "Phone 103");
  await phone.press("Connect Phone 103 with Phone 102", "Phone 103");
  await phone.untilIdle();
  await bob.hearsNow(CAROL_HZ);
  await carol.hearsNow(BOB_HZ);
  await bob.hangUp();
  await box.untilEmpty();
});

withSoftphone(
  "who is in the phone book is found by where she works, to be called and to be sent a call",
  async (phone) => {
    const { visit: { box }, page } = phone;
    const bob = await phone.desk("102", BOB_HZ, "pcmu");
    await using _ = stopping(bob);
    await page.fill("#dialled", "alfa");
    await page.waitForSelector("button.tile[data-number='+40722000111']");
    await phone.visit.look("softphone-found");
    await phone.dial("102");
    await phone.hears(BOB_HZ);
    await phone.press("Transfer");
    await page.fill("[name=transfer]", "maria");
    await page.waitForSelector("datalist option[value='+40722000111']", { state: "attached" });
    await bob.hangUp();
    await phone.untilIdle();
    await box.untilEmpty();
  },
  { office: 'contacts: [{ name: Maria Ene, company: Alfa Construct, numbers: ["0722 000 111"] }]\n' },
);

withSoftphone(
  "two calls become one of three, which the box mixes; when one hangs up the other two talk on",
  async (phone) => {
    const { visit: { box }, page } = phone;
    const bob = await phone.desk("102", BOB_HZ, "pcmu");
    await using _ = stopping(bob);
    const carol = await phone.desk("103", CAROL_HZ, "g722");
    await using __ = stopping(carol);
    await phone.dial("102");
    await phone.hears(BOB_HZ);
    await phone.press("Transfer");
    await page.fill("[name=transfer]", "103");
    await phone.press("Ask first");
    await phone.until("talking", "Phone 103");
    await phone.hears(CAROL_HZ);

    await phone.press("Talk all three", "Phone 103");
    await phone.until("talking", "Phone 102, Phone 103");
    assert.equal(await page.locator("article.call").count(), 1, "one call, and one line to the box");
    assert.equal(await page.getByRole("button", { name: "Transfer", exact: true }).isDisabled(), true);
    await phone.visit.look("softphone-three");
    // Of two tones at once the louder one counts: by turns one of the three says nothing.
    await carol.command("mute");
    await bob.hearsNow(ANA_HZ);
    await phone.hears(BOB_HZ);
    await carol.command("mute");
    await bob.command("mute");
    await carol.hearsNow(ANA_HZ);
    await phone.hears(CAROL_HZ);
    await bob.command("mute");
    await phone.press("Mute");
    await bob.hearsNow(CAROL_HZ);
    await carol.hearsNow(BOB_HZ);
    await assert.rejects(bob.hearsNow(ANA_HZ, 0.5, 2_000), /Cannot hear/);
    await phone.press("Unmute");
    await phone.press("Hold");
    await phone.until("held-us");
    await bob.hearsNow(CAROL_HZ);
    await phone.press("Resume");
    await phone.until("talking");

    await bob.hangUp();
    await page.waitForFunction(() => document.querySelector("article.call .whom b")?.textContent === "Phone 103");
    await carol.hearsNow(ANA_HZ);
    await phone.press("Hang up");
    await carol.until("CALL_CLOSED");
    await phone.untilIdle();
    await box.untilEmpty();
  },
);

withSoftphone("a missed call leaves a notice, and one that the desk phone took leaves none", async (phone) => {
  const { visit: { box }, page } = phone;
  const bob = await phone.desk("102", BOB_HZ, "pcmu");
  await using _ = stopping(bob);
  await bob.dial(box.uri("101"));
  await phone.until("ringing");
  await page.waitForFunction(() => document.title.startsWith("Phone 102 is calling"));
  assert.equal(await page.locator("[role=alert]", { hasText: "Phone 102 is calling" }).count(), 1);
  await bob.hangUp();
  await page.waitForSelector("[data-notice=missed]");
  await phone.visit.look("softphone-missed");
  await page.getByRole("button", { name: "Call back" }).click();
  await phone.until("talking");
  await phone.press("Hang up");
  await phone.untilIdle();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.waitForSelector("[data-notice]", { state: "detached" });

  const desk = await phone.desk("101", 550, "pcmu", "manual");
  await using __ = stopping(desk);
  await bob.dial(box.uri("101"));
  await phone.until("ringing");
  await desk.until("CALL_INCOMING");
  await desk.answer();
  await phone.untilIdle();
  await desk.hears(BOB_HZ);
  assert.equal(await page.locator("[data-notice]").count(), 0);
  await bob.hangUp();
  await box.untilEmpty();
});

withSoftphone("everything is done by keys alone", async (phone) => {
  const { visit: { box }, page } = phone;
  const bob = await phone.desk("102", BOB_HZ, "pcmu");
  await using _ = stopping(bob);
  const tabTo = async (selector: string) => {
    for (let tabs = 0; tabs < 80; tabs++) {
      if (await page.evaluate((each) => document.activeElement?.matches(each) ?? false, selector)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Cannot come to "${selector}" by Tab`);
  };
  await tabTo("#dialled");
  await page.keyboard.type("phone 102");
  await page.keyboard.press("Enter");
  await phone.hears(BOB_HZ);
  await tabTo(".keypad button");
  await page.keyboard.press("7");
  assert.equal((await bob.until("CALL_DTMF_START")).param, "7");
  await tabTo("article.call button");
  await page.keyboard.press("Escape");
  await bob.until("CALL_CLOSED");
  await phone.untilIdle();

  await bob.dial(box.uri("101"));
  await phone.until("ringing");
  await page.waitForFunction(() => document.activeElement?.matches("article.call button.first"));
  await page.keyboard.press("Enter");
  await phone.hears(BOB_HZ);
  await bob.hangUp();
  await phone.untilIdle();
  await box.untilEmpty();
});

withSoftphone("a call is recorded, and shows how it sounds; the microphone is tried", async (phone) => {
  const { visit: { box }, page } = phone;
  const bob = await phone.desk("102", BOB_HZ, "pcmu");
  await using _ = stopping(bob);
  await page.click(".devices > summary");
  await page.getByRole("button", { name: "Test the microphone" }).click();
  await page.waitForSelector("[data-level=heard]");
  await phone.visit.look("softphone-devices");
  await page.getByRole("button", { name: "Test the microphone" }).click();

  await phone.dial("102");
  await phone.until("talking");
  await page.waitForSelector("[data-quality=good]");
  await page.click("[data-quality] summary");
  await phone.visit.look("softphone-quality");
  // The round trip is told by the box's reports (SRTCP), which the browser could open.
  await page.waitForFunction(() => {
    const figures = [...document.querySelectorAll("[data-quality] dd")].map(({ textContent }) => textContent ?? "");
    return figures.length === 5 && /^\d+ ms$/.test(figures[4]!);
  });
  await phone.press("Record");
  await page.waitForSelector("article.call .tag.bad");
  await phone.press("Stop recording");
  await page.waitForSelector("article.call .tag.bad", { state: "detached" });
  // As on any phone: the box tells the page, as it does where a rule has it recorded.
  await page.locator("h1").click();
  await page.keyboard.type("*1");
  await page.waitForSelector("article.call .tag.bad");
  await phone.press("Stop recording");
  await page.waitForSelector("article.call .tag.bad", { state: "detached" });
  await phone.press("Hang up");
  await phone.untilIdle();
  await box.untilEmpty();
});

withSoftphone(
  "the page outlives a restart of the box: it says that it is cut off, and comes back by itself",
  async (phone) => {
    const { visit: { box }, page } = phone;
    const line = (state: string) => page.waitForSelector(`[data-line=${state}]`);
    await box.kill();
    await line("cut");
    assert.match((await page.textContent("[role=status][data-line]"))!, /The box is not heard/);
    await box.start();
    await line("ready");
    const bob = await phone.desk("102", BOB_HZ, "pcmu");
    await using _ = stopping(bob);
    await bob.dial(box.uri("101"));
    await phone.until("ringing");
    await phone.press("Answer");
    await phone.hears(BOB_HZ);
    await bob.hangUp();
    await phone.untilIdle();
    await box.untilEmpty();
  },
);

withSoftphone(
  "a number on another page is called by the phone that is open, or by one that is opened",
  async (phone) => {
    const { visit: { box, site }, page } = phone;
    const bob = await phone.desk("102", BOB_HZ, "pcmu");
    await using _ = stopping(bob);
    const other = await page.context().newPage();
    await other.goto(site);
    await other.click("[data-number='102'] a.dial");
    await phone.until("talking", "Phone 102");
    await phone.hears(BOB_HZ);
    await phone.press("Hang up");
    await phone.untilIdle();

    const second = await page.context().newPage();
    await second.goto(`${site}/call`);
    await second.waitForSelector("[data-line=elsewhere]");
    await second.getByRole("button", { name: "Use it here" }).click();
    await second.waitForSelector("[data-line=ready]");
    await page.waitForSelector("[data-line=elsewhere]");
    await second.close();
    await page.waitForSelector("[data-line=ready]");

    await page.close();
    const opened = page.context().waitForEvent("page");
    await other.click("[data-number='102'] a.dial");
    const last = await opened;
    await last.waitForSelector("[data-line=ready]");
    await last.waitForFunction(() => document.activeElement?.id === "dialled");
    assert.equal(bob.events.filter(({ type }) => type === "CALL_ESTABLISHED").length, 1, "nobody is called unasked");
    await last.keyboard.press("Enter");
    await last.waitForSelector("article.call[data-state=talking]");
    await bob.hangUp();
    await box.untilEmpty();
  },
);
