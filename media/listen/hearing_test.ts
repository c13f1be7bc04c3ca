import assert from "node:assert/strict";
import { fromMemory, makeOpusRecording, makeWavRecording } from "../file/mod.ts";
import { LAB_RATE, LAB_TOOLS, LabDisk, labSides, record } from "../file/exam.ts";
import { Hearing } from "./hearing.ts";
import { keepSound } from "./keep_sound.ts";
import { outlineOf } from "./outline.ts";

const { kernels, opus } = LAB_TOOLS;
const [LEFT, RIGHT] = labSides(2);

function wavOf(sides: readonly Int16Array[]): Uint8Array<ArrayBuffer> {
  return record(makeWavRecording(kernels, { rate: LAB_RATE, sides: sides.length as 1 | 2 }), sides);
}

function opusOf(sides: readonly Int16Array[]): Uint8Array<ArrayBuffer> {
  const settings = { rate: LAB_RATE, sides: sides.length as 1 | 2, size: "usual", serial: 7 } as const;
  return record(makeOpusRecording(kernels, opus, settings), sides);
}

function hear(...files: readonly Uint8Array[]): Hearing {
  return new Hearing(files.map(fromMemory), LAB_TOOLS);
}

/** The samples of a WAV file of ours. */
function soundOf(bytes: Uint8Array<ArrayBuffer>): Int16Array {
  return new Int16Array(bytes.slice(44).buffer);
}

/** How loud a tone is in it, as a part of all that is heard. */
function share(samples: Int16Array, hz: number): number {
  let [re, im, power] = [0, 0, 0];
  for (const [at, sample] of samples.entries()) {
    re += sample * Math.cos(2 * Math.PI * hz * at / LAB_RATE);
    im += sample * Math.sin(2 * Math.PI * hz * at / LAB_RATE);
    power += sample * sample;
  }
  return 2 * (re * re + im * im) / (samples.length * power);
}

Deno.test("a file is heard as a WAV file that says how long it is, each side on its own channel", () => {
  for (const file of [wavOf([LEFT, RIGHT]), opusOf([LEFT, RIGHT])]) {
    using hearing = hear(file);
    const { bytes, sides, durationMs } = hearing.measure;
    assert.deepEqual([bytes, sides, durationMs], [44 + 2 * 2 * 2 * LAB_RATE, 2, 2_000]);
    const whole = hearing.read(0, bytes);
    assert.equal(new TextDecoder().decode(whole.subarray(0, 4)), "RIFF");
    assert.equal(new DataView(whole.buffer).getUint32(40, true), bytes - 44);
    const sound = soundOf(whole);
    assert.ok(share(sound.filter((_, at) => at % 2 === 0), 500) > 0.95);
    assert.ok(share(sound.filter((_, at) => at % 2 === 1), 1_500) > 0.95);
  }
});

for (const [at, length] of [[0, 10], [40, 9], [44, 1_000], [45, 3], [30_001, 7], [63_990, 500], [64_044, 5]] as const) {
  Deno.test(`${length} octets from ${at} on are those of the whole`, () => {
    using hearing = hear(wavOf([LEFT]));
    const whole = hearing.read(0, hearing.measure.bytes);
    assert.deepEqual(hearing.read(at, length), whole.slice(at, at + length));
  });
}

Deno.test("read in stretches it is the same as in one piece, also of a compressed file", () => {
  using hearing = hear(opusOf([LEFT]));
  const whole = hearing.read(0, hearing.measure.bytes);
  const stretches: number[] = [];
  for (let at = 0; at < whole.length; at += 10_000) stretches.push(...hearing.read(at, 10_000));
  assert.deepEqual(Uint8Array.from(stretches), whole);
});

Deno.test("several files follow each other without a gap, whatever they are made of", () => {
  using hearing = hear(opusOf([LEFT]), wavOf([RIGHT]));
  assert.equal(hearing.measure.durationMs, 4_000);
  const sound = soundOf(hearing.read(0, hearing.measure.bytes));
  assert.ok(share(sound.slice(0, 2 * LAB_RATE), 500) > 0.95);
  assert.ok(share(sound.slice(2 * LAB_RATE), 1_500) > 0.95);
});

Deno.test("what is no sound is refused in words, and nothing stays taken", () => {
  const before = kernels.arena.takenBytes;
  assert.throws(() => hear(wavOf([LEFT]), new TextEncoder().encode("not a sound")), /Cannot/);
  using _ = hear(wavOf([LEFT]));
  _[Symbol.dispose]();
  assert.equal(kernels.arena.takenBytes, before);
});

Deno.test("the outline shows where it is loud, side by side", async () => {
  const quiet = new Int16Array(LEFT.length);
  using hearing = hear(wavOf([Int16Array.from([...LEFT.slice(0, LAB_RATE), ...quiet.slice(LAB_RATE)]), quiet]));
  let rests = 0;
  const [left, right] = await outlineOf(hearing, 10, () => Promise.resolve(void rests++));
  assert.ok(left!.slice(0, 5).every((loud) => loud > 60), String(left));
  assert.ok(left!.slice(5).every((loud) => loud === 0));
  assert.deepEqual(right, new Array(10).fill(0));
  assert.ok(rests > 0);
});

const KEEP_TOOLS = { ...LAB_TOOLS, seal: undefined, serial: () => 7, salt: () => new Uint8Array(16) };

Deno.test("what somebody recorded is written as the box records, and heard the same", () => {
  const disk = new LabDisk();
  const order = { sound: wavOf([LEFT]), path: "greeting.opus", shortestMs: 1_000, longestMs: 5_000 };
  const kept = keepSound(order, { ...KEEP_TOOLS, write: (_, pieces) => disk.write(pieces) });
  assert.deepEqual(kept, { durationMs: 2_000 });
  using hearing = hear(disk.bytes);
  assert.ok(share(soundOf(hearing.read(0, hearing.measure.bytes)), 500) > 0.95);
});

Deno.test("what is too short, too long or no sound becomes no file", () => {
  const refusals = [
    ["too-short", wavOf([LEFT]), 3_000, 5_000],
    ["too-long", wavOf([LEFT]), 100, 1_000],
    ["no-sound", new TextEncoder().encode("RIFF of nothing"), 0, 5_000],
    ["no-sound", new Uint8Array(0), 0, 5_000],
  ] as const;
  for (const [refused, sound, shortestMs, longestMs] of refusals) {
    const write = () => assert.fail("written");
    const order = { sound: new Uint8Array(sound), path: "x", shortestMs, longestMs };
    assert.deepEqual(keepSound(order, { ...KEEP_TOOLS, write }), { refused });
  }
});
