import assert from "node:assert/strict";
import { cancelled, erle, type Line, louderBy } from "../../tests/lab/echo.ts";
import { labKernels } from "../../tests/lab/kernels.ts";
import { compositeSource, echoOf, formulaPath, lineNoise, throughAlaw } from "../../tests/lab/line.ts";
import { findTone, sine, voice } from "../../tests/lab/signals.ts";
import { takeSamples } from "../wasm/mod.ts";
import { EchoCanceller } from "./canceller.ts";

const kernels = await labKernels();
const TAIL = { rate: 8000, tailMs: 64, suppression: false } as const;
const FAR = throughAlaw(compositeSource({ seconds: 8, dBm0: -16 }));

/** A line whose echo path is first one, then from 4 s on another. */
function line(path: Float64Array, second: Float64Array, spoken?: Float64Array): Line {
  const [first, then] = [echoOf(FAR, path), echoOf(FAR, second)];
  return {
    far: FAR,
    near: throughAlaw(first.map((echo, at) => (at < 32_000 ? echo : then[at]!) + (spoken?.[at] ?? 0))),
  };
}

for (const [seed, delay, lossDb] of [[1, 0, 6], [2, 100, 6], [3, 300, 10], [4, 40, 20]] as const) {
  Deno.test(`an echo ${delay / 8} ms late and ${lossDb} dB softer is gone within a second`, () => {
    const path = formulaPath(seed, delay, lossDb);
    const there = line(path, path);
    const left = cancelled(kernels, there, TAIL);
    // A-law's own noise lies some 36 dB below the echo, and nearer where that is soft.
    const bar = lossDb > 10 ? 27 : 30;
    assert.ok(erle(there, left, 1, 1.35) >= bar, `at 1 s: ${erle(there, left, 1, 1.35)}`);
    assert.ok(erle(there, left, 6, 8) >= bar, `steady: ${erle(there, left, 6, 8)}`);
    assert.ok(louderBy(there, left) <= 1);
  });
}

Deno.test("an echo that comes a fifth of a second late is found where the tail is long enough", () => {
  const path = formulaPath(3, 1600, 6, 200);
  const there = line(path, path);
  const left = cancelled(kernels, there, { ...TAIL, tailMs: 256 });
  assert.ok(erle(there, left, 4, 6) >= 30, `${erle(there, left, 4, 6)}`);
  assert.ok(louderBy(there, left) <= 1);
});

Deno.test("at 16 kHz it is gone as well", () => {
  const far = compositeSource({ seconds: 4, dBm0: -16, rate: 16_000 });
  const there: Line = { far: Int16Array.from(far), near: Int16Array.from(echoOf(far, formulaPath(5, 400, 6))) };
  assert.ok(erle(there, cancelled(kernels, there, { ...TAIL, rate: 16_000 }), 2, 4, 16_000) >= 33);
});

Deno.test("who speaks into it is heard whole, and the echo is gone as soon as they stop", () => {
  const spoken = new Float64Array(FAR.length);
  spoken.set(compositeSource({ seconds: 2, dBm0: -16, kind: "double", seed: 9 }), 32_000);
  const path = formulaPath(1, 40, 6);
  const there = line(path, path, spoken);
  const left = cancelled(kernels, there, TAIL);
  const echo: Line = { far: FAR, near: there.near.map((sample, at) => sample - spoken[at]!) };
  const rest = left.map((sample, at) => sample - spoken[at]!);
  assert.ok(erle(echo, rest, 4, 6) >= 15, `while both speak: ${erle(echo, rest, 4, 6)}`);
  assert.ok(erle(there, left, 3, 4) - erle(there, left, 6.05, 6.4) <= 6);
});

Deno.test("another path is learnt within a second and a half, and never makes it louder", () => {
  const path = formulaPath(1, 10, 6);
  const soft = formulaPath(1, 10, 18);
  const changes = {
    "another delay": [path, formulaPath(2, 90, 6)],
    "upside down": [path, path.map((value) => -value)],
    "12 dB louder": [soft, path],
    "none at all": [path, new Float64Array(1)],
  } as const;
  for (const [name, [first, second]] of Object.entries(changes)) {
    const there = line(first, second);
    const left = cancelled(kernels, there, TAIL);
    assert.ok(louderBy(there, left) <= 1, `${name} is louder by ${louderBy(there, left)}`);
    const found = erle(there, left, 5.5, 5.85);
    if (name !== "none at all") assert.ok(found >= 25, `${name}: ${found}`);
  }
});

Deno.test("tones from both ends neither upset it nor are changed by it", () => {
  const tone = sine(1004, 8000, FAR.length, -14);
  const far = FAR.map((sample, at) => at >= 24_000 && at < 48_000 ? tone[at]! : sample);
  const near = sine(1633, 8000, FAR.length, -14).map((sample, at) => at >= 24_000 && at < 48_000 ? sample : 0);
  const echo = echoOf(far, formulaPath(1, 40, 6));
  const there: Line = { far, near: throughAlaw(echo.map((value, at) => value + near[at]!)) };
  const left = cancelled(kernels, there, TAIL);
  const found = findTone(left.subarray(28_000, 48_000), 1633, 8000);
  assert.ok(Math.abs(found.level + 14) < 0.5, `${found.level}`);
  assert.ok(erle(there, left, 6.5, 8) >= 20, `${erle(there, left, 6.5, 8)}`);
});

Deno.test("a path is not forgotten while nothing comes back of what is sent", () => {
  const path = formulaPath(1, 40, 6);
  const there = line(path, path);
  const [near, far] = [takeSamples(kernels, 160), takeSamples(kernels, 160)];
  const left = new Int16Array(there.near.length);
  using canceller = new EchoCanceller(kernels, TAIL);
  for (let at = 0; at < left.length; at += 160) {
    const isSilent = at >= 24_000 && at < 48_000;
    near.view.set(there.near.subarray(at, at + 160));
    far.view.set(FAR.subarray(at, at + 160));
    if (isSilent) canceller.pass(near, far);
    else canceller.cancel(near, far, near);
    left.set(near.view, at);
  }
  for (const block of [near, far]) kernels.arena.giveBack(block.at);
  assert.deepEqual(left.subarray(24_000, 48_000), there.near.subarray(24_000, 48_000), "silence stays as it is");
  assert.ok(erle(there, left, 6, 6.2) >= 30, `at once: ${erle(there, left, 6, 6.2)}`);
});

Deno.test("sound that is no echo passes as it is, whatever else is sent", () => {
  const spoken = voice(8000, 6);
  const silent: Line = { far: new Int16Array(spoken.length), near: spoken };
  assert.deepEqual(cancelled(kernels, silent, TAIL), spoken);
  const apart: Line = { far: Int16Array.from(lineNoise(spoken.length, -16, 4)), near: spoken };
  const left = cancelled(kernels, apart, TAIL);
  const rest: Line = { far: apart.far, near: left.map((sample, at) => sample - spoken[at]!) };
  assert.ok(erle(apart, rest.near, 2, 6) >= 18, `${erle(apart, rest.near, 2, 6)}`);
});

Deno.test("a tail that cannot be is refused, and what was taken is given back", () => {
  for (const tailMs of [0, 3, 513, NaN]) {
    assert.throws(() => new EchoCanceller(kernels, { rate: 8000, tailMs }), /Cannot cancel an echo of ".*" ms/);
  }
  const taken = kernels.arena.takenBytes;
  const canceller = new EchoCanceller(kernels, TAIL);
  canceller[Symbol.dispose]();
  canceller[Symbol.dispose]();
  assert.equal(kernels.arena.takenBytes, taken);
});
