import assert from "node:assert/strict";
import { labKernels } from "../../tests/lab/kernels.ts";
import { seeded } from "../../tests/lab/signals.ts";
import { takeFloats } from "../wasm/mod.ts";

const kernels = await labKernels();
const SIZES = [32, 64, 128, 256, 512, 1024];

/** The transform as it is defined. */
function defined(sound: Float32Array): { readonly re: Float64Array; readonly im: Float64Array } {
  const size = sound.length;
  const re = new Float64Array(size / 2 + 1);
  const im = new Float64Array(size / 2 + 1);
  for (let bin = 0; bin <= size / 2; bin++) {
    for (let at = 0; at < size; at++) {
      const angle = -2 * Math.PI * (bin * at % size) / size;
      re[bin]! += sound[at]! * Math.cos(angle);
      im[bin]! += sound[at]! * Math.sin(angle);
    }
  }
  return { re, im };
}

for (const size of SIZES) {
  Deno.test(`the transform of ${size} samples is the defined one, and goes back to what it came from`, () => {
    const next = seeded(size);
    const lanes = size / 2 + 4;
    const tables = takeFloats(kernels, size * 11 / 4);
    const sound = takeFloats(kernels, size);
    const spectrum = takeFloats(kernels, 2 * lanes);
    const back = takeFloats(kernels, size);
    kernels.run.fftTables(tables.at, size);
    sound.view.set(Float32Array.from({ length: size }, () => 2 * next() - 1));
    kernels.run.fft(tables.at, size, sound.at, spectrum.at);
    const { re, im } = defined(sound.view);
    for (let bin = 0; bin <= size / 2; bin++) {
      assert.ok(Math.abs(spectrum.view[bin]! - re[bin]!) < 2e-5 * Math.sqrt(size), `real part ${bin}`);
      assert.ok(Math.abs(spectrum.view[lanes + bin]! - im[bin]!) < 2e-5 * Math.sqrt(size), `imaginary part ${bin}`);
    }
    for (const pad of [1, 2, 3]) {
      assert.deepEqual([spectrum.view[size / 2 + pad], spectrum.view[lanes + size / 2 + pad]], [0, 0]);
    }
    kernels.run.ifft(tables.at, size, spectrum.at, back.at);
    for (let at = 0; at < size; at++) assert.ok(Math.abs(back.view[at]! - sound.view[at]!) < 1e-6, `sample ${at}`);
    for (const block of [tables, sound, spectrum, back]) kernels.arena.giveBack(block.at);
  });
}
