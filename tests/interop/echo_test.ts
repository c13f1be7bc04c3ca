import assert from "node:assert/strict";
import { cancelled, erle, type Line, louderBy } from "../lab/echo.ts";
import { labKernels } from "../lab/kernels.ts";
import { compositeSource, echoOf, powerDb, throughAlaw } from "../lab/line.ts";
import { type G168, LINE_MODELS, readG168 } from "./g168.ts";
import { SPEEXDSP, SpeexDsp } from "./speexdsp.ts";
import { realTest } from "./tool.ts";

const NEEDS = [...SPEEXDSP, "spandsp/g168models.h"] as const;
const LOSS_DB = 6;
const LEVEL_DBM0 = -16;
const WAYS = {
  "cancelling alone": { rate: 8000, tailMs: 64, suppression: false },
  "with a tail of 128 ms": { rate: 8000, tailMs: 128, suppression: false },
  "suppressing too": { rate: 8000, tailMs: 64 },
} as const;

function farEnd(g168: G168, seconds: number): Int16Array {
  return throughAlaw(compositeSource({ seconds, dBm0: LEVEL_DBM0, period: g168.single }));
}

function shown(values: readonly number[]): string {
  return values.map((value) => value.toFixed(1)).join(" ");
}

realTest("on every line of G.168 the echo is gone within a second, and stays away", NEEDS, async () => {
  const kernels = await labKernels();
  const g168 = await readG168();
  await using speex = await SpeexDsp.build();
  const far = farEnd(g168, 8);
  for (const model of LINE_MODELS) {
    const line: Line = { far, near: throughAlaw(echoOf(far, g168.path(model, LOSS_DB))) };
    const judged = (left: Int16Array): readonly number[] => [erle(line, left, 1, 1.35), erle(line, left, 4, 8)];
    const figures: string[] = [];
    for (const [name, options] of Object.entries(WAYS)) {
      const left = cancelled(kernels, line, options);
      const [atOne, steady] = judged(left);
      figures.push(`${name} ${shown([atOne!, steady!])}`);
      assert.ok(atOne! >= 30, `D.${model}, ${name}: ${atOne} dB at 1 s`);
      assert.ok(steady! >= 33, `D.${model}, ${name}: ${steady} dB steady`);
      assert.ok(louderBy(line, left) <= 1, `D.${model}, ${name}: louder by ${louderBy(line, left)} dB`);
    }
    const theirs = await speex.cancel(line, 8000, 64);
    console.log(`D.${model}, dB at 1 s and steady: ${figures.join(", ")}, SpeexDSP ${shown(judged(theirs))}`);
  }
});

realTest("after both have spoken the echo is as far away as before, on every line of G.168", NEEDS, async () => {
  const kernels = await labKernels();
  const g168 = await readG168();
  await using speex = await SpeexDsp.build();
  const far = farEnd(g168, 9);
  const spoken = new Float64Array(far.length);
  const [from, to] = [4, 7];
  const wish = { seconds: to - from, dBm0: LEVEL_DBM0, kind: "double", period: g168.double, seed: 9 } as const;
  spoken.set(compositeSource(wish), from * 8000);
  for (const model of LINE_MODELS) {
    const near = throughAlaw(echoOf(far, g168.path(model, LOSS_DB)).map((echo, at) => echo + spoken[at]!));
    const line: Line = { far, near };
    const echo: Line = { far, near: near.map((sample, at) => sample - spoken[at]!) };
    const judged = (left: Int16Array): readonly [number, number, number] => [
      erle(line, left, from - 1.05, from),
      erle(echo, left.map((sample, at) => sample - spoken[at]!), from, to),
      erle(line, left, to + 0.05, to + 0.4),
    ];
    const [before, during, after] = judged(cancelled(kernels, line, WAYS["cancelling alone"]));
    const theirs = judged(await speex.cancel(line, 8000, 64));
    console.log(`D.${model}, dB before, during, after: ${shown([before, during, after])}, SpeexDSP ${shown(theirs)}`);
    assert.ok(during >= 15, `D.${model}: ${during} dB while both speak`);
    assert.ok(before - after <= 6, `D.${model}: from ${before} to ${after} dB`);
    const whole = powerDb(cancelled(kernels, line, WAYS["suppressing too"]), from, to) - powerDb(spoken, from, to);
    assert.ok(Math.abs(whole) <= 1, `D.${model}: who speaks is ${whole} dB as loud`);
  }
});

realTest("another line of G.168 is learnt within a second and a half", NEEDS, async () => {
  const kernels = await labKernels();
  const g168 = await readG168();
  await using speex = await SpeexDsp.build();
  const far = farEnd(g168, 6);
  for (const model of LINE_MODELS) {
    const next = model === 9 ? 2 : model + 1;
    const [first, second] = [g168.path(model, LOSS_DB), g168.path(next, LOSS_DB, 40)].map((path) => echoOf(far, path));
    const line: Line = { far, near: throughAlaw(first!.map((echo, at) => at < 24_000 ? echo : second![at]!)) };
    const judged = (left: Int16Array): readonly [number, number] => [
      erle(line, left, 4.5, 4.85),
      louderBy(line, left),
    ];
    const theirs = judged(await speex.cancel(line, 8000, 64));
    for (const [name, options] of Object.entries(WAYS)) {
      const [back, louder] = judged(cancelled(kernels, line, options));
      if (name === "cancelling alone") {
        console.log(
          `D.${model} to D.${next}, dB after 1.5 s, and louder by: ${shown([back, louder])}, SpeexDSP ${shown(theirs)}`,
        );
      }
      assert.ok(back >= 25, `D.${model} to D.${next}, ${name}: ${back} dB`);
      assert.ok(louder <= 1, `D.${model} to D.${next}, ${name}: louder by ${louder} dB`);
    }
  }
});
