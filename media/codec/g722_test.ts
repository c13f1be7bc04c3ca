import assert from "node:assert/strict";
import { testWithCorpora } from "../../tests/lab/corpora.ts";
import { labKernels } from "../../tests/lab/kernels.ts";
import { firstDifference } from "../../tests/lab/signals.ts";
import { takeOctets, takeSamples } from "../wasm/mod.ts";
import { examine } from "./exam.ts";
import { makeG722 } from "./g722.ts";

await examine({
  name: "G722",
  make: makeG722,
  toneSnr: 25,
  silence: -70,
  isSeamless: true,
  isOctetwise: true,
});

const kernels = await labKernels();

testWithCorpora(
  "G.722 agrees with the ITU's vectors in every bit, both ways",
  ["itu/inpsp.bin", "itu/codspw.cod", "itu/outsp1.bin"],
  ([source, words, heard]) => {
    const samples = new Int16Array(source!.buffer);
    // One code in the low octet of each word.
    const codes = words!.filter((_, at) => at % 2 === 0);
    using codec = makeG722(kernels);
    const pcm = takeSamples(kernels, samples.length);
    const octets = takeOctets(kernels, codes.length);
    pcm.view.set(samples);
    assert.equal(codec.encode(pcm, octets), codes.length);
    assert.equal(firstDifference(octets.view, codes), -1);
    assert.equal(codec.decode(octets, pcm), samples.length);
    assert.equal(firstDifference(pcm.view, new Int16Array(heard!.buffer)), -1);
    kernels.arena.giveBack(pcm.at);
    kernels.arena.giveBack(octets.at);
  },
);

Deno.test("G.722 keeps the upper half of its band: a tone at 6 kHz comes back", () => {
  using codec = makeG722(kernels);
  const pcm = takeSamples(kernels, 16_000);
  const octets = takeOctets(kernels, 8000);
  pcm.view.set(pcm.view.map((_, at) => 8000 * Math.sin(2 * Math.PI * 6000 * at / 16_000)));
  codec.encode(pcm, octets);
  codec.decode(octets, pcm);
  const heard = pcm.view.subarray(1600);
  const power = heard.reduce((sum, sample) => sum + sample * sample, 0) / heard.length;
  assert.ok(Math.abs(10 * Math.log10(power / (8000 * 8000 / 2))) < 1);
  kernels.arena.giveBack(pcm.at);
  kernels.arena.giveBack(octets.at);
});
