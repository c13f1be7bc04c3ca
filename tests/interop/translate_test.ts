/**
 * Real baresips that speak no codec in common, and talk through the box.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip, type CodecName } from "./baresip.ts";
import { Box } from "./box.ts";
import { clearnessOf } from "./tone.ts";
import { realTest } from "./tool.ts";

/** What a phone's ear calls clean. */
const CLEAN_DB = 30;

async function assertClean(phone: Baresip, hz: number): Promise<void> {
  await phone.hears(hz, 3);
  const clearness = (await phone.heard()).map((sound) => clearnessOf(sound, hz));
  assert.ok(
    Math.max(...clearness) >= CLEAN_DB,
    `${hz} Hz is heard at ${clearness.map((db) => db.toFixed(1)).join(" ")} dB`,
  );
}

const PAIRS: readonly (readonly [CodecName, CodecName])[] = [
  ["pcmu", "opus"],
  ["opus", "pcma"],
  ["pcmu", "g722"],
  ["g722", "opus"],
  ["pcma", "pcmu"],
];

for (const [one, other] of PAIRS) {
  realTest(`a baresip with only ${one} talks with one with only ${other}`, ["baresip"], async () => {
    await using opened = new AsyncDisposableStack();
    const box = opened.adopt(await Box.start(), (box) => box.stop());
    const ana = opened.adopt(
      await Baresip.start({ ...box.account("101", "udp"), hz: 400, codecs: [one] }),
      (phone) => phone.stop(),
    );
    const bob = opened.adopt(
      await Baresip.start({ ...box.account("102", "udp"), hz: 660, codecs: [other] }),
      (phone) => phone.stop(),
    );
    await ana.dial(box.uri("102"));
    await ana.until("CALL_ESTABLISHED");
    await assertClean(ana, 660);
    await assertClean(bob, 400);
    await ana.digits("5");
    assert.equal((await bob.until("CALL_DTMF_START")).param, "5");
    await bob.until("CALL_DTMF_END");
    await bob.hangUp();
    await ana.until("CALL_CLOSED");
    await box.untilIdle();
  });
}
