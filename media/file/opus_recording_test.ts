import assert from "node:assert/strict";
import { findTone, levelOf, seeded } from "../../tests/lab/signals.ts";
import { fromMemory } from "./bytes.ts";
import { abuse, hear, LAB_RATE, LAB_TOOLS, labSides, opened, playAll, record } from "./exam.ts";
import { pagesOf } from "./ogg_page.ts";
import { openPlayer } from "./open.ts";
import { openOpusFile } from "./opus_file.ts";
import { makeOpusRecording, type OpusSettings } from "./opus_recording.ts";

const { kernels, opus } = LAB_TOOLS;
const SETTINGS: OpusSettings = { rate: LAB_RATE, sides: 2, size: "usual", serial: 4711, comments: { TITLE: "Müller" } };
const make = (settings: Partial<OpusSettings> = {}) => makeOpusRecording(kernels, opus, { ...SETTINGS, ...settings });
const toneOf = (heard: Int16Array, hz: number) => findTone(heard.subarray(1600, -1600), hz, LAB_RATE);

for (const [size, error, noise] of [["usual", 1, -50], ["small", 3, -30]] as const) {
  Deno.test(`a ${size} Opus recording is heard again: the left alone, the right alone, and both`, () => {
    const file = record(make({ size }), labSides(3));
    const [left, right, both] = [hear(file, "left"), hear(file, "right"), hear(file)];
    for (const heard of [left, right, both]) assert.equal(heard.length, 3 * LAB_RATE);
    const [first, second] = [toneOf(left, 500).level, toneOf(right, 1500).level];
    assert.ok(Math.abs(first + 10) < error && Math.abs(second + 10) < error, `${first} and ${second} dB`);
    const [strange, foreign] = [toneOf(left, 1500).level, toneOf(right, 500).level];
    assert.ok(strange < noise && foreign < noise, `${strange} and ${foreign} dB of the other side`);
    assert.ok(Math.abs(toneOf(both, 500).level - first) < 0.5 && Math.abs(toneOf(both, 1500).level - second) < 0.5);
  });
}

Deno.test("an Opus recording has the sound where it was, to the millisecond", () => {
  const [left, right] = labSides(2);
  left.fill(0, 0, LAB_RATE);
  right.fill(0);
  const heard = hear(record(make(), [left, right]), "left");
  const begins = heard.findIndex((sample) => Math.abs(sample) > 4000);
  assert.ok(Math.abs(begins - LAB_RATE) < 0.002 * LAB_RATE, `it begins at sample ${begins}`);
});

Deno.test("a recording of one side is a file of one channel", () => {
  const [left] = labSides(1);
  const file = record(make({ sides: 1 }), [left]);
  const read = openOpusFile(fromMemory(file));
  assert.ok(read.ok && read.value.isWhole);
  assert.deepEqual([read.value.head.channels, read.value.head.family], [1, 0]);
  assert.ok(Math.abs(toneOf(hear(file), 500).level + 10) < 1);
});

Deno.test("an Opus recording says what it is", () => {
  const read = openOpusFile(fromMemory(record(make(), labSides(1))));
  assert.ok(read.ok);
  const { head, comments, isWhole } = read.value;
  assert.deepEqual(head, {
    ...{ channels: 2, preSkip: 312, inputRate: LAB_RATE, gain: 0 },
    ...{ family: 1, streams: 2, coupled: 0, mapping: [0, 1] },
  });
  assert.deepEqual([comments, isWhole], [{ TITLE: "Müller" }, true]);
});

Deno.test("every flush of an Opus recording leaves a file that opens and holds what was added", () => {
  const lengths: number[] = [];
  record(make(), labSides(4), (disk, ms) => {
    using player = opened(disk.bytes);
    // The last 6.5 ms are still in the encoder.
    assert.ok(player.lengthMs >= ms - 7 && player.lengthMs <= ms, `${player.lengthMs} of ${ms} ms`);
    lengths.push(playAll(player).length);
  });
  assert.equal(lengths.length, 4);
});

