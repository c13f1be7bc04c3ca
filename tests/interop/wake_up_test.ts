/**
 * A real baresip is called at the minute that it asked for, unless it takes that back.
 *
 * @module
 */
import assert from "node:assert/strict";
import { localTime, type WallTime } from "../../core/base/mod.ts";
import { hearsLast, hearsPrompt } from "./prompt.ts";
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

withPhones(
  "who keys in a time that there is not is asked again, hears when he will be called, and cancels that",
  anaAndBob,
  async (box, phones) => {
    const [ana] = three(phones);
    await ana.dial(box.uri("*622460"));
    await hearsPrompt(ana, "invalid-time");
    await hearsPrompt(ana, "wake-up-enter-time", 2);
    await ana.digits("0730");
    await hearsPrompt(ana, "wake-up-set");
    await ana.until("CALL_CLOSED");
    await ana.dial(box.uri("*62"));
    await hearsPrompt(ana, "to-cancel-press");
    await ana.digits("*");
    await hearsLast(ana, "wake-up-off");
    await ana.until("CALL_CLOSED");
    await box.untilIdle();
  },
);
