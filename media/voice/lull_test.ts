import assert from "node:assert/strict";
import { labKernels, labOpus } from "../../tests/lab/kernels.ts";
import { codecFor } from "../codec/mod.ts";
import { takeOctets, takeSamples } from "../wasm/mod.ts";
import { Lull } from "./lull.ts";

const kernels = await labKernels();
const tools = { kernels, opus: await labOpus() };
const octets = takeOctets(kernels, 1500);

for (const name of ["PCMU", "PCMA", "G722", "opus"]) {
  Deno.test(`silence in ${name} is the same for all of one beat, and silence to whoever hears it`, () => {
    const before = kernels.arena.takenBytes;
    using ear = codecFor({ name }, tools)!;
    using lull = new Lull(kernels, codecFor({ name }, tools)!);
    const pcm = takeSamples(kernels, ear.samplesPerFrame);
    for (let beat = 0; beat < 100; beat++) {
      const length = lull.lay(octets.at, beat);
      const payload = octets.view.slice(0, length);
      assert.equal(lull.lay(octets.at + 700, beat), length);
      assert.deepEqual(octets.view.slice(700, 700 + length), payload);
      ear.decode({ at: octets.at, length }, pcm);
      assert.ok(beat < 5 || pcm.view.every((sample) => Math.abs(sample) <= 32), `beat ${beat}`);
    }
    kernels.arena.giveBack(pcm.at);
    ear[Symbol.dispose]();
    lull[Symbol.dispose]();
    assert.equal(kernels.arena.takenBytes, before);
  });
}

Deno.test("an encoder that is woken goes on where the silence is, to the last bit", () => {
  using lull = new Lull(kernels, codecFor({ name: "G722" }, tools)!);
  using ear = codecFor({ name: "G722" }, tools)!;
  using mouth = codecFor({ name: "G722" }, tools)!;
  const pcm = takeSamples(kernels, 320);
  for (let beat = 0; beat < 50; beat++) ear.decode({ at: octets.at, length: lull.lay(octets.at, beat) }, pcm);
  for (let at = 0; at < 320; at++) pcm.view[at] = 6000 * Math.sin(at / 7);
  mouth.encode(pcm, octets);
  lull.wake(mouth);
  pcm.view.fill(0);
  mouth.encode(pcm, octets);
  const woken = octets.view.slice(0, 160);
  lull.lay(octets.at, 50);
  assert.deepEqual(octets.view.slice(0, 160), woken);
  kernels.arena.giveBack(pcm.at);
});
