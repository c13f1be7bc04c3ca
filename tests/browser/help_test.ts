import assert from "node:assert/strict";
import { anaAndBob, startPhones, three } from "../interop/with_phones.ts";
import { freePorts } from "../interop/place.ts";
import { atTheDesk } from "./chromium.ts";

atTheDesk("a call for help stands above everything until it is seen to", async (visit) => {
  const { box, page } = visit;
  await visit.claim();
  await visit.goTo("/");
  assert.equal(await page.locator("[data-help]").count(), 0);
  await using opened = new AsyncDisposableStack();
  const [ana] = three(await startPhones(opened, anaAndBob(box)));
  await ana.dial(box.uri("112"));
  await page.waitForSelector("[data-help]");
  assert.match(await page.textContent("[data-help]") ?? "", /Phone 101 \(101\) called 112/);
  await visit.look("now-help");

  await page.click("[data-help] button");
  await page.waitForFunction(() => document.querySelector("[data-help]") === null);
  await visit.goTo("/");
  assert.equal(await page.locator("[data-help]").count(), 0);
  await ana.hangUp();
  await box.untilIdle();
}, { needs: ["baresip"], office: `trunks: [{ name: gone, kind: peer, host: 127.0.0.3, port: ${freePorts(2)} }]\n` });
