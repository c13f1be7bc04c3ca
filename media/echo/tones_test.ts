import assert from "node:assert/strict";
import { cancelled, erle, type Line } from "../../tests/lab/echo.ts";
import { labKernels } from "../../tests/lab/kernels.ts";
import { compositeSource, echoOf, formulaPath, powerDb, throughAlaw } from "../../tests/lab/line.ts";
import { sine } from "../../tests/lab/signals.ts";
import { DigitFinder, DIGITS, pressDigits } from "../dtmf/mod.ts";
import { FaxFinder, TonePlayer } from "../tone/mod.ts";
import { takeSamples } from "../wasm/mod.ts";
import { EchoCanceller } from "./canceller.ts";

const kernels = await labKernels();
const RATE = 8000;
const FRAME = 160;
/** Everything that can be switched on, and what gets in the way of tones least. */
const WAYS = {
  "cancelling alone": { rate: RATE, tailMs: 64, suppression: false },
  "suppressing too": { rate: RATE, tailMs: 64 },
  "and noise": { rate: RATE, tailMs: 64, noise: true },
} as const;

/** Everything heard by a listener, frame by frame. */
function eachFrame(sound: Int16Array, hear: (frame: { at: number; length: number }) => void): void {
  const frame = takeSamples(kernels, FRAME);
  for (let at = 0; at + FRAME <= sound.length; at += FRAME) {
    frame.view.set(sound.subarray(at, at + FRAME));
    hear(frame);
  }
  kernels.arena.giveBack(frame.at);
}

function pressed(seconds: number): Int16Array {
  const sound = new Int16Array(seconds * RATE);
  const frame = takeSamples(kernels, FRAME);
  using player = new TonePlayer(kernels, RATE);
  player.play(pressDigits(DIGITS.join("")));
  for (let at = RATE; at + FRAME <= sound.length; at += FRAME) {
    player.fill(frame);
    sound.set(frame.view, at);
  }
  kernels.arena.giveBack(frame.at);
  return sound;
}

for (const [name, options] of Object.entries(WAYS)) {
  Deno.test(`all sixteen digits are heard behind a canceller, also while the far end is speaking: ${name}`, () => {
    const digits = pressed(8);
    for (const dBm0 of [-100, -22]) {
      const far = throughAlaw(compositeSource({ seconds: 8, dBm0 }));
      const echo = echoOf(far, formulaPath(1, 40, 12));
      const there: Line = { far, near: throughAlaw(digits.map((sample, at) => sample + echo[at]!)) };
      using finder = new DigitFinder(kernels, RATE);
      let heard = "";
      eachFrame(cancelled(kernels, there, options), (frame) => {
        for (const stroke of finder.hear(frame)) if (stroke.type === "pressed") heard += stroke.digit;
      });
      assert.equal(heard, DIGITS.join(""), `far end at ${dBm0} dBm0`);
    }
  });

  Deno.test(`a fax that calls and one that answers are heard, and as loud as they came: ${name}`, () => {
    for (const [tone, hz, seconds] of [["cng", 1100, 0.5], ["ced", 2100, 3.3]] as const) {
      const near = new Int16Array(5 * RATE);
      near.set(sine(hz, RATE, seconds * RATE, -15), RATE);
      const left = cancelled(kernels, { far: new Int16Array(near.length), near }, options);
      using finder = new FaxFinder(kernels, RATE);
      const heard: string[] = [];
      eachFrame(left, (frame) => heard.push(finder.hear(frame) ?? ""));
      assert.deepEqual(heard.filter((told) => told !== ""), [tone]);
      const [from, to] = [1.05, 0.95 + seconds];
      assert.ok(Math.abs(powerDb(left, from, to) - powerDb(near, from, to)) < 0.3);
    }
  });
}

Deno.test("a modem that turns its phase is given the line as it is, until both ends fall silent", () => {
  const turning = Int16Array.from({ length: 3 * RATE }, (_, at) => {
    return 6000 * Math.sin(2 * Math.PI * 2100 * at / RATE + Math.floor(at / 3600) * Math.PI);
  });
  const far = new Int16Array(12 * RATE);
  far.set(throughAlaw(compositeSource({ seconds: 6, dBm0: -16 })), 0);
  far.set(throughAlaw(compositeSource({ seconds: 5, dBm0: -16 })), 7 * RATE);
  const near = throughAlaw(echoOf(far, formulaPath(1, 40, 6)));
  near.set(turning, 2 * RATE);
  const there: Line = { far, near };
  for (const [name, options] of Object.entries(WAYS)) {
    const left = cancelled(kernels, there, options);
    const late = name === "cancelling alone" ? 0 : RATE / 250;
    for (let at = 3 * RATE; at < 6 * RATE; at++) {
      assert.ok(Math.abs(left[at + late]! - near[at]!) <= 1, `${name}: sample ${at}`);
    }
    assert.ok(erle(there, left, 9, 12) >= 28, `${name}: ${erle(there, left, 9, 12)} afterwards`);
  }
  using canceller = new EchoCanceller(kernels, WAYS["and noise"]);
  assert.equal(canceller.isStandingAside, false);
});
