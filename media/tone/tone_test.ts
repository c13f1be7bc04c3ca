import assert from "node:assert/strict";
import { labKernels } from "../../tests/lab/kernels.ts";
import { findTone, levelOf, noise, sine, sum } from "../../tests/lab/signals.ts";
import { takeSamples } from "../wasm/mod.ts";
import { ToneBank } from "./bank.ts";
import { readCadence } from "./cadence.ts";
import type { ToneName } from "../../core/sound/mod.ts";
import { TONE_COUNTRIES, toneOf } from "./countries.ts";
import { FaxFinder, type FaxTone } from "./fax.ts";
import { TonePlayer } from "./player.ts";

const kernels = await labKernels();
const RATE = 8000;
const frame = takeSamples(kernels, 160);
const NAMES: readonly ToneName[] = ["dial", "ringback", "busy", "congestion", "waiting", "unobtainable"];

/** Some seconds of a cadence, in frames. */
function played(text: string, seconds: number, rate: number = RATE): Int16Array {
  using player = new TonePlayer(kernels, rate);
  player.play(readCadence(text));
  return fill(player, seconds * rate);
}

function fill(player: TonePlayer, samples: number): Int16Array {
  const sound = new Int16Array(samples);
  for (let at = 0; at < samples; at += 160) {
    player.fill(frame);
    sound.set(frame.view, at);
  }
  return sound;
}

Deno.test("every country's tones can be read, and each says something", () => {
  for (const country of TONE_COUNTRIES) {
    for (const name of NAMES) {
      const { steps, again } = toneOf(country, name);
      assert.ok(steps.some(({ sines }) => sines.length > 0), `${country} ${name}`);
      assert.ok(
        steps.every(({ ms }, at) => ms > 0 && (ms < Infinity || at === steps.length - 1)),
        `${country} ${name}`,
      );
      assert.equal(again, 0);
      // Only a dial tone may go on without a rhythm.
      if (name !== "dial") assert.ok(steps.every(({ ms }) => ms < Infinity), `${country} ${name}`);
    }
  }
});

Deno.test("countries are known by their code in any case, and others hear Europe's tones", () => {
  assert.deepEqual(toneOf("RO", "dial"), readCadence("450"));
  assert.deepEqual(toneOf("ca", "busy"), toneOf("us", "busy"));
  assert.deepEqual(toneOf("xx", "dial"), readCadence("425"));
  assert.deepEqual(toneOf("constructor", "dial"), readCadence("425"));
});

