/**
 * Microseconds per 20 ms of cancelling echo and suppressing noise, for one leg, beside SpeexDSP's canceller.
 *
 * @module
 */
import { EchoCanceller, type EchoOptions, NoiseSuppressor, Rnnoise, RnnoiseLibrary } from "../../media/echo/mod.ts";
import { Resamplers } from "../../media/resample/mod.ts";
import { type Kernels, type Span, takeSamples } from "../../media/wasm/mod.ts";
import { SPEEXDSP, SpeexDsp } from "../interop/speexdsp.ts";
import { missing } from "../interop/tool.ts";
import type { Line } from "../lab/echo.ts";
import { labKernels, labRnnoise } from "../lab/kernels.ts";
import { compositeSource, echoOf, formulaPath, lineNoise, throughAlaw } from "../lab/line.ts";
import type { Figure } from "./figure.ts";
import { usOf } from "./us_of.ts";

const SECONDS = 4;

/** A line with an echo, and a voice at both ends. */
function lineAt(rate: number): Line {
  const far = throughAlaw(compositeSource({ seconds: SECONDS, dBm0: -16, rate }));
  const spoken = compositeSource({ seconds: SECONDS, dBm0: -20, rate, kind: "double", seed: 2 });
  const hiss = lineNoise(far.length, -55, 3);
  const echo = echoOf(far, formulaPath(1, rate / 100, 6));
  return {
    far,
    near: throughAlaw(echo.map((value, at) => value + (at > far.length / 2 ? spoken[at]! : 0) + hiss[at]!)),
  };
}

/** One call works on the next 20 ms of the line, again and again. */
function canceller(kernels: Kernels, line: Line, options: EchoOptions): () => void {
  const canceller = new EchoCanceller(kernels, options);
  const [near, far] = [takeSamples(kernels, line.near.length), takeSamples(kernels, line.far.length)];
  near.view.set(line.near);
  far.view.set(line.far);
  const out = takeSamples(kernels, options.rate / 50);
  const [from, sent] = [{ at: 0, length: out.length }, { at: 0, length: out.length }];
  let next = 0;
  return () => {
    from.at = near.at + 2 * next;
    sent.at = far.at + 2 * next;
    canceller.cancel(from, sent, out);
    next = (next + out.length) % line.near.length;
  };
}

/** The same for who suppresses noise in place. */
function quietener(kernels: Kernels, rate: number, suppress: (frame: Span) => void): () => void {
  const sound = lineAt(rate).near;
  const frame = takeSamples(kernels, rate / 50);
  let next = 0;
  return () => {
    for (let at = 0; at < frame.length; at++) frame.view[at] = sound[next + at]!;
    suppress(frame);
    next = (next + frame.length) % sound.length;
  };
}

/** Rate, tail in ms, and the goals: cancelling alone, suppressing too. */
const CASES = [
  [8000, 64, 15.6, 24],
  [8000, 128, 26.4, 34],
  [16_000, 64, 33.6, 48],
  [16_000, 128, 54, 68],
] as const;

export async function benchEcho(): Promise<readonly Figure[]> {
  const kernels = await labKernels();
  const figures: Figure[] = [];
  const reason = SPEEXDSP.map((need) => missing(need)).find((fault) => fault !== undefined);
  await using speex = reason === undefined ? await SpeexDsp.build() : undefined;
  for (const [rate, tailMs, goal, wholeGoal] of CASES) {
    const line = lineAt(rate);
    const name = `echo at ${rate / 1000} kHz with a tail of ${tailMs} ms`;
    const us = usOf(canceller(kernels, line, { rate, tailMs, suppression: false }));
    const whole = usOf(canceller(kernels, line, { rate, tailMs, noise: true }));
    figures.push(
      { figure: `${name}, cancelled, 20 ms`, value: us, unit: "us", goal: `<= ${goal}` },
      {
        figure: `${name}, cancelled and suppressed with noise, 20 ms`,
        value: whole,
        unit: "us",
        goal: `<= ${wholeGoal}`,
      },
    );
    if (speex === undefined) continue;
    const theirs = await speex.usPerFrame(line, rate, tailMs);
    figures.push({ figure: `${name}, by SpeexDSP's`, value: us / theirs, unit: "x", goal: "<= 1" });
  }
  const silent = { far: new Int16Array(8000), near: new Int16Array(8000) };
  const silence = canceller(kernels, silent, { rate: 8000, tailMs: 64, noise: true });
  for (let frame = 0; frame < 1000; frame++) silence();
  figures.push({ figure: "echo of digital silence, 20 ms", value: usOf(silence), unit: "us", goal: "<= 24" });
  for (const [rate, goal] of [[8000, 18], [16_000, 27.6]] as const) {
    const suppressor = new NoiseSuppressor(kernels, rate);
    const us = usOf(quietener(kernels, rate, (frame) => suppressor.suppress(frame)));
    figures.push({
      figure: `noise suppressed at ${rate / 1000} kHz, 20 ms`,
      value: us,
      unit: "us",
      goal: `<= ${goal}`,
    });
  }
  const rnnoise = new Rnnoise(kernels, new RnnoiseLibrary(await labRnnoise()), new Resamplers(kernels), 16_000);
  const us = usOf(quietener(kernels, 16_000, (frame) => rnnoise.suppress(frame)));
  figures.push({ figure: "noise suppressed by RNNoise at 16 kHz, 20 ms", value: us, unit: "us", goal: "<= 408" });
  return figures;
}
