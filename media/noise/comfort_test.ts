import assert from "node:assert/strict";
import { labKernels } from "../../tests/lab/kernels.ts";
import { firstDifference, seeded } from "../../tests/lab/signals.ts";
import { levelOf } from "../level/mod.ts";
import { takeSamples } from "../wasm/mod.ts";
import { ComfortNoise, noisePayload } from "./comfort.ts";

const kernels = await labKernels();
const second = takeSamples(kernels, 8000);

function filled(payload: readonly number[], seed = 1): Int16Array {
  using noise = new ComfortNoise(kernels, seed);
  noise.describe(Uint8Array.from(payload));
  noise.fill(second);
  noise.fill(second);
  return second.view.slice();
}

/** How much like the sample before each sample is. */
function memory(sound: Int16Array): number {
  let product = 0;
  let square = 0;
  for (let at = 1; at < sound.length; at++) {
    product += sound[at]! * sound[at - 1]!;
    square += sound[at]! * sound[at]!;
  }
  return product / square;
}

Deno.test("noise is as loud as its payload says, white or coloured", () => {
  for (const level of [20, 35, 50, 65]) {
    for (const colours of [[], [20], [230, 60], [60, 200, 127, 100, 140, 127, 127, 127, 127, 90]]) {
      filled([level, ...colours]);
      assert.ok(Math.abs(levelOf(kernels, second) + level) < 1, `${level}, ${colours}: ${levelOf(kernels, second)}`);
    }
  }
});

Deno.test("without coefficients it is white, with one it is dark or bright as RFC 3389 has it", () => {
  assert.ok(Math.abs(memory(filled([30]))) < 0.05);
  // A first reflection coefficient k makes the likeness of neighbours -k.
  for (const octet of [27, 227]) {
    const k = 258 * (octet - 127) / 32_768;
    assert.ok(Math.abs(memory(filled([30, octet])) + k) < 0.05);
  }
});

Deno.test("a new level is reached without a jump, and the same seed gives the same noise", () => {
  assert.equal(firstDifference(filled([40], 7), filled([40], 7)), -1);
  assert.ok(firstDifference(filled([40], 7), filled([40], 8)) >= 0);
  using noise = new ComfortNoise(kernels, 0);
  noise.describe(Uint8Array.of(20));
  noise.fill(second);
  const loudest = (part: Int16Array): number => part.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  assert.ok(loudest(second.view.subarray(0, 80)) * 20 < loudest(second.view.subarray(-800)));
});

Deno.test("whatever a stranger describes, the noise stays noise and an empty payload changes nothing", () => {
  const next = seeded(3);
  using noise = new ComfortNoise(kernels, 5);
  for (let round = 0; round < 300; round++) {
    noise.describe(Uint8Array.from({ length: Math.floor(next() * 40) }, () => Math.floor(next() * 256)));
    noise.fill({ at: second.at, length: 160 });
  }
  noise.describe(Uint8Array.of(60));
  noise.describe(new Uint8Array());
  noise.fill(second);
  noise.fill(second);
  assert.ok(Math.abs(levelOf(kernels, second) + 60) < 1);
});

Deno.test("a level becomes an octet within RFC 3389's bounds", () => {
  assert.deepEqual([3, 0, -40.4, -127, -200].map(noisePayload), [0, 0, 40, 127, 127]);
});
