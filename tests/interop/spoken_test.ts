/**
 * What the box says, as a real phone hears it: words, player, engine, codec and network together.
 *
 * @module
 */
import assert from "node:assert/strict";
import { LAB_TOOLS, playAll } from "../../media/file/exam.ts";
import { readPromptPack } from "../../media/prompts/io/mod.ts";
import { intelligibility } from "../lab/spectrum.ts";
import { Baresip } from "./baresip.ts";
import { Box } from "./box.ts";
import { realTest } from "./tool.ts";

const RATE = 8000;
/** STOI: from about 0.75 on nearly every word is understood. */
const LEAST_CLEAR = 0.9;
/** The welcome begins so long after the answer at most. */
const LATEST_S = 2;

/** A sentence of the box in the narrow band. */
function clip(name: string): Int16Array {
  using player = readPromptPack().open("en", name, LAB_TOOLS, RATE)!;
  return playAll(player);
}

/** What the phone has heard so far in its only call, in the narrow band. */
async function heardBy(phone: Baresip): Promise<Int16Array> {
  const [sound] = await phone.heard();
  if (sound === undefined) return new Int16Array();
  const step = sound.rate / RATE;
  return Int16Array.from(
    { length: Math.floor(sound.samples.length / step) },
    (_, at) => 32_767 * sound.samples[at * step]!,
  );
}

/** Where in `sound` the first second of `part` is most like itself. */
function placeOf(part: Int16Array, sound: Int16Array): number {
  let [best, most] = [0, -Infinity];
  for (let place = 0; place < LATEST_S * RATE && place + RATE < sound.length; place++) {
    let [product, power] = [0, 1];
    for (let at = 0; at < RATE; at++) {
      product += part[at]! * sound[place + at]!;
      power += sound[place + at]! ** 2;
    }
    const alike = product / Math.sqrt(power);
    if (alike > most) [best, most] = [place, alike];
  }
  return best;
}

realTest(
  "a phone understands what the echo test says, and hears itself after that, or after a key",
  ["baresip"],
  async () => {
    await using opened = new AsyncDisposableStack();
    const box = opened.adopt(await Box.start(), (box) => box.stop());
    const welcome = clip("echo-test");
    {
      const ana = opened.adopt(await Baresip.start({ ...box.account("101", "udp"), hz: 440 }), (phone) => phone.stop());
      await ana.dial(box.uri("*43"));
      await ana.hears(440, 1, 30_000);
      const heard = await heardBy(ana);
      const place = placeOf(welcome, heard);
      const clear = intelligibility(welcome, heard.slice(place, place + welcome.length));
      assert.ok(clear >= LEAST_CLEAR, `${clear} of 1 is understood, from ${place / RATE} s on`);
      await ana.digits("#");
      await ana.until("CALL_CLOSED", 30_000);
    }
    const bob = opened.adopt(await Baresip.start({ ...box.account("102", "udp"), hz: 660 }), (phone) => phone.stop());
    await bob.dial(box.uri("*43"));
    await bob.until("CALL_ESTABLISHED");
    await bob.digits("1");
    await bob.hears(660, 1);
    const heard = await heardBy(bob);
    assert.ok(heard.length < welcome.length, `${heard.length / RATE} s: the key has cut the sentence short`);
    await bob.hangUp();
    await box.untilIdle();
  },
);
