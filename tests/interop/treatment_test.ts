/**
 * Real baresips whose sound the box treats, and one that calls like a fax.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box, type RecordedEvent } from "./box.ts";
import { realTest } from "./tool.ts";

/** The tone of a calling fax (T.30). */
const CNG_HZ = 1100;
const ANA_HZ = 400;
const BOB_HZ = 660;

/** Two phones of an office talk until each has heard the other's note, clean; then `then` looks at the box. */
async function talk(sound: string, hz: number, then: (box: Box) => Promise<void>): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const box = opened.adopt(await Box.start({ extension: `sound: ${sound}` }), (box) => box.stop());
  const open = async (number: string, hz: number): Promise<Baresip> =>
    opened.adopt(await Baresip.start({ ...box.account(number, "udp"), hz }), (phone: Baresip) => phone.stop());
  const ana = await open("101", hz);
  const bob = await open("102", BOB_HZ);
  await ana.dial(box.uri("102"));
  await ana.until("CALL_ESTABLISHED");
  for (const [phone, note] of [[bob, hz], [ana, BOB_HZ]] as const) {
    await phone.hearsClean(note);
  }
  await then(box);
  await bob.hangUp();
  await ana.until("CALL_CLOSED");
  await box.untilIdle();
}

realTest("two phones whose loudness is seen to hear each other clean", ["baresip"], async () => {
  await talk("{ gain: on }", ANA_HZ, async (box) => {
    const { rtp_beats_total: beats = 0 } = await box.figures();
    assert.ok(beats > 100, "they are on the mixing road");
  });
});

realTest("a fax that calls is heard by the box, and its call is passed on as it is", ["baresip"], async () => {
  await talk("{ echo: on, noise: rnnoise, gain: on }", CNG_HZ, async (box) => {
    const told: readonly RecordedEvent[] = await box.untilRecorded("fax.heard", 1);
    assert.deepEqual(told.map(({ facts }) => facts["tone"]), ["cng"]);
    const { rtp_packets_relayed_total: relayed = 0 } = await box.figures();
    assert.ok(relayed > 100, "they are on the relay road");
  });
});