Deno.test("a cadence that cannot be read is our mistake", () => {
  for (const text of ["", "425/", "abc", "425+/200", "1+2+3+4+5"]) {
    assert.throws(() => readCadence(text), /^Error: Cannot read the step "/, text);
  }
});

Deno.test("a dial tone goes on at the right frequencies and -10 dBm0, cleanly", () => {
  const sound = played("350+440", 30).subarray(-RATE);
  for (const hz of [350, 440]) assert.ok(Math.abs(findTone(sound, hz, RATE).level + 16.1) < 0.05);
  assert.ok(Math.abs(levelOf(sound) + 13.1) < 0.05);
  const clean = findTone(played("1000", 60).subarray(-RATE), 1000, RATE);
  assert.ok(clean.snr > 65, `after a minute the SNR is ${clean.snr} dB`);
});

Deno.test("a busy tone keeps its rhythm to the sample, for ever", () => {
  const sound = played("425/480,0/480", 10);
  for (let at = 0; at + 7680 <= sound.length; at += 7680) {
    assert.ok(levelOf(sound.subarray(at, at + 3840)) > -14);
    assert.ok(sound.subarray(at + 3840, at + 7680).every((sample) => sample === 0));
  }
});

Deno.test("the special information tone climbs in three steps, then pauses", () => {
  const sound = played("950/330,1400/330,1800/330,0/1000", 4);
  [950, 1400, 1800].forEach((hz, step) => {
    const piece = sound.subarray(step * 2640 + 100, (step + 1) * 2640 - 100);
    assert.ok(findTone(piece, hz, RATE).snr > 50);
  });
  assert.ok(sound.subarray(3 * 2640, 3 * 2640 + 8000).every((sample) => sample === 0));
});

Deno.test("steps with ! are played once before the rest", () => {
  const sound = played("!1400/100,425/100,0/100", 1);
  assert.ok(findTone(sound.subarray(50, 750), 1400, RATE).snr > 30);
  for (const at of [800, 2400, 4000]) assert.ok(findTone(sound.subarray(at + 50, at + 750), 425, RATE).snr > 30);
});

Deno.test("neither beginning nor stopping clicks, wherever it is cut", () => {
  // The steepest that 425 Hz at this level may be is its amplitude times its turn; the edge adds a little.
  const most = 32_767 * 10 ** (-13.1 / 20) * (2 * Math.PI * 425 / RATE + 1 / 20);
  for (let cut = 1; cut <= 5; cut++) {
    using player = new TonePlayer(kernels, RATE);
    player.play(readCadence("425"));
    const sound = new Int16Array(160 * (cut + 2));
    const short = { at: frame.at, length: cut === 1 ? 7 : 160 };
    for (let at = 0; at < cut; at++) {
      player.fill(short);
      sound.set(frame.view.subarray(0, short.length), at * short.length);
    }
    player.stop();
    player.fill(frame);
    sound.set(frame.view, cut * short.length);
    assert.ok(!player.isPlaying);
    for (let at = 1; at < sound.length; at++) assert.ok(Math.abs(sound[at]! - sound[at - 1]!) <= most, `sample ${at}`);
  }
});

Deno.test("a bank tells power, angle and drift of its tones", () => {
  using bank = new ToneBank(kernels, RATE, 160, [1000, 1100]);
  const sound = sine(1000, RATE, 320, -6);
  const angles = [0, 160].map((at) => {
    frame.view.set(sound.subarray(at, at + 160));
    assert.equal(bank.hear(frame.at, 100), 100);
    assert.equal(bank.hear(frame.at + 200, 160), 60);
    assert.ok(bank.isFull);
    assert.ok(Math.abs(bank.powerOf(0) / bank.power - 1) < 1e-3);
    assert.ok(bank.powerOf(1) < bank.power * 1e-4);
    return bank.angleOf(0);
  });
  assert.ok(Math.abs(bank.drift(0, angles[0]!, angles[1]!)) < 1e-3);
  assert.throws(() => new ToneBank(kernels, RATE, 160, Array(9).fill(1)), /a bank has 8/);
});

/** What is found in a sound, with the moment in ms. */
function found(sound: Int16Array): readonly (readonly [FaxTone, number])[] {
  using finder = new FaxFinder(kernels, RATE);
  const tones: [FaxTone, number][] = [];
  for (let at = 0; at + 160 <= sound.length; at += 160) {
    frame.view.set(sound.subarray(at, at + 160));
    const tone = finder.hear(frame);
    if (tone !== undefined) tones.push([tone, (at + 160) / 8]);
  }
  return tones;
}

/** Half a second of a tone, three seconds of nothing, three times. */
function calling(hz: number, ms: number, level: number): Int16Array {
  const period = new Int16Array(RATE * 3.5);
  period.set(sine(hz, RATE, RATE * ms / 1000, level), 1003);
  return Int16Array.from([...period, ...period, ...period]);
}

Deno.test("a fax that calls is found each time it sounds, within its tolerances", () => {
  for (const hz of [1062, 1100, 1138]) {
    for (const ms of [425, 500, 575]) {
      for (const level of [-3, -20, -40]) {
        const tones = found(sum(calling(hz, ms, level), noise(84_000, level - 20, 3))).map(([tone]) => tone);
        assert.deepEqual(tones, ["cng", "cng", "cng"], `${hz} Hz for ${ms} ms at ${level} dB`);
      }
    }
  }
});

Deno.test("a fax that answers is found, also where its phase turns every 450 ms", () => {
  for (const hz of [2085, 2100, 2115]) {
    for (const turn of [Infinity, 3600]) {
      const tone = sine(hz, RATE, RATE * 3, -15).map((sample, at) =>
        Math.floor(at / turn) % 2 === 0 ? sample : -sample
      );
      assert.deepEqual(found(tone), [["ced", 400]], `${hz} Hz`);
    }
  }
});

Deno.test("other tones, digits and noise are no fax", () => {
  const seconds = 3 * RATE;
  const others = [
    ...[425, 1000, 1200, 1400, 2000, 2200].map((hz) => sine(hz, RATE, seconds, -10)),
    sum(sine(1209, RATE, seconds, -10), sine(941, RATE, seconds, -10)),
    sum(sine(1100, RATE, seconds, -10), sine(1700, RATE, seconds, -10)),
    sine(1100, RATE, RATE / 4, -10),
    noise(10 * seconds, -15, 5),
  ];
  for (const sound of others) assert.deepEqual(found(sound), []);
});
