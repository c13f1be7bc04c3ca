import type { Codec } from "../codec/mod.ts";
import type { Kernels } from "../wasm/mod.ts";
import type { JitterFigures } from "./figures.ts";
import type { Queue } from "./queue.ts";
import { Stretcher } from "./stretcher.ts";

/** How alike the sound must be to what takes its place: at first, less with every frame that was waited for it. */
const ALIKE = 0.9;
const LESS_ALIKE_SHORTER = 0.01;
const LESS_ALIKE_LONGER = 0.04;
/** Where nobody speaks everything is alike. */
const ANYTHING = -1;
/** The target wavers: the delay falls only where it has been too long by more than this, for so many frames. */
const MARGIN_MS = 4;
const TOO_LONG_FRAMES = 25;
/** Frames between two changes, so that nobody hears a rhythm; with many frames too much there is none. */
const REST_FRAMES = 2;
const URGENT_STEPS = 3;

/** Decides when sound is played faster or slower, so that its delay comes near to what is wanted. */
export class Pace {
  /** Whether the last frame was somebody's voice: else changes are not heard. */
  isVoice = false;

  readonly #stretcher: Stretcher;
  readonly #figures: JitterFigures;
  readonly #frame: number;
  readonly #perMs: number;
  /** Frames since the delay has been too long or too short, and frames to rest. */
  #tooLong = 0;
  #tooShort = 0;
  #rest = 0;

  constructor(kernels: Kernels, codec: Codec, figures: JitterFigures) {
    this.#stretcher = new Stretcher(kernels, codec.sampleRate);
    this.#figures = figures;
    this.#frame = codec.samplesPerFrame;
    this.#perMs = codec.sampleRate / 1000;
  }

  /** How much should wait before sound is shortened. */
  get wants(): number {
    return this.#stretcher.wants(this.#frame);
  }

  /**
   * By how many samples the delay should change at most; negative, where sound should be shortened.
   *
   * Packets are decoded whole, on the beat: of the delay, `waiting % step` is of no use to them, and a frame less a step is
   * not to the last packet of a frame.
   *
   * @param surplus the delay of the next sample to be played less the target
   * @param step in which packets' beginnings may lie within a frame
   */
  judge(surplus: number, waiting: number, step: number): number {
    const useless = waiting % step;
    const spare = surplus - useless - (this.#frame - step);
    this.#tooShort = spare < 0 ? this.#tooShort + 1 : 0;
    this.#tooLong = spare >= step + MARGIN_MS * this.#perMs ? this.#tooLong + 1 : 0;
    if (this.#rest > 0) this.#rest -= 1;
    if (this.#tooShort > 0) return this.#rest > 0 ? 0 : this.#frame;
    if (this.#rest > 0 && spare < URGENT_STEPS * step) return 0;
    const most = this.#tooLong < TOO_LONG_FRAMES ? useless : useless + Math.floor(spare / step) * step;
    return most < this.#stretcher.least ? 0 : -most;
  }

  /** Makes what waits longer or shorter by at most `wanted`, where that would hardly be heard. */
  change(queue: Queue, wanted: number): void {
    if (wanted > 0) {
      const alike = this.isVoice ? ALIKE - LESS_ALIKE_LONGER * this.#tooShort : ANYTHING;
      const longer = this.#stretcher.lengthen(queue, wanted, alike);
      this.#figures.expandedMs += longer / this.#perMs;
      if (longer > 0) this.#rest = REST_FRAMES;
    } else {
      const alike = this.isVoice ? ALIKE - LESS_ALIKE_SHORTER * this.#tooLong : ANYTHING;
      const shorter = this.#stretcher.shorten(queue, -wanted, alike, this.#frame);
      this.#figures.acceleratedMs += shorter / this.#perMs;
      if (shorter > 0) this.#rest = REST_FRAMES;
    }
  }
}
