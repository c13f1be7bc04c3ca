import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type KeyRow, KEYS } from "../../web/console/mod.ts";
import type { Baresip } from "../interop/baresip.ts";
import { startPhones } from "../interop/with_phones.ts";
import { ANA_HZ, type Softphone, withSoftphone } from "./softphone.ts";

const BOB_HZ = 660;
const CAROL_HZ = 880;
/** The tone after which a caller is recorded. */
const BEEP_HZ = 1_000;

/** Ana at her console, with her phone in another window; Bob calls her, and Carol may be sent to. */
interface Scene {
  readonly phone: Softphone;
  readonly page: Page;
  readonly bob: Baresip;
  readonly carol: Baresip;
}

/** What each row of the page's list of keys promises, with real phones; all hang up in the end. */
const PROOFS: Readonly<Record<KeyRow, (scene: Scene) => Promise<void>>> = {
  search: async (scene) => {
    await find(scene, "103");
    await scene.page.waitForFunction(() => document.activeElement?.matches("input"));
    await scene.page.keyboard.press("Escape");
    await scene.page.keyboard.press("Escape");
  },
  people: async (scene) => {
    const { page } = scene;
    for (const [key, number] of [["ArrowDown", "102"], ["ArrowDown", "103"], ["ArrowUp", "102"]] as const) {
      await page.keyboard.press(key);
      await page.waitForSelector(chosen(number));
    }
    await page.keyboard.press("Escape");
  },
  back: async ({ page }) => {
    await page.keyboard.press("ArrowDown");
    await page.waitForSelector(chosen("102"));
    await page.keyboard.press("Escape");
    await page.waitForSelector(".people [aria-selected='true']", { state: "detached" });
  },
  calls: async (scene) => {
    const { phone, page, bob, carol } = scene;
    await talking(scene);
    await carol.dial(phone.visit.box.uri("101"));
    const caller = (name: string) =>
      page.locator(".caller[aria-selected='true']", { hasText: name }).waitFor({ timeout: 10_000 });
    await page.waitForSelector(".caller[data-state='ringing']");
    await caller("Phone 102");
    await page.keyboard.press("ArrowRight");
    await caller("Phone 103");
    await page.keyboard.press("ArrowLeft");
    await caller("Phone 102");
    await carol.hangUp();
    await bob.hangUp();
  },
  answer: async (scene) => {
    const { phone, bob } = scene;
    await talking(scene);
    await phone.hears(BOB_HZ);
    await bob.hearsNow(ANA_HZ);
    await bob.hangUp();
  },
  transfer: async (scene) => {
    const { phone, page, bob, carol } = scene;
    await talking(scene);
    await find(scene, "103");
    await page.keyboard.press("Enter");
    await carol.until("CALL_ESTABLISHED");
    await phone.untilIdle();
    await bob.hearsNow(CAROL_HZ);
    await bob.hangUp();
    await carol.until("CALL_CLOSED");
  },
  announce: async (scene) => {
    const { page, bob, carol } = scene;
    await announcing(scene);
    await page.keyboard.press("Escape");
    await carol.until("CALL_CLOSED");
    await page.waitForSelector(".caller[data-state='talking']");
    await bob.hearsNow(ANA_HZ);
    await bob.hangUp();
    // Whom she asked is chosen still, for another try.
    await page.keyboard.press("Escape");
  },
  merge: async (scene) => {
    const { phone, page, bob, carol } = scene;
    await announcing(scene);
    await page.keyboard.press("m");
    await phone.until("talking", "Phone 102, Phone 103");
    // Of two tones at once the louder one counts: by turns one of the three says nothing.
    await phone.press("Mute");
    await bob.hearsNow(CAROL_HZ);
    await carol.hearsNow(BOB_HZ);
    await phone.press("Unmute");
    await carol.command("mute");
    await bob.hearsNow(ANA_HZ);
    await phone.hears(BOB_HZ);
    await carol.command("mute");
    await page.waitForSelector(".caller[data-state='three']");
    const offered = await page.locator("[data-act]").evaluateAll((acts) => acts.map((act) => act.dataset["act"]));
    assert.deepEqual(offered, ["hang-up"], "what the box does with three");
    // Hers alone: the other two talk on.
    await page.keyboard.press("x");
    await phone.untilIdle();
    await bob.hearsNow(CAROL_HZ);
    await bob.hangUp();
    await carol.until("CALL_CLOSED");
  },
  park: async (scene) => {
    const { phone, page, bob } = scene;
    await talking(scene);
    await page.keyboard.press("p");
    await page.waitForSelector("[data-slot='70'][data-taken]");
    await phone.untilIdle();
    await bob.hangUp();
    await page.waitForSelector("[data-slot='70']:not([data-taken])");
  },
  slot: async (scene) => {
    const { phone, page, bob } = scene;
    await talking(scene);
    await page.keyboard.press("2");
    await page.waitForSelector("[data-slot='72'][data-taken]");
    await phone.untilIdle();
    await page.keyboard.press("2");
    await phone.until("ringing");
    await phone.press("Answer");
    await phone.until("talking");
    await page.waitForSelector("[data-slot='72']:not([data-taken])");
    await bob.hearsNow(ANA_HZ);
    await bob.hangUp();
  },
  voicemail: async (scene) => {
    const { phone, page, bob } = scene;
    await talking(scene);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.waitForSelector(chosen("103"));
    await page.keyboard.press("v");
    await phone.untilIdle();
    await bob.hears(BEEP_HZ, 0.3);
    await bob.hangUp();
    const asked = phone.visit.box.recorded(["transfer.asked"]);
    assert.equal(asked.at(-1)?.facts["target"], "*103");
  },
  hold: async (scene) => {
    const { page, bob } = scene;
    await talking(scene);
    await page.keyboard.press("h");
    await page.waitForSelector(".caller[data-state='held']");
    await page.keyboard.press("h");
    await page.waitForSelector(".caller[data-state='talking']");
    await bob.hearsNow(ANA_HZ);
    await bob.hangUp();
  },
  "hang-up": async (scene) => {
    const { page, bob } = scene;
    await talking(scene);
    await page.keyboard.press("x");
    await bob.until("CALL_CLOSED");
  },
};

