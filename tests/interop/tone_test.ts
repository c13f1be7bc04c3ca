import assert from "node:assert/strict";
import { goertzel, readWav, secondsOf, toneWav } from "./tone.ts";

for (const rate of [8_000, 16_000, 48_000]) {
  Deno.test(`a tone written at ${rate} Hz is read back and heard, and no other is`, () => {
    const sound = readWav(toneWav(440, 2, rate));
    assert.equal(sound.rate, rate);
    assert.ok(goertzel(sound.samples.subarray(0, rate / 10), rate, 440) > 0.99);
    assert.ok(secondsOf(sound, 440) > 1.9);
    assert.equal(secondsOf(sound, 660), 0);
  });
}

Deno.test("silence is no tone", () => {
  assert.equal(secondsOf({ rate: 8_000, samples: new Float64Array(16_000) }, 440), 0);
});

Deno.test("a WAV whose header was never finished is read to its end", () => {
  const bytes = toneWav(660, 1);
  new DataView(bytes.buffer).setUint32(40, 0, true);
  assert.ok(secondsOf(readWav(bytes), 660) > 0.9);
  bytes.fill(0, 0, 44);
  assert.ok(secondsOf(readWav(bytes), 660) > 0.9);
});
