import assert from "node:assert/strict";
import { labKernels } from "../../tests/lab/kernels.ts";
import { firstDifference, noise } from "../../tests/lab/signals.ts";
import { takeSamples } from "../wasm/mod.ts";
import { Mixer } from "./mixer.ts";

const kernels = await labKernels();
const held = (value: number): number => Math.max(-32_768, Math.min(32_767, value));

for (
  const [parties, samples, level] of [[1, 160, -20], [2, 160, -20], [3, 320, 0], [50, 320, -6], [300, 160, -3]] as const
) {
  Deno.test(`${parties} parties of ${samples} samples at ${level} dB hear the sum of all others, held at 16 bits`, () => {
    using mixer = new Mixer(kernels, samples, parties);
    const frames = Array.from({ length: parties }, () => takeSamples(kernels, samples));
    const heard = Array.from({ length: parties }, () => takeSamples(kernels, samples));
    const everybody = takeSamples(kernels, samples);
    frames.forEach((frame, party) => {
      frame.view.set(noise(samples, level, party + 1));
      mixer.seat(frame.at, heard[party]!.at);
    });
    mixer.mixMinus();
    mixer.mixAll(everybody.at);
    const total = Array.from({ length: samples }, (_, at) => frames.reduce((sum, { view }) => sum + view[at]!, 0));
    frames.forEach(({ view }, party) => {
      assert.equal(firstDifference(heard[party]!.view, total.map((sum, at) => held(sum - view[at]!))), -1);
    });
    assert.equal(firstDifference(everybody.view, total.map(held)), -1);
    for (const block of [...frames, ...heard, everybody]) kernels.arena.giveBack(block.at);
  });
}

Deno.test("a mixer refuses frames that are no whole vectors, and a party without a seat", () => {
  assert.throws(() => new Mixer(kernels, 100, 2), /Cannot mix frames of "100" samples: expected a multiple of 16/);
  const before = kernels.arena.takenBytes;
  const mixer = new Mixer(kernels, 160, 1);
  mixer.seat(0, 0);
  assert.throws(() => mixer.seat(0, 0), /Cannot seat another party: the mixer has "1" seats/);
  mixer.clear();
  assert.equal(mixer.parties, 0);
  mixer[Symbol.dispose]();
  mixer[Symbol.dispose]();
  assert.equal(kernels.arena.takenBytes, before);
});
