import assert from "node:assert/strict";
import { TAP_FRAME_SAMPLES, tapBytes, TapReader, TapWriter } from "./mod.ts";

const memory = new SharedArrayBuffer(tapBytes());
const samples = new Int16Array(2 * TAP_FRAME_SAMPLES);
const [left, right] = [new Int16Array(TAP_FRAME_SAMPLES), new Int16Array(TAP_FRAME_SAMPLES)];

function write(writer: TapWriter, value: number, rate = 16_000): void {
  samples.fill(value, 0, TAP_FRAME_SAMPLES).fill(-value, TAP_FRAME_SAMPLES);
  writer.write(samples, rate, 0, TAP_FRAME_SAMPLES);
}

Deno.test("what is written is read once, in order, both sides and their rate", () => {
  const reader = new TapReader(memory, 3, TapReader.position(memory, 3));
  const writer = new TapWriter(memory, 3);
  assert.equal(reader.read(left, right), 0);
  for (const value of [1, 2, 3]) write(writer, value, value === 2 ? 8000 : 16_000);
  for (const value of [1, 2, 3]) {
    const rate = reader.read(left, right);
    assert.equal(rate, value === 2 ? 8000 : 16_000);
    assert.ok(left.subarray(0, rate / 50).every((sample) => sample === value));
    assert.ok(right.subarray(0, rate / 50).every((sample) => sample === -value));
  }
  assert.equal(reader.read(left, right), 0);
  writer.write(samples, 8000, undefined, 0);
  assert.equal(reader.read(left, right), 8000);
  assert.ok(left.subarray(0, 160).every((sample) => sample === 0), "a side that says nothing is silence");
});

Deno.test("a reader that is too slow loses the oldest, and knows how many", () => {
  const reader = new TapReader(memory, 0, TapReader.position(memory, 0));
  const writer = new TapWriter(memory, 0);
  for (let value = 1; value <= 250; value++) write(writer, value);
  let read = 0;
  let last = 0;
  while (reader.read(left, right) > 0) {
    read += 1;
    assert.ok(left[0]! > last);
    last = left[0]!;
  }
  assert.equal(last, 250);
  assert.equal(read + reader.lost, 250);
  assert.equal(read, 99);
});

Deno.test("a ring runs on where its count of frames wraps", () => {
  const words = new Int32Array(memory, 0, 1);
  const before = words[0]!;
  words[0] = 0x7fff_fffe;
  const reader = new TapReader(memory, 0, TapReader.position(memory, 0));
  const writer = new TapWriter(memory, 0);
  for (const value of [1, 2, 3, 4]) write(writer, value);
  for (const value of [1, 2, 3, 4]) {
    assert.equal(reader.read(left, right), 16_000);
    assert.equal(left[0], value);
  }
  words[0] = before;
});

Deno.test("a ring that is not there is our own mistake", () => {
  assert.throws(() => new TapWriter(memory, 128), /Cannot tap into ring "128": expected 0 to 127/);
});
