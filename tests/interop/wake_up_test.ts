/**
 * A real baresip is called at the minute that it asked for.
 *
 * @module
 */
import assert from "node:assert/strict";
import { localTime, type WallTime } from "../../core/base/mod.ts";
import { hearsPrompt } from "./prompt.ts";
import { anaAndBob, three, withPhones } from "./with_phones.ts";

const MINUTE = 60_000;
/** To dial, and to be told when it will be. */
const TO_ASK_MS = 8_000;

withPhones("a baresip asks to be called at a minute, and is, and hears why", anaAndBob, async (box, phones) => {
  const [ana] = three(phones);
  const at = MINUTE * Math.ceil((Date.now() + TO_ASK_MS) / MINUTE) as WallTime;
  const { time } = localTime(at, "Europe/Bucharest");
  await ana.dial(box.uri(`*62${time.replace(":", "")}`));
  await hearsPrompt(ana, "wake-up-set", 1);
  await ana.until("CALL_CLOSED");
  await ana.until("CALL_ESTABLISHED", 2 * MINUTE);
  assert.ok(Date.now() >= at, "it rings at the minute, and not before");
  await hearsPrompt(ana, "wake-up-call");
  await ana.hangUp();
  await box.untilIdle();
});
