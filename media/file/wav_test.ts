import assert from "node:assert/strict";
import { findTone, firstDifference, noise, seeded, sine } from "../../tests/lab/signals.ts";
import { makeG711 } from "../codec/mod.ts";
import { takeOctets, takeSamples } from "../wasm/mod.ts";
import { fromMemory } from "./bytes.ts";
import { abuse, hear, LAB_RATE, LAB_TOOLS, labSides, opened, playAll, record } from "./exam.ts";
import { openPlayer } from "./open.ts";
import { readWav, writeWavHeader } from "./wav_format.ts";
import { makeWavRecording } from "./wav_recording.ts";

const { kernels } = LAB_TOOLS;

/** A WAV file as other programs write it: a chunk before the sound, and one behind it. */
function wav(
  facts: { tag?: number; channels?: number; rate?: number; bits?: number; extensible?: boolean },
  data: Uint8Array,
): Uint8Array {
  const { tag = 1, channels = 1, rate = 8000, bits = 16, extensible = false } = facts;
  const format = new Uint8Array(extensible ? 40 : 16);
  const view = new DataView(format.buffer);
  view.setUint16(0, extensible ? 0xfffe : tag, true);
  view.setUint16(2, channels, true);
  view.setUint32(4, rate, true);
  view.setUint16(14, bits, true);
  if (extensible) view.setUint16(24, tag, true);
  const chunk = (name: string, body: Uint8Array): number[] => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, body.length, true);
    return [...new TextEncoder().encode(name), ...length, ...body, ...body.length % 2 === 1 ? [0] : []];
  };
  const body = [
    ...chunk("LIST", new Uint8Array(7)),
    ...chunk("fmt ", format),
    ...chunk("data", data),
    ...chunk("id3 ", new Uint8Array(9).fill(0x41)),
  ];
  return Uint8Array.from([...chunk("RIFF", new Uint8Array(0)), ...new TextEncoder().encode("WAVE"), ...body]);
}

const octetsOf = (sound: Int16Array): Uint8Array => new Uint8Array(sound.slice().buffer);

for (const rate of [8000, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000]) {
  Deno.test(`a WAV file at ${rate} Hz is heard at 8, 16 and 48 kHz`, () => {
    const file = wav({ rate }, octetsOf(sine(1000, rate, rate, -10)));
    for (const to of [8000, 16_000, 48_000] as const) {
      const heard = hear(file, "both", to);
      assert.ok(Math.abs(heard.length - to) <= 1, `${heard.length} samples`);
      const { level, snr } = findTone(heard.subarray(to / 10, -to / 10), 1000, to);
      assert.ok(Math.abs(level + 10) < 0.1 && snr > 55, `${level} dB, SNR ${snr} dB`);
    }
  });
}

for (const rate of [8000, 44_100, 48_000]) {
  Deno.test(`of a WAV file at ${rate} Hz every place is heard when it is due, and the end is not cut off`, () => {
    const sound = sine(500, rate, rate, -10);
    using player = opened(wav({ rate }, octetsOf(sound)));
    const whole = playAll(player);
    const expected = sine(500, LAB_RATE, LAB_RATE + 1, -10);
    assert.equal(whole.length, LAB_RATE);
    const worst = (heard: Int16Array, from: number): number =>
      heard.reduce((most, sample, at) => Math.max(most, Math.abs(sample - expected[from + at]!)), 0);
    // The filter's middle lies up to half a sample beside ours; at the very ends it hears what might have been.
    assert.ok(worst(whole, 0) < 0.2 * 10_362, `off by ${worst(whole, 0)}`);
    for (const ms of [500, 980, 10, 1]) {
      player.seek(ms);
      const heard = playAll(player);
      const from = ms * LAB_RATE / 1000;
      assert.ok(Math.abs(heard.length - LAB_RATE + from) <= 1, `${heard.length} samples`);
      assert.ok(worst(heard, from) < 0.2 * 10_362, `off by ${worst(heard, from)} from ${ms} ms`);
    }
  });
}

Deno.test("a WAV file at its own rate is heard as it is, to the last sample", () => {
  const sound = noise(12_345, -12, 1);
  assert.equal(firstDifference(hear(wav({ rate: 8000 }, octetsOf(sound)), "both", 8000), sound), -1);
  assert.equal(firstDifference(hear(wav({ rate: 8000, extensible: true }, octetsOf(sound)), "both", 8000), sound), -1);
});

for (const [tag, law] of [[6, "PCMA"], [7, "PCMU"]] as const) {
  Deno.test(`a WAV file in ${law} is heard`, () => {
    const pcm = takeSamples(kernels, 8000);
    const codes = takeOctets(kernels, 8000);
    using codec = makeG711(kernels, law);
    pcm.view.set(noise(8000, -12, 1));
    codec.encode(pcm, codes);
    const file = wav({ tag, bits: 8 }, codes.view.slice());
    codec.decode(codes, pcm);
    assert.equal(firstDifference(hear(file, "both", 8000), pcm.view.slice()), -1);
    kernels.arena.giveBack(pcm.at);
    kernels.arena.giveBack(codes.at);
  });
}

