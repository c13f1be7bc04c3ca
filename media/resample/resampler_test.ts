import assert from "node:assert/strict";
import { labKernels } from "../../tests/lab/kernels.ts";
import { findTone, firstDifference, levelOf, noise, sine } from "../../tests/lab/signals.ts";
import { takeSamples } from "../wasm/mod.ts";
import { designPolyphase } from "./design.ts";
import { type Rate, Resamplers } from "./resampler.ts";

const kernels = await labKernels();
const resamplers = new Resamplers(kernels);
const RATES: readonly Rate[] = [8000, 16_000, 24_000, 48_000];
const PAIRS = RATES.flatMap((from) => RATES.filter((to) => to !== from).map((to) => [from, to] as const));
const FRAME_MS = 20;

/** A sound through a resampler, in frames of `frameMs`. */
function through(sound: Int16Array, from: Rate, to: Rate, frameMs: number = FRAME_MS): Int16Array {
  using resampler = resamplers.make(from, to);
  const pcm = takeSamples(kernels, from * frameMs / 1000);
  const out = takeSamples(kernels, to * frameMs / 1000);
  const heard = new Int16Array(Math.floor(sound.length / pcm.length) * out.length);
  for (let at = 0, frame = 0; at + pcm.length <= sound.length; at += pcm.length, frame++) {
    pcm.view.set(sound.subarray(at, at + pcm.length));
    assert.equal(resampler.resample(pcm, out), out.length);
    heard.set(out.view, frame * out.length);
  }
  kernels.arena.giveBack(pcm.at);
  kernels.arena.giveBack(out.at);
  return heard;
}

/** Half a second of a tone, heard after the filter has filled. */
function toneThrough(hz: number, from: Rate, to: Rate): Int16Array {
  return through(sine(hz, from, from / 2, -6), from, to).subarray(to / 10);
}

for (const [from, to] of PAIRS) {
  const half = Math.min(from, to) / 2;

  Deno.test(`${from} to ${to} Hz: a tone of 1004 Hz comes clean and as loud`, () => {
    const found = findTone(toneThrough(1004, from, to), 1004, to);
    assert.ok(found.snr >= 70, `its SNR is ${found.snr} dB`);
    assert.ok(Math.abs(found.level + 6) < 0.02, `it came at ${found.level} dB`);
  });

  Deno.test(`${from} to ${to} Hz: the band passes up to 85 % of its half`, () => {
    for (const part of [0.05, 0.4, 0.7, 0.85]) {
      const { level } = findTone(toneThrough(part * half, from, to), part * half, to);
      assert.ok(Math.abs(level + 6) < 0.5, `${part * half} Hz came at ${level} dB`);
    }
  });

  if (to > from) {
    Deno.test(`${from} to ${to} Hz: a tone has no images`, () => {
      assert.ok(findTone(toneThrough(0.8 * half, from, to), 0.8 * half, to).snr >= 60);
    });
  } else {
    Deno.test(`${from} to ${to} Hz: what the new rate cannot hold is gone`, () => {
      for (const part of [1.2, 1.5, 1.9]) {
        if (part * half >= from / 2) continue;
        const level = levelOf(toneThrough(part * half, from, to));
        assert.ok(level < -66, `${part * half} Hz came at ${level} dB`);
      }
    });
  }

  Deno.test(`${from} to ${to} Hz: frames of 10 and of 60 ms are the same stream`, () => {
    const sound = noise(from * 0.24, -12, 7);
    assert.equal(firstDifference(through(sound, from, to, 10), through(sound, from, to, 60)), -1);
  });
}

Deno.test("the loudest sound is held at its bounds, not turned over", () => {
  const square = Int16Array.from({ length: 8000 }, (_, at) => at % 40 < 20 ? 32_767 : -32_768);
  const heard = through(square, 8000, 16_000).subarray(400);
  assert.ok(heard.includes(32_767) && heard.includes(-32_768));
  assert.ok(findTone(heard, 200, 16_000).snr > 3);
});

Deno.test("every phase of every filter has a sum of one", () => {
  for (const [from, to] of PAIRS) {
    const { up, taps, phases } = designPolyphase(from, to);
    for (let phase = 0; phase < up; phase++) {
      assert.equal(phases.subarray(phase * taps, (phase + 1) * taps).reduce((sum, tap) => sum + tap, 0), 16_384);
    }
  }
});

Deno.test("frames that do not come out whole are refused", () => {
  using resampler = resamplers.make(48_000, 8000);
  assert.throws(
    () => resampler.resample({ at: 0, length: 100 }, { at: 0, length: 100 }),
    /Cannot resample "100" samples by 1\/6/,
  );
});
