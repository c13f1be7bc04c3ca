import assert from "node:assert/strict";
import { labKernels } from "../../tests/lab/kernels.ts";
import { compositeSource } from "../../tests/lab/line.ts";
import { noise, sum, voice } from "../../tests/lab/signals.ts";
import { takeSamples } from "../wasm/mod.ts";
import { type AnswerTone, AnswerToneFinder } from "./answer_tone.ts";

const kernels = await labKernels();

/** A tone whose phase turns every 450 ms; 0 degrees: never. */
function answer(hz: number, rate: number, seconds: number, level: number, degrees: number): Int16Array {
  return Int16Array.from({ length: rate * seconds }, (_, at) => {
    const turns = Math.floor(at / (0.45 * rate));
    return 32_767 * 10 ** (level / 20) * Math.sin(2 * Math.PI * hz * at / rate + turns * degrees * Math.PI / 180);
  });
}

/** What was found, and after how many milliseconds. */
function heard(sound: Int16Array, rate = 8000): { readonly found: AnswerTone; readonly ms: number } {
  const frame = takeSamples(kernels, rate / 50);
  using finder = new AnswerToneFinder(kernels, rate);
  let ms = 0;
  for (let at = 0; at + frame.length <= sound.length; at += frame.length) {
    const before = finder.found;
    frame.view.set(sound.subarray(at, at + frame.length));
    finder.hear(frame);
    if (finder.found !== before) ms = 1000 * (at + frame.length) / rate;
  }
  kernels.arena.giveBack(frame.at);
  return { found: finder.found, ms };
}

Deno.test("2100 Hz is found 21 Hz off and from -31 dBm0 up, with turns of phase within a second, at both rates", () => {
  for (const rate of [8000, 16_000]) {
    for (const hz of [2079, 2100, 2121]) {
      for (const level of [-34, -15, -6]) {
        const steady = heard(answer(hz, rate, 1.5, level, 0), rate);
        assert.ok(steady.found === "steady" && steady.ms <= 400, `${hz} Hz, ${level} dB: ${JSON.stringify(steady)}`);
        for (const degrees of [180, 155, 205]) {
          const turning = heard(answer(hz, rate, 1.5, level, degrees), rate);
          const name = `${hz} Hz, ${level} dB, ${degrees} degrees: ${JSON.stringify(turning)}`;
          assert.ok(turning.found === "turning" && turning.ms <= 1000, name);
        }
      }
    }
  }
});

Deno.test("neither smaller turns nor other tones, voices and noises turn a canceller off", () => {
  assert.equal(heard(answer(2100, 8000, 2, -15, 90)).found === "turning", false);
  for (const hz of [1900, 2030, 2170, 2225, 2300]) assert.equal(heard(answer(hz, 8000, 2, -15, 0)).found, "none");
  assert.equal(heard(answer(2100, 8000, 2, -45, 180)).found, "none");
  assert.equal(heard(voice(8000, 10)).found, "none");
  assert.equal(heard(Int16Array.from(compositeSource({ seconds: 10, dBm0: -10 }))).found, "none");
  assert.equal(heard(noise(80_000, -10, 1)).found, "none");
});

Deno.test("it is found in noise 12 dB softer", () => {
  assert.equal(heard(sum(answer(2100, 8000, 2, -15, 180), noise(16_000, -27, 2))).found, "turning");
});
