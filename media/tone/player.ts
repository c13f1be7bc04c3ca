import { type Block, type Kernels, type Span, takeFloats } from "../wasm/mod.ts";
import type { Cadence, Step } from "./cadence.ts";

/** The kernel's layout, in floats. */
const SINES = 4;
const COSINES = 0;
const TURN_COSINES = 8;
const TURN_SINES = 12;
const AMPLITUDES = 16;
const FLOATS = 20;

const LOUDEST = 32_767;
/** How long a tone takes to rise and to fall: a sudden edge would be a click. */
const EDGE_MS = 2.5;

/** Plays one cadence after another into frames, at one sample rate. */
export class TonePlayer implements Disposable {
  readonly #kernels: Kernels;
  readonly #rate: number;
  readonly #edge: number;
  readonly #generator: Block<Float32Array>;
  #cadence: Cadence | undefined;
  #step = 0;
  /** Samples of the running step: played, and in all. */
  #played = 0;
  #length = 0;
  #isOpen = true;

  constructor(kernels: Kernels, rate: number) {
    this.#kernels = kernels;
    this.#rate = rate;
    this.#edge = Math.round(rate * EDGE_MS / 1000);
    this.#generator = takeFloats(kernels, FLOATS);
  }

  /** Whether there is anything to play. */
  get isPlaying(): boolean {
    return this.#cadence !== undefined;
  }

  /** Begins a cadence; what was playing is cut off. */
  play(cadence: Cadence): void {
    this.#cadence = cadence;
    this.#begin(0);
  }

  /** What is playing falls silent, without a click. */
  stop(): void {
    if (this.#cadence === undefined) return;
    this.#cadence = { steps: this.#cadence.steps, again: Infinity };
    this.#step = this.#cadence.steps.length - 1;
    // From here only the falling edge is left, from where the rising one may have come to.
    this.#length = Math.min(this.#length, this.#played + Math.min(this.#edge, Math.max(1, this.#played)));
  }

  /** Fills a frame, with silence where nothing is left to play. */
  fill(out: Span): void {
    let { at, length } = out;
    while (length > 0 && this.#cadence !== undefined) {
      const count = Math.min(length, this.#length - this.#played);
      this.#write(at, count);
      at += 2 * count;
      length -= count;
      if (this.#played === this.#length) this.#next(this.#cadence);
    }
    this.#kernels.samples.fill(0, at / 2, at / 2 + length);
  }

  #next(cadence: Cadence): void {
    const next = this.#step + 1;
    if (next < cadence.steps.length) this.#begin(next);
    else if (cadence.again < cadence.steps.length) this.#begin(cadence.again);
    else this.#cadence = undefined;
  }

  #begin(step: number): void {
    const { sines, ms } = this.#cadence?.steps[step] ?? { sines: [], ms: 0 };
    this.#step = step;
    this.#played = 0;
    this.#length = Math.round(this.#rate * ms / 1000);
    this.#tune(sines);
  }

  /** Sets every sine at its rising zero. */
  #tune(sines: Step["sines"]): void {
    const { view } = this.#generator;
    view.fill(0);
    view.fill(1, COSINES, COSINES + SINES);
    for (const [at, { hz, level }] of sines.entries()) {
      const turn = 2 * Math.PI * hz / this.#rate;
      view[TURN_COSINES + at] = Math.cos(turn);
      view[TURN_SINES + at] = Math.sin(turn);
      view[AMPLITUDES + at] = LOUDEST * 10 ** (level / 20);
    }
  }

  /** Plays on within the running step, piece by piece: the rising edge, the middle, the falling edge. */
  #write(at: number, count: number): void {
    const end = this.#played + count;
    for (let from = at; this.#played < end;) {
      const piece = Math.min(end, this.#pieceEnd()) - this.#played;
      const first = this.#loudness();
      this.#played += piece;
      this.#kernels.run.tone(this.#generator.at, from, piece, first, this.#loudness());
      from += 2 * piece;
    }
  }

  #pieceEnd(): number {
    if (this.#played < this.#edge) return Math.min(this.#edge, this.#length);
    const fall = this.#length - this.#edge;
    return this.#played < fall ? fall : this.#length;
  }

  /** From 0 to 1, at the place the step has come to. */
  #loudness(): number {
    return Math.min(1, this.#played / this.#edge, (this.#length - this.#played) / this.#edge);
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) this.#kernels.arena.giveBack(this.#generator.at);
    this.#isOpen = false;
  }
}
