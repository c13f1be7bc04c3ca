import assert from "node:assert/strict";
import { seeded } from "../../tests/lab/signals.ts";
import { join, samplesOf, split } from "./opus_packet.ts";

/** RFC 6716 §3.2: a packet of each code, with frames of odd lengths. */
const PACKETS: Readonly<Record<string, Uint8Array>> = {
  "one frame": packet([0x48], 30),
  "one frame of nothing": packet([0x48], 0),
  "one frame of 251": packet([0x48], 251),
  "one frame of 252": packet([0x48], 252),
  "one frame of 1275": packet([0x48], 1275),
  "two frames of one size": packet([0x49], 2 * 40),
  "two frames": packet([0x4a, 10], 10 + 33),
  "two frames, the first of 300": packet([0x4a, 252 + (300 & 3), (300 - 252) >> 2], 300 + 33),
  "three frames of one size": packet([0x4b, 3], 3 * 20),
  "three frames of one size, padded": packet([0x4b, 0x40 | 3, 5], 3 * 20 + 5),
  "three frames": packet([0x4b, 0x80 | 3, 10, 11], 10 + 11 + 12),
  "three frames, padded by 300": packet([0x4b, 0xc0 | 3, 255, 46, 10, 11], 10 + 11 + 12 + 300),
};

function packet(words: readonly number[], body: number): Uint8Array {
  return Uint8Array.from([...words, ...Array.from({ length: body }, (_, at) => at & 255)]);
}

for (const [name, first] of Object.entries(PACKETS)) {
  Deno.test(`a packet of ${name} is joined with another and taken apart again`, () => {
    const second = Uint8Array.of(0x48, 1, 2, 3);
    assert.deepEqual(split(join(first, second))?.map((part) => [...part]), [[...first], [...second]]);
  });
}

for (
  const [octets, samples] of [
    [[0x48], 960],
    [[0x08, 1], 960],
    [[0x18], 2880],
    [[0x58, 0], 2880],
    [[0x80], 120],
    [[0xf8], 960],
    [[0xf9, 1, 1], 1920],
    [[0xfb, 6], 5760],
    [[0xfb, 7], 0],
    [[0xfb], 0],
    [[], 0],
  ] as const
) {
  Deno.test(`a packet of ${octets.join(" ")} lasts ${samples} samples`, () => {
    assert.equal(samplesOf(Uint8Array.from(octets)), samples);
  });
}

Deno.test("whatever is taken apart stays within its packet", () => {
  const next = seeded(4);
  for (let round = 0; round < 5000; round++) {
    const bytes = Uint8Array.from({ length: Math.floor(next() * 60) }, () => Math.floor(next() ** 2 * 256));
    const parts = split(bytes);
    if (parts === undefined) continue;
    assert.ok(parts[0].length + parts[1].length < bytes.length);
    assert.deepEqual([...join(parts[0], parts[1])].length, bytes.length);
  }
});

Deno.test("joining what is no packet is our own mistake", () => {
  assert.throws(() => join(new Uint8Array(0), Uint8Array.of(0x48)), /Cannot join packets of Opus/);
});
