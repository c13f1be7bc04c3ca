import assert from "node:assert/strict";
import { labKernels } from "../../tests/lab/kernels.ts";
import { findTone, noise, seeded, sine, sum } from "../../tests/lab/signals.ts";
import { TonePlayer } from "../tone/mod.ts";
import { takeSamples } from "../wasm/mod.ts";
import { DIGITS, frequenciesOf } from "./digits.ts";
import { DigitFinder, type Keystroke } from "./find.ts";
import { pressDigits } from "./make.ts";

const kernels = await labKernels();
const RATE = 8000;
const FRAME = 160;
const frame = takeSamples(kernels, FRAME);

/** What is heard in a sound, frame by frame. */
function keystrokes(sound: Int16Array, rate: number = RATE): readonly Keystroke[] {
  using finder = new DigitFinder(kernels, rate);
  const strokes: Keystroke[] = [];
  for (let at = 0; at < sound.length; at += FRAME) {
    frame.view.fill(0);
    frame.view.set(sound.subarray(at, at + FRAME));
    strokes.push(...finder.hear(frame));
  }
  return strokes;
}

function pressed(sound: Int16Array, rate: number = RATE): string {
  return keystrokes(sound, rate).map((stroke) => stroke.type === "pressed" ? stroke.digit : "").join("");
}

/** How a digit sounds that comes over a bad line. */
interface Line {
  readonly ms?: number;
  /** How far off the two frequencies are, in parts. */
  readonly rowOff?: number;
  readonly columnOff?: number;
  /** How much louder the column is, in dB. */
  readonly twist?: number;
  /** Of the louder tone, in dBFS. */
  readonly level?: number;
  /** Samples of silence before. */
  readonly after?: number;
  readonly rate?: number;
}

function digitSound(digit: string, line: Line = {}): Int16Array {
  const { ms = 40, rowOff = 0, columnOff = 0, twist = 0, level = -12, after = 0, rate = RATE } = line;
  const [row, column] = frequenciesOf(digit) ?? assert.fail(`no digit: ${digit}`);
  const count = Math.round(rate * ms / 1000);
  const sound = sum(
    sine(row * (1 + rowOff), rate, count, level - Math.max(0, twist)),
    sine(column * (1 + columnOff), rate, count, level + Math.min(0, twist)),
  );
  const out = new Int16Array(after + count + Math.round(rate * 0.06));
  out.set(sound, after);
  return out;
}

/** Adds white noise so far below a sound of this level. */
function withNoise(sound: Int16Array, level: number, snr: number, seed: number): Int16Array {
  return sum(sound, noise(sound.length, level - snr, seed));
}

Deno.test("all digits are heard over the whole bandwidth and twist, at 40 ms and 15 dB of noise: not one is missed", () => {
  const missed: string[] = [];
  let seed = 1;
  for (const digit of DIGITS) {
    for (const twist of [-8, -4, 0, 4]) {
      for (const rowOff of [-0.015, 0, 0.015]) {
        for (const columnOff of [-0.015, 0, 0.015]) {
          for (const after of [0, 31, 67, 101]) {
            const line = { twist, rowOff, columnOff, after };
            // Of both tones together.
            const level = -12 + 10 * Math.log10(1 + 10 ** (-Math.abs(twist) / 10));
            const heard = pressed(withNoise(digitSound(digit, line), level, 15, seed++));
            if (heard !== digit) missed.push(`${digit} ${JSON.stringify(line)}: "${heard}"`);
          }
        }
      }
    }
  }
  assert.deepEqual(missed, []);
});

Deno.test("digits are heard from the loudest to 36 dB below", () => {
  for (const level of [-3.1, -10, -20, -30, -36]) {
    for (const digit of DIGITS) assert.equal(pressed(digitSound(digit, { level })), digit, `at ${level} dB`);
  }
});