withSoftphone("every key of the operator's list does what the list says", async (phone) => {
  const { box, site } = phone.visit;
  await using opened = new AsyncDisposableStack();
  const [bob, carol] = await startPhones(opened, [
    { ...box.account("102", "udp"), hz: BOB_HZ },
    { ...box.account("103", "udp"), hz: CAROL_HZ },
  ]);
  assert.ok(bob && carol);
  const page = await phone.page.context().newPage();
  await page.goto(`${site}/operator`);
  await page.waitForSelector("[data-island][data-awake]");
  for (const [row, keys] of Object.entries(KEYS) as [KeyRow, readonly string[]][]) {
    try {
      await PROOFS[row]({ phone, page, bob, carol });
      await phone.untilIdle();
      await page.waitForSelector("[data-callers='0']");
    } catch (error) {
      throw new Error(`Cannot prove the keys ${keys.join(" ")} (${row})`, { cause: error });
    }
  }
  assert.deepEqual(phone.visit.faults, []);
  await box.untilIdle();
}, { office: "park: { slots: 70-72 }\n", extension: 'voicemail: { pin: "4711" }' });

/** Bob has called Ana, who has answered by the key for that. */
async function talking({ phone, page, bob }: Scene): Promise<void> {
  await bob.dial(phone.visit.box.uri("101"));
  await page.waitForSelector("[data-act='answer']");
  await page.keyboard.press("a");
  await page.waitForSelector(".caller[data-state='talking']");
  await phone.until("talking");
}

/** And she asks Carol about him. */
async function announcing(scene: Scene): Promise<void> {
  const { phone, page, carol } = scene;
  await talking(scene);
  await find(scene, "103");
  await page.keyboard.press("Shift+Enter");
  await carol.until("CALL_ESTABLISHED");
  await page.waitForSelector(".caller[data-state='announcing']");
  await phone.hears(CAROL_HZ);
}

/** By the key for that. */
async function find({ page }: Scene, number: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(`phone ${number}`);
  await page.waitForSelector(chosen(number));
}

function chosen(number: string): string {
  return `[role=option][data-number='${number}'][aria-selected='true']`;
}
