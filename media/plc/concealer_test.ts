import assert from "node:assert/strict";
import { labKernels } from "../../tests/lab/kernels.ts";
import { findTone, levelOf, noise, seeded, sine, sum, voice } from "../../tests/lab/signals.ts";
import { intelligibility, spectralDistance } from "../../tests/lab/spectrum.ts";
import { takeSamples } from "../wasm/mod.ts";
import { Concealer } from "./concealer.ts";

const kernels = await labKernels();

/** A sound with the frames of 20 ms lost that `isLost` says, as a concealer makes it. */
function concealed(sound: Int16Array, rate: number, isLost: (frame: number) => boolean): Int16Array<ArrayBuffer> {
  using concealer = new Concealer(kernels, rate);
  const frame = takeSamples(kernels, rate / 50);
  const out = Int16Array.from(sound);
  for (let at = 0, index = 0; at + frame.length <= sound.length; at += frame.length, index++) {
    if (isLost(index)) concealer.lost(frame);
    else {
      frame.view.set(sound.subarray(at, at + frame.length));
      concealer.heard(frame);
    }
    out.set(frame.view, at);
  }
  kernels.arena.giveBack(frame.at);
  return out;
}

/** The same with the last frame repeated, or with silence. */
function replaced(
  sound: Int16Array,
  rate: number,
  how: "zero" | "repeat",
  isLost: (frame: number) => boolean,
): Int16Array {
  const size = rate / 50;
  const out = Int16Array.from(sound);
  for (let at = 0, index = 0; at + size <= sound.length; at += size, index++) {
    if (!isLost(index)) continue;
    if (how === "zero" || at === 0) out.fill(0, at, at + size);
    else out.copyWithin(at, at - size, at);
  }
  return out;
}

function lossOf(part: number, seed: number): (frame: number) => boolean {
  const next = seeded(seed);
  const lost = Array.from({ length: 2000 }, () => next() < part);
  return (frame) => lost[frame]!;
}

for (const part of [0.01, 0.05, 0.1, 0.2]) {
  Deno.test(`at ${part * 100} % loss a voice is clearer and nearer than with silence or repeated packets`, () => {
    const sound = voice(8000, 20);
    const isLost = lossOf(part, 3);
    const ours = concealed(sound, 8000, isLost);
    for (const how of ["zero", "repeat"] as const) {
      const other = replaced(sound, 8000, how, isLost);
      assert.ok(intelligibility(sound, ours) > intelligibility(sound, other), `STOI against ${how}`);
      assert.ok(spectralDistance(sound, ours) < spectralDistance(sound, other), `spectral distance against ${how}`);
    }
  });
}

for (const rate of [8000, 16_000, 24_000, 48_000]) {
  Deno.test(`at ${rate} Hz a stream without loss is left as it is`, () => {
    const sound = voice(rate, 1);
    assert.ok(concealed(sound, rate, () => false).every((sample, at) => sample === sound[at]));
  });

  Deno.test(`at ${rate} Hz a steady note goes on through a lost frame without a click`, () => {
    const sound = sum(sine(200, rate, rate, -10), sine(600, rate, rate, -20));
    const heard = concealed(sound, rate, (frame) => frame === 20);
    const size = rate / 50;
    // The first 10 ms are played at full strength.
    assert.ok(findTone(heard.subarray(20 * size, 20.5 * size), 200, rate).snr > 9);
    const steepest = (of: Int16Array): number =>
      of.reduce((most, x, at) => Math.max(most, Math.abs(x - (of[at - 1] ?? x))), 0);
    assert.ok(steepest(heard) <= 1.3 * steepest(sound), `${steepest(heard)} against ${steepest(sound)}`);
  });

  Deno.test(`at ${rate} Hz a long loss fades to silence within 60 ms and sound comes back whole`, () => {
    const sound = voice(rate, 2);
    const heard = concealed(sound, rate, (frame) => frame >= 40 && frame < 60);
    const size = rate / 50;
    assert.ok(levelOf(heard.subarray(43 * size, 60 * size)) === -Infinity);
    assert.ok(heard.subarray(61 * size).every((sample, at) => sample === sound[61 * size + at]));
  });
}

Deno.test("what is played is never louder than what was heard", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const sound = seed % 2 === 0 ? noise(8000, -10, seed) : sum(voice(8000, 1), noise(8000, -30, seed));
    const heard = concealed(sound, 8000, lossOf(0.3, seed));
    const peak = (of: Int16Array): number => of.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    assert.ok(peak(heard) <= 1.25 * peak(sound), `seed ${seed}: ${peak(heard)} against ${peak(sound)}`);
  }
});

Deno.test("a loss before anything was heard is silence", () => {
  assert.ok(concealed(new Int16Array(1600), 8000, () => true).every((sample) => sample === 0));
});

Deno.test("frames of 10 ms are concealed like frames of 20", () => {
  const sound = voice(8000, 1);
  const heard = [80, 160].map((size) => {
    using concealer = new Concealer(kernels, 8000);
    const frame = takeSamples(kernels, size);
    const out = new Int16Array(sound.length);
    for (let at = 0; at < sound.length; at += size) {
      frame.view.set(sound.subarray(at, at + size));
      if (at >= 3200 && at < 3520) concealer.lost(frame);
      else concealer.heard(frame);
      out.set(frame.view, at);
    }
    kernels.arena.giveBack(frame.at);
    return out;
  });
  assert.ok(heard[0]!.every((sample, at) => sample === heard[1]![at]));
});
