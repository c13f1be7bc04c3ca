import assert from "node:assert/strict";
import { anaAndBob, startPhones, three } from "../interop/with_phones.ts";
import { atTheDesk } from "./chromium.ts";

/** What happens on a phone is on the page a second later. */
const AT_ONCE_MS = 1_000;

atTheDesk("a call is on the page within a second, and a click ends it", async (visit) => {
  const { box, page } = visit;
  await visit.claim();
  await visit.goTo("/");
  await using opened = new AsyncDisposableStack();
  const [ana, bob] = three(await startPhones(opened, anaAndBob(box)));
  await page.waitForSelector("[data-number='101'] .lamp.free");
  await visit.look("now-quiet");

  await ana.dial(box.uri("102"));
  await bob.until("CALL_ESTABLISHED");
  const talkingSince = performance.now();
  await page.waitForSelector("[data-call] .tag.good");
  assert.ok(performance.now() - talkingSince < AT_ONCE_MS, `${performance.now() - talkingSince} ms`);
  await page.waitForSelector("[data-number='102'] .lamp.busy");
  await visit.look("now-call");

  await page.click("[data-call] button");
  await bob.until("CALL_CLOSED");
  await page.waitForSelector("[data-calls='0']");
  await box.untilIdle();
}, { needs: ["baresip"] });