Deno.test("an Opus recording that was cut off anywhere in its last page opens and holds all before that page", () => {
  const file = record(make(), labSides(3));
  const pages = [...pagesOf(fromMemory(file))];
  const last = pages.at(-1)!;
  const before = pages.at(-2)!;
  for (let end = last.at; end < file.length; end++) {
    const read = openOpusFile(fromMemory(file.subarray(0, end)));
    assert.ok(read.ok && !read.value.isWhole && read.value.to === before.granule, `cut off at ${end}`);
  }
  const cut = hear(file.subarray(0, file.length - 1));
  assert.ok(cut.length >= 2.9 * LAB_RATE - LAB_RATE);
});

Deno.test("a page that was changed is passed over, and the rest is heard", () => {
  const file = record(make(), labSides(4));
  const page = [...pagesOf(fromMemory(file))][3]!;
  file[page.at + page.length - 5]! ^= 1;
  const heard = hear(file.slice(), "left");
  assert.ok(toneOf(heard.subarray(-LAB_RATE), 500).level > -11);
});

for (const size of ["usual", "small"] as const) {
  Deno.test(`going to any place of a ${size} Opus recording plays what was there`, () => {
    const seconds = 6;
    const steps = Int16Array.from({ length: seconds * LAB_RATE }, (_, at) => {
      // A tone whose loudness tells the second.
      const loud = 2 ** Math.floor(at / LAB_RATE) * 500;
      return loud * Math.sin(2 * Math.PI * 500 * at / LAB_RATE);
    });
    using player = opened(record(make({ size, sides: 1 }), [steps]));
    for (const second of [3, 0, 5, 1, 4, 4, 2]) {
      const ms = second * 1000 + 200;
      player.seek(ms);
      assert.equal(Math.round(player.positionMs), ms);
      const heard = playAll(player);
      assert.equal(heard.length, seconds * LAB_RATE - ms * LAB_RATE / 1000);
      const { level } = findTone(heard.subarray(0, LAB_RATE / 2), 500, LAB_RATE);
      const expected = 20 * Math.log10(2 ** second * 500 / 32_767);
      assert.ok(Math.abs(level - expected) < 1.5, `second ${second} came at ${level}, not ${expected} dB`);
    }
    player.seek(1e9);
    assert.equal(playAll(player).length, 0);
    player.seek(-5);
    assert.equal(playAll(player).length, steps.length);
  });
}

Deno.test("silence costs an Opus recording next to nothing", () => {
  const silent = new Int16Array(20 * LAB_RATE);
  const file = record(make(), [silent, silent]);
  assert.ok(file.length < 20 * 480, `${file.length} octets for 20 s`);
  assert.ok(levelOf(hear(file)) < -80);
});

Deno.test("an Opus recording is heard at 8 and 48 kHz too", () => {
  const file = record(make(), labSides(1));
  for (const rate of [8000, 48_000] as const) {
    const heard = hear(file, "left", rate);
    assert.equal(heard.length, rate);
    assert.ok(Math.abs(findTone(heard.subarray(rate / 10), 500, rate).level + 10) < 1);
  }
});

Deno.test("an Opus recording that nobody flushes for long has pages nonetheless", () => {
  const [left, right] = labSides(1);
  const spans = [left, right].map((side) => {
    const at = kernels.arena.take(640);
    new Int16Array(kernels.buffer, at, 320).set(side.subarray(0, 320));
    return { at, length: 320 };
  });
  using recording = make();
  for (let frame = 0; frame < 1000; frame++) recording.add(spans[0]!, spans[1]);
  const pieces = recording.end();
  const file = Uint8Array.from(pieces.flatMap(({ bytes }) => [...bytes]));
  assert.ok(pieces.length > 4);
  assert.equal(hear(file).length, 20 * LAB_RATE);
  for (const { at } of spans) kernels.arena.giveBack(at);
});

Deno.test("an Ogg file that a stranger spoiled plays or is refused, and never throws", () => {
  const file = record(make(), labSides(1));
  const next = seeded(9);
  const before = kernels.arena.takenBytes;
  for (let round = 0; round < 300; round++) {
    const player = openPlayer(fromMemory(abuse(file, next)), LAB_TOOLS, { rate: 16_000 });
    if (!player.ok) assert.match(player.fault.text, /^Cannot (read|play) /);
    else {
      assert.ok(playAll(player.value).length <= 10 * LAB_RATE);
      player.value[Symbol.dispose]();
    }
  }
  assert.equal(kernels.arena.takenBytes, before);
});
