import assert from "node:assert/strict";
import { labKernels, labRnnoise } from "../../tests/lab/kernels.ts";
import { powerDb } from "../../tests/lab/line.ts";
import { noise } from "../../tests/lab/signals.ts";
import { Resamplers } from "../resample/mod.ts";
import { takeSamples } from "../wasm/mod.ts";
import { Rnnoise, RnnoiseLibrary } from "./rnnoise.ts";

const kernels = await labKernels();
const library = new RnnoiseLibrary(await labRnnoise());
const resamplers = new Resamplers(kernels);

for (const rate of [8000, 16_000] as const) {
  Deno.test(`RNNoise makes noise softer by 10 dB at ${rate} Hz`, () => {
    using rnnoise = new Rnnoise(kernels, library, resamplers, rate);
    const sound = noise(4 * rate, -35, 1);
    const frame = takeSamples(kernels, rate / 50);
    const out = new Int16Array(sound.length);
    for (let at = 0; at < sound.length; at += frame.length) {
      frame.view.set(sound.subarray(at, at + frame.length));
      rnnoise.suppress(frame);
      out.set(frame.view, at);
    }
    kernels.arena.giveBack(frame.at);
    assert.ok(powerDb(out, 2, 4, rate) <= powerDb(sound, 2, 4, rate) - 10);
  });
}

Deno.test("a thousand of them find room and give it back", () => {
  const frame = takeSamples(kernels, 160);
  const taken = kernels.arena.takenBytes;
  const all = Array.from({ length: 1000 }, () => new Rnnoise(kernels, library, resamplers, 8000));
  all[0]!.suppress(frame);
  all[999]!.suppress(frame);
  for (const rnnoise of all) rnnoise[Symbol.dispose]();
  assert.equal(kernels.arena.takenBytes, taken);
  kernels.arena.giveBack(frame.at);
});

Deno.test("another program is refused", () => {
  const empty = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  assert.throws(() => new RnnoiseLibrary(empty), /Cannot start RNNoise: the program is another one/);
});