const REFUSED: readonly (readonly [string, Line])[] = [
  ["20 ms short", { ms: 20 }],
  ["a row 3.5 % too high", { ms: 100, rowOff: 0.035 }],
  ["a row 3.5 % too low", { ms: 100, rowOff: -0.035 }],
  ["a column 3.5 % too high", { ms: 100, columnOff: 0.035 }],
  ["a column 3.5 % too low", { ms: 100, columnOff: -0.035 }],
  ["a column 10 dB louder", { ms: 100, twist: 10 }],
  ["a column 18 dB weaker", { ms: 100, twist: -18 }],
  ["far too quiet", { ms: 100, level: -55 }],
];
for (const [name, line] of REFUSED) {
  Deno.test(`no digit is heard that is ${name}`, () => {
    for (const digit of DIGITS) {
      for (const after of [0, 40, 80]) assert.equal(pressed(digitSound(digit, { ...line, after })), "", digit);
    }
  });
}

Deno.test("one tone alone, a dial tone or noise is no digit", () => {
  const tones = [697, 941, 1209, 1633, 1000].map((hz) => sine(hz, RATE, 8000, -10));
  const dial = sum(sine(350, RATE, 8000, -13), sine(440, RATE, 8000, -13));
  for (const sound of [...tones, dial, noise(80_000, -20, 9)]) assert.equal(pressed(sound), "");
});

Deno.test("the same key twice is heard twice, and a hole of 10 ms does not make it two", () => {
  const press = digitSound("5", { ms: 40 }).subarray(0, 320);
  const pause = new Int16Array(320);
  assert.equal(pressed(Int16Array.from([...press, ...pause, ...press, ...pause, ...press, ...pause])), "555");
  const long = digitSound("5", { ms: 200 });
  for (let from = 300; from < 1300; from += 77) {
    const holed = long.slice();
    holed.fill(0, from, from + 80);
    assert.equal(pressed(holed), "5", `with a hole at ${from}`);
  }
});

Deno.test("a key that comes up says how long it was down", () => {
  const [, up] = keystrokes(digitSound("#", { ms: 500 }));
  assert.ok(up?.type === "released" && up.digit === "#");
  assert.ok(Math.abs(up.durationMs - 500) <= 26, `${up.durationMs} ms`);
});

Deno.test("what we press we hear again, at 8 and at 16 kHz, and it is as loud as Q.24 wants", () => {
  for (const rate of [8000, 16_000]) {
    using player = new TonePlayer(kernels, rate);
    player.play(pressDigits(DIGITS.join(""), { digitMs: 50, pauseMs: 50 }));
    const sound: number[] = [];
    while (player.isPlaying) {
      player.fill(frame);
      sound.push(...frame.view);
    }
    assert.equal(pressed(Int16Array.from(sound), rate), DIGITS.join(""));
  }
  using player = new TonePlayer(kernels, RATE);
  player.play(pressDigits("1"));
  player.fill(frame);
  player.fill(frame);
  assert.ok(Math.abs(findTone(frame.view, 697, RATE).level + 11) < 0.5);
  assert.ok(Math.abs(findTone(frame.view, 1209, RATE).level + 9) < 0.5);
});

Deno.test("what is no digit is not pressed", () => assert.deepEqual(pressDigits("x ?").steps, []));

Deno.test("a melody of random harmonic voices holds no digit", () => {
  // Pulses of a gliding pitch through three gliding resonances: as near to speech as a formula comes.
  const next = seeded(11);
  const sound = new Int16Array(RATE * 60);
  const resonances = [0, 1, 2].map(() => ({ y1: 0, y2: 0 }));
  let phase = 0;
  for (let at = 0; at < sound.length; at++) {
    const t = at / RATE;
    const pitch = 130 + 60 * Math.sin(2.1 * t) + 20 * Math.sin(17 * t);
    phase += pitch / RATE;
    let value = phase >= 1 ? 1 : (next() - 0.5) * 0.02;
    if (phase >= 1) phase -= 1;
    [550 + 300 * Math.sin(3.3 * t), 1500 + 600 * Math.sin(2.7 * t), 2600 + 200 * Math.sin(4.1 * t)].forEach(
      (hz, index) => {
        const radius = 0.97;
        const { y1, y2 } = resonances[index]!;
        value += 2 * radius * Math.cos(2 * Math.PI * hz / RATE) * y1 - radius * radius * y2;
        resonances[index] = { y1: value, y2: y1 };
      },
    );
    sound[at] = Math.max(-32_768, Math.min(32_767, 600 * value));
  }
  assert.equal(pressed(sound), "");
});
