import assert from "node:assert/strict";
import { cancelled, erle, type Line } from "../../tests/lab/echo.ts";
import { labKernels } from "../../tests/lab/kernels.ts";
import { compositeSource, echoOf, formulaPath, lineNoise, powerDb, throughAlaw } from "../../tests/lab/line.ts";
import { levelOf, noise, sum, voice } from "../../tests/lab/signals.ts";
import { spectralDistance } from "../../tests/lab/spectrum.ts";
import { takeSamples } from "../wasm/mod.ts";
import { NoiseSuppressor } from "./noise.ts";
import { Suppressor } from "./suppressor.ts";

const kernels = await labKernels();
const FAR = throughAlaw(compositeSource({ seconds: 8, dBm0: -16 }));
const PATH = formulaPath(1, 40, 6);
const TAIL = { rate: 8000, tailMs: 64 } as const;

/** Changes a sound frame by frame, and takes the 4 ms of delay out again. */
function changed(sound: Int16Array, rate: number, change: (frame: { at: number; length: number }) => void): Int16Array {
  const frame = takeSamples(kernels, rate / 50);
  const out = new Int16Array(sound.length);
  for (let at = 0; at + frame.length <= sound.length; at += frame.length) {
    frame.view.set(sound.subarray(at, at + frame.length));
    change(frame);
    out.set(frame.view, at);
  }
  kernels.arena.giveBack(frame.at);
  return Int16Array.from({ length: sound.length }, (_, at) => out[at + rate / 250] ?? 0);
}

function quietened(sound: Int16Array, rate: 8000 | 16_000): Int16Array {
  using suppressor = new NoiseSuppressor(kernels, rate);
  return changed(sound, rate, (frame) => suppressor.suppress(frame));
}

Deno.test("where nothing is to be suppressed, sound passes as it is, 4 ms late", () => {
  for (const rate of [8000, 16_000] as const) {
    const sound = sum(voice(rate, 3), noise(3 * rate, -40, 2));
    using suppressor = new Suppressor(kernels, rate);
    const out = changed(sound, rate, (frame) => suppressor.suppress(frame, 0, false));
    assert.deepEqual(out.subarray(0, -rate / 50), sound.subarray(0, -rate / 50));
  }
});

for (const rate of [8000, 16_000] as const) {
  Deno.test(`at ${rate} Hz, noise 10 dB below a voice becomes 10 dB softer against it, and the voice stays`, () => {
    const lead = 2 * rate;
    const spoken = new Int16Array(10 * rate);
    spoken.set(voice(rate, 8), lead);
    const hiss = noise(spoken.length, levelOf(spoken.subarray(lead)) - 10, 7);
    const noisy = sum(spoken, hiss);
    const out = quietened(noisy, rate);
    let product = 0, square = 0;
    for (let at = lead; at < out.length; at++) {
      product += out[at]! * spoken[at]!;
      square += spoken[at]! * spoken[at]!;
    }
    const voiceDb = 20 * Math.log10(product / square);
    const noiseDb = powerDb(out, 1, 2, rate) - powerDb(hiss, 1, 2, rate);
    assert.ok(voiceDb - noiseDb >= 10, `voice ${voiceDb} dB, noise ${noiseDb} dB`);
    assert.ok(voiceDb > -1.5, `voice ${voiceDb} dB`);
    // The bar is half of what the noise itself does to the spectrum.
    const [before, after] = [noisy, out].map((sound) => spectralDistance(spoken, sound));
    assert.ok(after! <= before! / 2 + 3, `from ${before} to ${after}`);
  });
}

Deno.test("noise that rises or falls is known again after two seconds", () => {
  const sound = sum(noise(32_000, -50, 1));
  const louder = Int16Array.from([...sound, ...noise(40_000, -35, 2), ...noise(40_000, -50, 3)]);
  const out = quietened(louder, 8000);
  for (const [from, to] of [[2, 4], [6.5, 9], [11.5, 13.9]] as const) {
    const softer = powerDb(louder, from, to) - powerDb(out, from, to);
    assert.ok(softer >= 10, `${from} s: ${softer}`);
  }
});

Deno.test("what cancelling leaves is suppressed, down to the background and not below", () => {
  for (const dBm0 of [-50, -40]) {
    const background = lineNoise(FAR.length, dBm0, 3);
    const there: Line = { far: FAR, near: throughAlaw(echoOf(FAR, PATH).map((value, at) => value + background[at]!)) };
    const over = powerDb(cancelled(kernels, there, TAIL), 4, 8) - powerDb(background, 4, 8);
    assert.ok(Math.abs(over) <= 3, `at ${dBm0} dBm0: ${over} dB above the background`);
    const quiet = powerDb(cancelled(kernels, there, { ...TAIL, noise: true }), 4, 8) - powerDb(background, 4, 8);
    assert.ok(quiet <= -10, `made softer by ${-quiet}`);
  }
  const silent: Line = { far: FAR, near: throughAlaw(echoOf(FAR, PATH)) };
  const without = erle(silent, cancelled(kernels, silent, { ...TAIL, suppression: false }), 4, 8);
  assert.ok(erle(silent, cancelled(kernels, silent, TAIL), 4, 8) >= without + 4);
});

Deno.test("who speaks into the echo is not suppressed with it", () => {
  const spoken = new Float64Array(FAR.length);
  spoken.set(compositeSource({ seconds: 2, dBm0: -16, kind: "double", seed: 9 }), 32_000);
  const there: Line = { far: FAR, near: throughAlaw(echoOf(FAR, PATH).map((value, at) => value + spoken[at]!)) };
  const left = cancelled(kernels, there, TAIL);
  assert.ok(Math.abs(powerDb(left, 4, 6) - powerDb(spoken, 4, 6)) < 1);
});