Deno.test("of a WAV file with two channels the left, the right or both are heard", () => {
  const [left, right] = labSides(1);
  const both = Int16Array.from({ length: 2 * left.length }, (_, at) => (at % 2 === 0 ? left : right)[at >> 1]!);
  const file = wav({ rate: LAB_RATE, channels: 2 }, octetsOf(both));
  assert.equal(firstDifference(hear(file, "left"), left), -1);
  assert.equal(firstDifference(hear(file, "right"), right), -1);
  assert.equal(firstDifference(hear(file), left.map((sample, at) => (sample + right[at]!) >> 1)), -1);
});

Deno.test("going to any place of a WAV file plays what was there", () => {
  const sound = noise(5 * LAB_RATE, -12, 1);
  using player = opened(wav({ rate: LAB_RATE }, octetsOf(sound)));
  for (const ms of [4000, 0, 2500, 4999, 1]) {
    player.seek(ms);
    assert.equal(firstDifference(playAll(player), sound.subarray(ms * LAB_RATE / 1000)), -1);
  }
  player.seek(60_000);
  assert.equal(playAll(player).length, 0);
});

for (const [sides, onlyGrows] of [[1, false], [2, false], [2, true]] as const) {
  Deno.test(`a WAV recording of ${sides} sides${onlyGrows ? " that only grows" : ""} opens after every flush and cut-off`, () => {
    const [left, right] = labSides(3);
    const make = () => makeWavRecording(kernels, { rate: LAB_RATE, sides, onlyGrows });
    const flushed: number[] = [];
    const file = record(make(), [left, right], ({ bytes }, ms) => {
      const heard = hear(bytes, "left");
      assert.equal(firstDifference(heard, left.subarray(0, ms * LAB_RATE / 1000)), -1);
      flushed.push(bytes.length);
    });
    assert.equal(flushed.length, 3);
    assert.equal(firstDifference(hear(file, "left"), left), -1);
    assert.equal(firstDifference(hear(file, "right"), sides === 2 ? right : left), -1);
    for (let end = flushed.at(-2)!; end < file.length; end += 1 + Math.floor(end / 50)) {
      const read = readWav(fromMemory(file.subarray(0, end)));
      assert.ok(read.ok && read.value.samples === Math.floor((end - 44) / (2 * sides)), `cut off at ${end}`);
    }
  });
}

Deno.test("a WAV recording never claims what is not written yet", () => {
  const frame = takeSamples(kernels, 320);
  using recording = makeWavRecording(kernels, { rate: LAB_RATE, sides: 1 });
  let there = 0;
  for (let round = 0; round < 3; round++) {
    recording.add(frame);
    for (const { at, bytes } of recording.flush()) {
      there = Math.max(there, at + bytes.length);
      if (at === 0) assert.ok(new DataView(bytes.buffer).getUint32(40, true) <= there - 44);
    }
  }
  kernels.arena.giveBack(frame.at);
});

Deno.test("a WAV header claims no more than it can say", () => {
  const view = new DataView(writeWavHeader(8000, 1, 2 ** 33).buffer);
  assert.deepEqual([view.getUint32(4, true), view.getUint32(40, true)], [0xffff_ffff, 0xffff_ffff]);
});

const REFUSED: readonly (readonly [string, Uint8Array, RegExp])[] = [
  ["nothing", new Uint8Array(0), /"RIFF"/],
  ["text", new TextEncoder().encode("hello"), /begins neither with "RIFF" nor with "OggS"/],
  ["no WAVE", new TextEncoder().encode("RIFF....AVI LIST"), /"WAVE"/],
  ["no data", wav({}, new Uint8Array(0)).subarray(0, 12 + 16 + 24), /"data"/],
  ["MP3", wav({ tag: 0x55 }, new Uint8Array(9)), /the encoding "85"/],
  ["six channels", wav({ channels: 6 }, new Uint8Array(9)), /the channels "6"/],
  ["24 bits", wav({ bits: 24 }, new Uint8Array(9)), /"24" bits a sample: expected 16/],
  ["11025 Hz", wav({ rate: 11_025 }, new Uint8Array(9)), /the rate "11025"/],
  ["1 Hz", wav({ rate: 1 }, new Uint8Array(9)), /the rate "1"/],
];

for (const [name, bytes, expected] of REFUSED) {
  Deno.test(`a file of ${name} is refused, and the fault names the field`, () => {
    const player = openPlayer(fromMemory(bytes), LAB_TOOLS, { rate: 8000 });
    assert.ok(!player.ok);
    assert.match(player.fault.text, expected);
  });
}

Deno.test("a WAV file that a stranger spoiled plays or is refused, and never throws", () => {
  const next = seeded(8);
  const file = wav({ rate: 16_000, channels: 2 }, octetsOf(noise(2000, -10, 1)));
  for (let round = 0; round < 2000; round++) {
    const player = openPlayer(fromMemory(abuse(file, next)), LAB_TOOLS, { rate: 16_000 });
    if (!player.ok) assert.match(player.fault.text, /^Cannot (read|play) /);
    else {
      playAll(player.value);
      player.value[Symbol.dispose]();
    }
  }
});
