import { type Block, type Kernels, type Span, takeSamples } from "../wasm/mod.ts";

/** A file's sound, step by step. */
export interface Track extends Disposable {
  /** In Hz, of what comes out. */
  readonly rate: number;
  /** How long it sounds. */
  readonly lengthMs: number;
  /** The most samples of one step. */
  readonly mostSamples: number;
  /** Writes the next piece. Returns how many samples that are: 0 at the end. */
  step(out: Span): number;
  /** Goes to a place, 0 to `lengthMs`. Returns how many samples of what now comes lie before it. */
  seek(ms: number): number;
}

const MS = 1000;

/** Plays a file in frames of any length, and moves within it. Whoever opened it closes it. */
export class Player implements Disposable {
  readonly #kernels: Kernels;
  readonly #track: Track;
  readonly #step: Block<Int16Array>;
  /** Where the samples that wait begin, and how many they are. */
  readonly #rest: Span;
  readonly #piece: Span;
  #skipped = 0;
  #played = 0;
  #isOpen = true;

  constructor(kernels: Kernels, track: Track) {
    this.#kernels = kernels;
    this.#track = track;
    this.#step = takeSamples(kernels, track.mostSamples);
    this.#rest = { at: this.#step.at, length: 0 };
    this.#piece = { at: this.#step.at, length: this.#step.length };
    this.seek(0);
  }

  /** Of the sound, in Hz. */
  get rate(): number {
    return this.#track.rate;
  }

  get lengthMs(): number {
    return this.#track.lengthMs;
  }

  /** What has been played of it, in ms from its beginning. */
  get positionMs(): number {
    return this.#played * MS / this.#track.rate;
  }

  /** Fills `out`. Returns how many samples were written: fewer only where the file ends, so that the next may follow at once. */
  next(out: Span): number {
    const { samples } = this.#kernels;
    let filled = 0;
    while (filled < out.length) {
      if (this.#rest.length === 0 && !this.#fetch()) break;
      const count = Math.min(this.#rest.length, out.length - filled);
      const from = this.#rest.at >> 1;
      samples.copyWithin((out.at >> 1) + filled, from, from + count);
      this.#rest.at += 2 * count;
      this.#rest.length -= count;
      filled += count;
    }
    this.#played += filled;
    return filled;
  }

  /** Goes to a place in ms; past either end it is that end. */
  seek(ms: number): void {
    const place = Math.max(0, Math.min(this.lengthMs, ms));
    this.#skipped = this.#track.seek(place);
    this.#rest.length = 0;
    this.#played = Math.round(place * this.#track.rate / MS);
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#track[Symbol.dispose]();
    this.#kernels.arena.giveBack(this.#step.at);
  }

  /** Has the next samples wait, without those that lie before the place. False at the end. */
  #fetch(): boolean {
    for (;;) {
      const count = this.#track.step(this.#piece);
      if (count === 0) return false;
      const dropped = Math.min(count, this.#skipped);
      this.#skipped -= dropped;
      this.#rest.at = this.#step.at + 2 * dropped;
      this.#rest.length = count - dropped;
      if (this.#rest.length > 0) return true;
    }
  }
}
