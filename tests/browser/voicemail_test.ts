import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Baresip } from "../interop/baresip.ts";
import { atTheDesk } from "./chromium.ts";
import { ANA_HZ, MICROPHONE_FLAGS, speak } from "./softphone.ts";

/** Long enough to be a message. */
const SPEAKS_MS = 3_000;
/** The tone after which a caller is recorded. */
const BEEP_HZ = 1_000;

atTheDesk("a message is heard at the desk, forwarded and deleted, and a greeting is recorded there", async (visit) => {
  const { box, page } = visit;
  await visit.claim();
  await visit.goTo("/voicemail?box=102");
  await visit.look("voicemail-empty");
  await using opened = new AsyncDisposableStack();
  const phone = { ...box.account("101", "udp"), hz: 440, codecs: ["pcma"] } as const;
  const ana = opened.adopt(await Baresip.start(phone), (phone) => phone.stop());
  await ana.dial(box.uri("*102"));
  await ana.until("CALL_ESTABLISHED");
  await new Promise((resolve) => setTimeout(resolve, 300));
  await ana.digits("#");
  await ana.hears(BEEP_HZ, 0.3);
  await new Promise((resolve) => setTimeout(resolve, SPEAKS_MS));
  await ana.hangUp();
  await box.untilRecorded("voicemail.left", 1);

  await visit.goTo("/voicemail?box=102");
  await page.waitForSelector("[data-state='new']");
  await visit.look("voicemail");
  await page.selectOption("[data-player] select", "2");
  await page.click("[data-player] button");
  await page.waitForFunction(() => (document.querySelector("audio")?.duration ?? 0) > 2);
  await page.waitForFunction(() => document.querySelector("audio")?.ended === true);
  await page.waitForFunction(async () => (await (await fetch(location.href)).text()).includes('data-state="saved"'));

  await page.click(".folded summary");
  await page.selectOption(".folded select", "103");
  await visit.look("voicemail-forward");
  await page.click(".folded form button.first");
  await page.waitForSelector(".told.good");
  await visit.goTo("/voicemail?box=103");
  assert.equal(await page.locator("[data-message]").count(), 1);
  await page.click("[data-message] .danger");
  await page.waitForSelector("details [data-state='deleted']", { state: "attached" });

  await page.click("[data-greeting='own'] summary");
  const sound = { name: "greeting.wav", mimeType: "audio/wav", buffer: wavOf(3) };
  await page.setInputFiles("#greeting-own", sound);
  await page.waitForSelector("[data-greeting='own'] audio[controls]");
  await page.click("[data-greeting='own'] form[enctype] button[type=submit]");
  await page.waitForSelector("[data-greeting='own'] .tag.good");
  await page.check("input[value='own']");
  await page.click("form[action$='/greeting'] button.first");
  await page.waitForSelector(".told.good");
  await page.click("[data-greeting='own'] summary");
  await page.click("[data-greeting='own'] [data-player] button");
  await page.waitForFunction(() =>
    (document.querySelector<HTMLAudioElement>("[data-greeting='own'] [data-player] audio")?.duration ?? 0) > 2.5
  );
  assert.deepEqual(visit.faults, []);
}, { needs: ["baresip"], extension: 'voicemail: { pin: "4711" }' });

atTheDesk("a greeting is spoken into the browser's microphone, heard there, and by whoever calls", async (visit) => {
  const { box, page } = visit;
  speak();
  await visit.claim();
  await visit.goTo("/voicemail?box=102");
  const own = page.locator("[data-greeting='own']");
  await own.locator("summary").click();
  await own.getByRole("button", { name: "Record" }).click();
  await own.locator("button[aria-pressed=true]").waitFor();
  await new Promise((resolve) => setTimeout(resolve, SPEAKS_MS));
  await visit.check("recording");
  await own.getByRole("button", { name: "Stop" }).click();
  await own.locator("audio[controls]").waitFor();
  await own.getByRole("button", { name: "Keep" }).click();
  await own.locator(".tag.good").waitFor();
  await page.check("input[value='own']");
  await page.click("form[action$='/greeting'] button.first");
  await page.waitForSelector(".told.good");
  await own.locator("summary").click();
  await own.getByRole("button", { name: /^Play/ }).click();
  await page.waitForFunction(() =>
    (document.querySelector<HTMLAudioElement>("[data-greeting='own'] [data-player] audio")?.currentTime ?? 0) > 1
  );

  await using opened = new AsyncDisposableStack();
  const phone = { ...box.account("101", "udp"), hz: 880, codecs: ["pcma"] } as const;
  const ana = opened.adopt(await Baresip.start(phone), (phone) => phone.stop());
  await ana.dial(box.uri("*102"));
  await ana.until("CALL_ESTABLISHED");
  await ana.hears(ANA_HZ, 0.4);
  await ana.hears(BEEP_HZ, 0.3);
  await ana.hangUp();
  await box.untilIdle();
  assert.deepEqual(visit.faults, []);
}, { needs: ["baresip"], extension: 'voicemail: { pin: "4711" }', browserFlags: MICROPHONE_FLAGS });

/** A tone, at a rate that the box is not asked to read: the browser makes it 16 kHz. */
function wavOf(seconds: number): Buffer {
  const rate = 44_100;
  const samples = Int16Array.from(
    { length: seconds * rate },
    (_, at) => 8_000 * Math.sin(2 * Math.PI * 440 * at / rate),
  );
  const bytes = new Uint8Array(44 + samples.byteLength);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode("RIFF    WAVEfmt "));
  view.setUint32(4, 36 + samples.byteLength, true);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  bytes.set(new TextEncoder().encode("data"), 36);
  view.setUint32(40, samples.byteLength, true);
  bytes.set(new Uint8Array(samples.buffer), 44);
  return Buffer.from(bytes);
}
