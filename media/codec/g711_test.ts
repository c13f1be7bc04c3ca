import assert from "node:assert/strict";
import { testWithCorpora } from "../../tests/lab/corpora.ts";
import { labKernels } from "../../tests/lab/kernels.ts";
import { firstDifference } from "../../tests/lab/signals.ts";
import { takeOctets, takeSamples } from "../wasm/mod.ts";
import { examine } from "./exam.ts";
import { makeG711 } from "./g711.ts";

const LAWS = ["PCMU", "PCMA"] as const;
for (const law of LAWS) {
  await examine({
    name: law,
    make: (kernels) => makeG711(kernels, law),
    toneSnr: 37,
    // A-law has no code for zero: its smallest are 8 and -8.
    silence: -69,
    isSeamless: true,
    isOctetwise: true,
  });
}

const kernels = await labKernels();
const ALL = 65_536;

function encodeAll(law: typeof LAWS[number], samples: Int16Array): Uint8Array {
  using codec = makeG711(kernels, law);
  const pcm = takeSamples(kernels, ALL);
  const codes = takeOctets(kernels, ALL);
  pcm.view.set(samples);
  assert.equal(codec.encode(pcm, codes), ALL);
  kernels.arena.giveBack(pcm.at);
  kernels.arena.giveBack(codes.at);
  return codes.view.slice();
}

function decodeAll(law: typeof LAWS[number]): Int16Array {
  using codec = makeG711(kernels, law);
  const pcm = takeSamples(kernels, 256);
  const codes = takeOctets(kernels, 256);
  codes.view.set(Uint8Array.from({ length: 256 }, (_, code) => code));
  assert.equal(codec.decode(codes, pcm), 256);
  kernels.arena.giveBack(pcm.at);
  kernels.arena.giveBack(codes.at);
  return pcm.view.slice();
}

const sweep = (): Int16Array => Int16Array.from({ length: ALL }, (_, at) => at - 32_768);

testWithCorpora(
  "G.711 encodes all 65,536 samples as the ITU's program does",
  ["itu/sweep.src", "itu/sweep-r.a", "itu/sweep-r.u"],
  ([source, alaw, ulaw]) => {
    const samples = new Int16Array(source!.buffer);
    for (const [law, expected] of [["PCMA", alaw!], ["PCMU", ulaw!]] as const) {
      assert.equal(firstDifference(encodeAll(law, samples), new Int16Array(expected.buffer)), -1);
    }
  },
);

for (const law of LAWS) {
  Deno.test(`${law}'s codes mean their own sound again`, () => {
    const sounds = decodeAll(law);
    const codes = encodeAll(law, Int16Array.from({ length: ALL }, (_, at) => sounds[at & 255]!));
    for (let code = 0; code < 256; code++) {
      // G.711 μ-law has two codes for zero: 0x7f is heard as 0, and 0 is spoken as 0xff.
      const expected = law === "PCMU" && code === 0x7f ? 0xff : code;
      assert.equal(codes[code], expected, `code ${code}`);
    }
  });

  Deno.test(`${law} errs by no more than half a step of the sample's segment`, () => {
    const sounds = decodeAll(law);
    const samples = sweep();
    const codes = encodeAll(law, samples);
    for (const [at, sample] of samples.entries()) {
      const error = Math.abs(sounds[codes[at]!]! - sample);
      const step = Math.max(law === "PCMU" ? 8 : 16, 2 ** Math.floor(Math.log2(Math.abs(sample) + 132)) / 16);
      const clipping = Math.max(0, Math.abs(sample) - 32_124);
      assert.ok(error <= step + clipping, `${sample} came as ${sounds[codes[at]!]}`);
    }
  });

  Deno.test(`${law} never turns loudness round: a larger sample is not heard smaller`, () => {
    const sounds = decodeAll(law);
    const heard = Int16Array.from(encodeAll(law, sweep()), (code) => sounds[code]!);
    assert.ok(heard.every((sample, at) => at === 0 || sample >= heard[at - 1]!));
  });

  Deno.test(`${law} leaves what lies behind its target alone, whatever the count`, () => {
    using codec = makeG711(kernels, law);
    const pcm = takeSamples(kernels, 64);
    const codes = takeOctets(kernels, 64);
    for (let count = 0; count <= 33; count++) {
      codes.view.fill(0x33);
      codec.encode({ at: pcm.at, length: count }, { at: codes.at, length: count });
      assert.ok(codes.view.subarray(count).every((octet) => octet === 0x33));
      pcm.view.fill(77);
      codec.decode({ at: codes.at, length: count }, { at: pcm.at, length: count });
      assert.ok(pcm.view.subarray(count).every((sample) => sample === 77));
    }
    kernels.arena.giveBack(pcm.at);
    kernels.arena.giveBack(codes.at);
  });
}

Deno.test("G.711 knows the codes that its Recommendation prints", () => {
  const alaw = decodeAll("PCMA");
  const ulaw = decodeAll("PCMU");
  assert.deepEqual([alaw[0xd5], alaw[0x55], alaw[0xaa], alaw[0x2a]], [8, -8, 32_256, -32_256]);
  assert.deepEqual([ulaw[0xff], ulaw[0x7f], ulaw[0x80], ulaw[0x00]], [0, 0, 32_124, -32_124]);
});
