/**
 * Running an echo canceller over a line, and what can be measured of it.
 *
 * @module
 */
import { EchoCanceller, type EchoOptions } from "../../media/echo/mod.ts";
import { type Kernels, takeSamples } from "../../media/wasm/mod.ts";
import { powerDb } from "./line.ts";

/** What goes out to a line and what comes back. */
export interface Line {
  readonly far: Int16Array;
  readonly near: Int16Array;
}

/** What is left of a line's near end, in frames of 20 ms. */
export function cancelled(kernels: Kernels, line: Line, options: EchoOptions): Int16Array {
  const samples = options.rate / 50;
  const near = takeSamples(kernels, samples);
  const far = takeSamples(kernels, samples);
  const out = takeSamples(kernels, samples);
  const left = new Int16Array(line.near.length);
  using canceller = new EchoCanceller(kernels, options);
  for (let at = 0; at + samples <= left.length; at += samples) {
    near.view.set(line.near.subarray(at, at + samples));
    far.view.set(line.far.subarray(at, at + samples));
    canceller.cancel(near, far, out);
    left.set(out.view, at);
  }
  for (const block of [near, far, out]) kernels.arena.giveBack(block.at);
  return left;
}

/** Echo return loss enhancement: how much softer the echo became from one second to another, in dB. */
export function erle(line: Line, left: Int16Array, from: number, to: number, rate = 8000): number {
  return powerDb(line.near, from, to, rate) - powerDb(left, from, to, rate);
}

/** By how many dB the loudest second became louder than what came in that second. */
export function louderBy(line: Line, left: Int16Array, rate = 8000): number {
  let most = -Infinity;
  for (let from = 0; from + 1 <= left.length / rate; from += 0.1) {
    const came = powerDb(line.near, from, from + 1, rate);
    const stays = powerDb(left, from, from + 1, rate);
    // Where nothing came, what A-law makes of silence is all that may be heard.
    most = Math.max(most, stays - Math.max(came, SILENCE_DB));
  }
  return most;
}

/** A-law's least sample. */
const SILENCE_DB = 20 * Math.log10(8);
