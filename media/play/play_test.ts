import assert from "node:assert/strict";
import { endRing, hasEnded, openRing, PLAY_FRAME_SAMPLES, playBytes, PlayReader, PlayWriter } from "./mod.ts";

const memory = new SharedArrayBuffer(playBytes());
const samples = new Int16Array(PLAY_FRAME_SAMPLES);
const heard = new Int16Array(2 * PLAY_FRAME_SAMPLES);

function write(writer: PlayWriter, value: number, count?: number): boolean {
  return writer.write(samples.fill(value), 0, count);
}

function hear(reader: PlayReader): number | string {
  const told = reader.next(heard.fill(-1), PLAY_FRAME_SAMPLES);
  assert.ok(heard.subarray(0, PLAY_FRAME_SAMPLES).every((sample) => sample === -1), "it writes where it is told");
  return told === "frame" ? heard[PLAY_FRAME_SAMPLES]! : told;
}

function open(ring: number): readonly [PlayWriter, PlayReader] {
  const use = openRing(memory, ring);
  return [new PlayWriter(memory, ring, use), new PlayReader(memory, ring)];
}

Deno.test("what is written is read once, in order; then it is late, and at the end it has ended", () => {
  const [writer, reader] = open(3);
  assert.equal(hear(reader), "late");
  for (const value of [1, 2, 3]) write(writer, value);
  for (const value of [1, 2, 3, "late"]) assert.equal(hear(reader), value);
  write(writer, 4, 100);
  writer.end();
  assert.equal(hear(reader), 4);
  assert.ok(heard.subarray(PLAY_FRAME_SAMPLES, PLAY_FRAME_SAMPLES + 100).every((sample) => sample === 4));
  assert.ok(heard.subarray(PLAY_FRAME_SAMPLES + 100).every((sample) => sample === 0), "filled up with silence");
  for (const _ of [1, 2]) assert.equal(hear(reader), "end");
});

Deno.test("half a second may wait, and a reader that comes later begins with the first of it", () => {
  const [writer] = open(0);
  for (let value = 1; value <= 25; value++) assert.ok(write(writer, value));
  assert.equal(write(writer, 26), false);
  assert.equal(writer.waiting, 25);
  const reader = new PlayReader(memory, 0);
  assert.equal(hear(reader), 1);
  assert.ok(write(writer, 26));
  for (let value = 2; value <= 26; value++) assert.equal(hear(reader), value);
});

Deno.test("a ring runs on where its count of frames wraps", () => {
  const [writer, reader] = open(1);
  for (let value = 0; value < 140_000; value++) {
    assert.ok(write(writer, value % 30_000));
    assert.equal(hear(reader), value % 30_000);
  }
});

Deno.test("whoever holds a ring of an earlier use neither hears nor disturbs the later one", () => {
  const [oldWriter, oldReader] = open(127);
  for (const value of [1, 2]) write(oldWriter, value);
  assert.equal(hear(oldReader), 1);
  const [writer, reader] = open(127);
  assert.equal(hear(oldReader), "end");
  assert.equal(write(oldWriter, 3), false);
  oldWriter.end();
  assert.equal(hear(reader), "late");
  write(writer, 9);
  assert.equal(hear(oldReader), "end");
  for (const value of [9, "late"]) assert.equal(hear(reader), value);
});

Deno.test("several readers of a ring hear the same, and one that was away goes on with the others", () => {
  const [writer, first] = open(5);
  for (const value of [1, 2, 3]) write(writer, value);
  assert.equal(hear(first), 1);
  const second = new PlayReader(memory, 5);
  for (const value of [2, 3]) {
    for (const reader of [second, first]) assert.equal(hear(reader), value);
  }
  for (let value = 4; value <= 40_000; value++) {
    write(writer, value & 0x3fff);
    assert.equal(hear(first), value & 0x3fff);
  }
  write(writer, 77);
  for (const reader of [second, first]) assert.equal(hear(reader), 77);
});

Deno.test("a ring is ended from outside when its writer has died", () => {
  const [writer, reader] = open(9);
  write(writer, 1);
  assert.equal(hasEnded(memory, 9), false);
  endRing(memory, 9);
  assert.ok(hasEnded(memory, 9));
  for (const expected of [1, "end"]) assert.equal(hear(reader), expected);
});

Deno.test("a ring that nobody has opened has ended, and one that is not there is our own mistake", () => {
  assert.equal(new PlayReader(memory, 64).next(heard, 0), "end");
  assert.throws(() => new PlayReader(memory, 128), /Cannot play from ring "128": expected 0 to 127/);
});
