import assert from "node:assert/strict";
import { labKernels } from "../../tests/lab/kernels.ts";
import { noise, sine, sum } from "../../tests/lab/signals.ts";
import { takeSamples } from "../wasm/mod.ts";
import { AutoGain } from "./gain.ts";
import { levelOf, VoiceFinder } from "./voice.ts";

const kernels = await labKernels();
const RATE = 8000;
const FRAME = 160;
const FRAMES_PER_S = 50;
const frame = takeSamples(kernels, FRAME);

/** Syllables of four tones, 180 ms on and 70 ms off, for 1.25 s of every two. */
function talk(seconds: number, level: number): Int16Array<ArrayBuffer> {
  const tones = sum(...[210, 430, 640, 1900].map((hz) => sine(hz, RATE, seconds * RATE, level - 9)));
  return tones.map((sample, at) => isTalking(at) ? sample : 0);
}

const isTalking = (at: number): boolean => at % 16_000 < 10_000 && at % 2000 < 1440;

/** Each frame in turn, after it has been put where kernels reach it. */
function eachFrame(sound: Int16Array, hear: (at: number) => void): void {
  for (let at = 0; at + FRAME <= sound.length; at += FRAME) {
    frame.view.set(sound.subarray(at, at + FRAME));
    hear(at);
  }
}

Deno.test("a level is in dBov, knows the extremes, and does not hear a constant", () => {
  const cases: readonly (readonly [Int16Array, number])[] = [
    [sine(1000, RATE, FRAME, 0), -3.01],
    [Int16Array.from({ length: FRAME }, (_, at) => at % 2 === 0 ? -32_768 : 32_767), 0],
    [new Int16Array(FRAME), -127],
    [new Int16Array(FRAME).fill(-32_768), -127],
    [sine(1000, RATE, FRAME, -40).map((sample) => sample + 5000), -43.01],
  ];
  for (const [sound, expected] of cases) {
    frame.view.set(sound);
    assert.ok(Math.abs(levelOf(kernels, frame) - expected) < 0.05, `${levelOf(kernels, frame)} and not ${expected}`);
  }
});

Deno.test("the peak of the least sample is 32,768, wherever it lies", () => {
  for (let at = 0; at < FRAME; at++) {
    frame.view.fill(3);
    frame.view[at] = -32_768;
    assert.equal(kernels.run.peak(frame.at, FRAME), 32_768);
  }
});

for (const floor of [-70, -50, -35]) {
  Deno.test(`talk 20 dB above noise at ${floor} dB is found, pauses are, and noise alone is not`, () => {
    const finder = new VoiceFinder(kernels, RATE);
    const quiet = noise(3 * RATE, floor, 1);
    eachFrame(quiet, () => assert.ok(!finder.hear(frame)));
    const talking = sum(talk(20, floor + 20), noise(20 * RATE, floor, 2));
    let [missed, spoken, wrong, pauses] = [0, 0, 0, 0];
    eachFrame(talking, (at) => {
      const isVoice = finder.hear(frame);
      if (at % 16_000 < 10_000) {
        spoken += 1;
        if (!isVoice) missed += 1;
      } else if (at % 16_000 >= 12_500) {
        pauses += 1;
        if (isVoice) wrong += 1;
      }
    });
    assert.ok(missed <= spoken * 0.02, `${missed} of ${spoken} frames were missed`);
    assert.equal(wrong, 0, `${wrong} of ${pauses} frames of pause were called voice`);
  });
}

Deno.test("noise that grows by 20 dB is voice for some seconds at most", () => {
  const finder = new VoiceFinder(kernels, RATE);
  let last = 0;
  eachFrame(Int16Array.from([...noise(5 * RATE, -60, 3), ...noise(15 * RATE, -40, 4)]), (at) => {
    if (finder.hear(frame)) last = at;
  });
  assert.ok(last > 5 * RATE && last < 10 * RATE, `the last voice was at ${last / RATE} s`);
});

/** What an automatic gain makes of a sound. */
function levelled(sound: Int16Array): { readonly out: Int16Array; readonly gain: AutoGain } {
  const gain = new AutoGain(kernels, RATE);
  const out = new Int16Array(sound.length);
  eachFrame(sound, (at) => {
    gain.level(frame);
    out.set(frame.view, at);
  });
  return { out, gain };
}

Deno.test("soft and loud voices come to one level, as far as 12 dB do it", () => {
  for (const [level, expected] of [[-2, -10], [-6, -6], [-15, 3], [-24, 12], [-45, 12]] as const) {
    // Four tones of level - 9 dB are level - 6 dBov, and -18 are wanted.
    const { gain } = levelled(talk(30, level));
    assert.ok(Math.abs(gain.gainDb - expected) <= 1.5, `at ${level} dB it is changed by ${gain.gainDb} dB`);
  }
});

Deno.test("it rises by 3 dB a second and not in pauses", () => {
  const gain = new AutoGain(kernels, RATE);
  let before = 0;
  let most = 0;
  let inPause = 0;
  eachFrame(sum(talk(12, -36), noise(12 * RATE, -70, 5)), (at) => {
    gain.level(frame);
    most = Math.max(most, gain.gainDb - before);
    if (at % 16_000 >= 12_500) inPause += Math.abs(gain.gainDb - before);
    before = gain.gainDb;
  });
  assert.ok(most <= 3 / FRAMES_PER_S + 1e-9);
  assert.equal(inPause, 0);
});

Deno.test("a shout after a soft voice is held below -1 dB, but for its first 2 ms", () => {
  const { out, gain } = levelled(Int16Array.from([...talk(10, -30), ...sine(300, RATE, RATE, -1)]));
  assert.ok(gain.gainDb < 12);
  const limit = 32_768 * 10 ** (-1 / 20) + 1;
  assert.ok(out.subarray(10 * RATE + 16).every((sample) => Math.abs(sample) <= limit));
});

Deno.test("silence stays silence", () => assert.ok(levelled(new Int16Array(RATE)).out.every((sample) => sample === 0)));
