import assert from "node:assert/strict";
import { labKernels } from "../../tests/lab/kernels.ts";
import { compositeSource, echoOf, formulaPath, lineNoise, throughAlaw } from "../../tests/lab/line.ts";
import { voice } from "../../tests/lab/signals.ts";
import { takeSamples } from "../wasm/mod.ts";
import { DelayFinder } from "./delay.ts";

const kernels = await labKernels();

/** What is found after each second. */
function found(near: Int16Array, far: Int16Array, rate = 8000): readonly (number | undefined)[] {
  const finder = new DelayFinder(kernels, rate);
  const samples = rate / 50;
  const [came, sent] = [takeSamples(kernels, samples), takeSamples(kernels, samples)];
  const all: (number | undefined)[] = [];
  for (let at = 0; at + samples <= near.length; at += samples) {
    came.view.set(near.subarray(at, at + samples));
    sent.view.set(far.subarray(at, at + samples));
    finder.hear(came, sent);
    if ((at + samples) % rate === 0) all.push(finder.foundMs);
  }
  for (const { at } of [came, sent]) kernels.arena.giveBack(at);
  return all;
}

/** What comes back of a sound so many ms later. */
function echo(far: ArrayLike<number>, delayMs: number, rate = 8000): Float64Array {
  const late = new Float64Array(far.length);
  late.set(echoOf(far, formulaPath(2, 0, 10)).subarray(0, far.length - delayMs * rate / 1000), delayMs * rate / 1000);
  return late;
}

for (const rate of [8000, 16_000]) {
  for (const delayMs of [8, 60, 200, 300]) {
    Deno.test(`an echo after ${delayMs} ms is placed within two seconds, at ${rate} Hz and in some noise`, () => {
      const far = throughAlaw(compositeSource({ seconds: 4, dBm0: -16, rate }));
      const noise = lineNoise(far.length, -45, 3);
      const near = throughAlaw(echo(far, delayMs, rate).map((value, at) => value + noise[at]!));
      for (const ms of found(near, far, rate).slice(1)) {
        assert.ok(ms !== undefined && Math.abs(ms - delayMs) <= 8, `${ms}`);
      }
    });
  }
}

Deno.test("where nothing comes back, or only what somebody says, no echo is placed", () => {
  const far = throughAlaw(compositeSource({ seconds: 8, dBm0: -16 }));
  assert.deepEqual(new Set(found(new Int16Array(far.length), far)), new Set([undefined]));
  assert.deepEqual(new Set(found(voice(8000, 8), far)), new Set([undefined]));
  assert.deepEqual(new Set(found(voice(8000, 8), new Int16Array(64_000))), new Set([undefined]));
});

Deno.test("an echo that comes later than before is placed anew", () => {
  const far = throughAlaw(compositeSource({ seconds: 12, dBm0: -16 }));
  const [early, late] = [echo(far, 40), echo(far, 240)];
  const near = throughAlaw(early.map((value, at) => at < 40_000 ? value : late[at]!));
  const [before, after] = [found(near, far)[4]!, found(near, far)[11]!];
  assert.ok(Math.abs(before - 40) <= 8 && Math.abs(after - 240) <= 8, `${before} and ${after}`);
});
