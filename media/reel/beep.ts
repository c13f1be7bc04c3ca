import type { Kernels, Span } from "../wasm/mod.ts";
import { PLAY_RATE, type Sound } from "./sound.ts";

const HZ = 1000;
const SAMPLES = PLAY_RATE * 0.4;
/** 18 dB below full scale, as loud as a voice. */
const LOUDNESS = 4100;
/** It rises and falls within 5 ms: without a click. */
const EDGE_SAMPLES = PLAY_RATE * 0.005;

/** The tone after which somebody is recorded. */
export class Beep implements Sound {
  readonly #kernels: Kernels;
  #done = 0;

  constructor(kernels: Kernels) {
    this.#kernels = kernels;
  }

  next(out: Span): number {
    const count = Math.min(out.length, SAMPLES - this.#done);
    for (let nth = 0; nth < count; nth++) {
      const at = this.#done + nth;
      const edge = Math.min(1, at / EDGE_SAMPLES, (SAMPLES - at) / EDGE_SAMPLES);
      this.#kernels.samples[(out.at >> 1) + nth] = Math.round(
        edge * LOUDNESS * Math.sin(2 * Math.PI * HZ * at / PLAY_RATE),
      );
    }
    this.#done += count;
    return count;
  }

  [Symbol.dispose](): void {
    this.#done = SAMPLES;
  }
}
