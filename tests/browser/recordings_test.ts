import assert from "node:assert/strict";
import { anaAndBob, startPhones, three } from "../interop/with_phones.ts";
import { atTheDesk } from "./chromium.ts";

const TALK_MS = 2_500;

atTheDesk("a recorded call is seen as a wave and heard; a phone is set as its codes would", async (visit) => {
  const { box, page } = visit;
  await visit.claim();
  await visit.goTo("/recordings");
  await visit.look("recordings-empty");
  await using opened = new AsyncDisposableStack();
  const [ana, bob] = three(await startPhones(opened, anaAndBob(box)));
  await ana.dial(box.uri("102"));
  await bob.until("CALL_ESTABLISHED");
  await new Promise((resolve) => setTimeout(resolve, TALK_MS));
  await ana.hangUp();
  await box.untilRecorded("recording.stopped", 1);
  await box.untilIdle();

  await visit.goTo("/recordings?who=Phone+101");
  await page.click(".listen summary");
  await page.waitForFunction(() => (document.querySelector("canvas")?.width ?? 0) > 300);
  await page.waitForSelector(".sides");
  assert.deepEqual(await page.locator(".sides span").allTextContents(), ["Phone 101", "Phone 102"]);
  await page.click("[data-player] button");
  await page.waitForFunction(() => (document.querySelector("audio")?.duration ?? 0) > 2);
  await page.selectOption("[data-player] select", "2");
  assert.equal(await page.evaluate(() => document.querySelector("audio")?.playbackRate), 2);
  await visit.look("recordings");
  // On a small screen the names would cover most of it.
  const wide = page.viewportSize()!;
  await page.setViewportSize({ width: 390, height: 844 });
  const [names, wave] = await Promise.all([".sides", "canvas"].map((place) => page.locator(place).boundingBox()));
  assert.ok(names!.y + names!.height <= wave!.y, JSON.stringify({ names, wave }));
  await page.setViewportSize(wide);
  const saved = page.waitForEvent("download");
  await page.click(".listen a");
  assert.match((await saved).suggestedFilename(), /\.wav$/);

  // Each on his own side, also where the call is told.
  await visit.goTo("/calls");
  await page.click("[data-call] a");
  const asked = page.waitForResponse(/outline$/);
  await page.locator("[data-recordings] canvas").scrollIntoViewIfNeeded();
  const outline = await (await asked).json();
  assert.deepEqual(outline.map((side: number[]) => Math.max(...side) > 0), [true, true]);
  await page.waitForSelector(".sides");
  assert.deepEqual(await page.locator(".sides span").allTextContents(), ["Phone 101", "Phone 102"]);
  await page.click("[data-player] button");
  await page.waitForFunction(() => (document.querySelector("audio")?.duration ?? 0) > 2);
  await visit.look("call-recorded");

  await visit.goTo("/recordings?who=Phone+101");
  await page.click(".listen summary");
  await page.click("form[action*='/hold'] button");
  await page.waitForSelector("[data-recording] .tag.accent");
  await page.click(".listen summary");
  await page.click(".listen details summary");
  await visit.look("recordings-held", { place: ".listen details" });
  await page.click("form[action*='/erase'] button");
  await page.waitForSelector("[data-recording]", { state: "detached" });
  assert.match(page.url(), /who=Phone\+101$/);
  await box.untilRecorded("recording.erased", 1);

  await visit.goTo("/phone?number=102");
  await visit.look("phone");
  await page.fill("#always", "103");
  await page.click("form[action$='/forward'] button");
  await page.waitForSelector(".told.good");
  assert.equal(await page.inputValue("#always"), "103");
  await page.fill("#always", "*72");
  await page.click("form[action$='/forward'] button");
  await page.waitForSelector(".told.bad");
  await page.fill("#at", "07:30");
  await page.click("form[action$='/wake-up'] button");
  await page.waitForSelector(".told.good");
  assert.equal(await page.inputValue("#at"), "07:30");
  await visit.look("phone-set");
}, { needs: ["baresip"], office: "recording: { internal: { record: always } }\n" });
