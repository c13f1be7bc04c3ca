import assert from "node:assert/strict";
import { ANA_HZ, withSoftphone } from "./softphone.ts";

const BOB_HZ = 660;

withSoftphone(
  "devices are chosen for talking and ringing, in a call too; one hears oneself, and sees who talks",
  async (phone) => {
    const { visit: { box }, page } = phone;
    const bob = await phone.desk("102", BOB_HZ, "pcmu");
    await using _ = { [Symbol.asyncDispose]: () => bob.stop() };
    await page.evaluate(WATCH_SINKS);
    await page.click(".devices > summary");
    const choose = async (name: "microphone" | "speaker" | "ringer", place: number): Promise<string> => {
      await page.waitForFunction((id) => document.querySelectorAll(`${id} option`).length > 2, `#device-${name}`);
      const [id] = await page.selectOption(`#device-${name}`, { index: place });
      return id!;
    };
    const [speaker, ringer] = [await choose("speaker", 1), await choose("ringer", 2)];
    assert.notEqual(speaker, ringer);
    const sinkOf = (kind: string, id: string) =>
      page.waitForFunction(
        ([kind, id]) => Reflect.get(globalThis, "sinks").get(kind) === id,
        [kind, id] as const,
        { timeout: 10_000 },
      );
    await page.getByRole("button", { name: "Ring once" }).click();
    await sinkOf("called", ringer);

    await bob.dial(box.uri("101"));
    await phone.until("ringing");
    await phone.press("Answer");
    await phone.until("talking");
    await page.waitForSelector(".tile[data-number='102'] .lamp.busy");
    await sinkOf("call", speaker);
    await phone.hears(BOB_HZ);
    await choose("microphone", 2);
    await bob.hearsNow(ANA_HZ);
    await sinkOf("call", await choose("speaker", 2));
    await phone.hears(BOB_HZ);
    await bob.hangUp();
    await phone.untilIdle();
    await page.waitForSelector(".tile[data-number='102'] .lamp.free");

    await page.getByRole("button", { name: "Hear yourself" }).click();
    await phone.until("talking");
    await phone.hears(ANA_HZ);
    await phone.press("Hang up");
    await phone.untilIdle();
    await phone.visit.goTo("/call");
    await page.click(".devices > summary");
    await page.waitForFunction(
      (id) => document.querySelector<HTMLSelectElement>("#device-ringer")?.value === id,
      ringer,
    );
    await box.untilEmpty();
  },
);

withSoftphone("phone links of any page come to the browser phone, and one is called by the next key", async (phone) => {
  const { visit, page } = phone;
  const bob = await phone.desk("102", BOB_HZ, "pcmu");
  await using _ = { [Symbol.asyncDispose]: () => bob.stop() };
  // Chromium asks whoever sits before it, which nobody can answer here: what it is asked is looked at.
  await page.evaluate(() => {
    const take = (...said: readonly string[]) => void Reflect.set(globalThis, "taken", said);
    Object.defineProperty(navigator, "registerProtocolHandler", { value: take });
  });
  await page.click(".devices > summary");
  await page.getByRole("button", { name: "Open phone links of other pages here" }).click();
  const [scheme, address] = await page.evaluate(() => Reflect.get(globalThis, "taken") as readonly string[]);
  assert.deepEqual([scheme, address], ["tel", `${visit.site}/call?to=%s`]);

  await page.goto(address!.replace("%s", encodeURIComponent("tel:102")));
  await page.waitForSelector("[data-line=ready]");
  assert.equal(await page.inputValue("#dialled"), "102", "no page elsewhere makes it call");
  await page.press("#dialled", "Enter");
  await phone.until("talking");
  await phone.hears(BOB_HZ);
  await phone.press("Hang up");
  await phone.untilIdle();

  const other = await page.context().newPage();
  await other.goto(`${visit.site}/me`);
  await other.evaluate(() => {
    const link = Object.assign(document.createElement("a"), { href: "callto:102", textContent: "102" });
    document.querySelector("main")!.append(link);
  });
  await other.click("a[href='callto:102']");
  await phone.until("talking");
  assert.match((await other.textContent("[data-dial-told]"))!, /The browser phone calls/);
  await phone.press("Hang up");
  await phone.untilIdle();

  // A link that opens a phone of its own has the one call that is open already.
  await other.goto(address!.replace("%s", encodeURIComponent("tel:102")));
  await other.waitForSelector("[data-line=elsewhere]");
  await other.press("#dialled", "Enter");
  await phone.until("talking");
  assert.match((await other.textContent("[data-dial-told]"))!, /The browser phone calls/);
  assert.equal(await other.inputValue("#dialled"), "");
  await phone.press("Hang up");
  await phone.untilIdle();
  await visit.box.untilEmpty();
  assert.deepEqual(visit.faults, []);
});

/** Runs in the page: where what rings, and what is said in calls, is played. */
const WATCH_SINKS = (): void => {
  const sinks = new Map<string, string>();
  Reflect.set(globalThis, "sinks", sinks);
  const { setSinkId } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.setSinkId = async function (id: string): Promise<void> {
    await setSinkId.call(this, id);
    sinks.set(this.dataset["ringing"] ?? "call", id);
  };
};
