import type { Codec } from "../codec/mod.ts";
import { VoiceFinder } from "../level/mod.ts";
import type { Kernels, Span } from "../wasm/mod.ts";
import type { JitterFigures } from "./figures.ts";
import type { Queue } from "./queue.ts";
import { ANYTHING, Stretcher } from "./stretcher.ts";

/** How alike the sound must be to what takes its place: at first, less with every frame that was waited for it. */
const ALIKE = 0.9;
const LESS_ALIKE_SHORTER = 0.02;
const LESS_ALIKE_LONGER = 0.04;
/** Nobody hears a change where it is so little louder than the floor: between two words, or two syllables. */
const QUIET_DB = 9;
/** The target wavers: the delay falls only where it has been too long for so many frames, or by so many steps. */
const TOO_LONG_FRAMES = 5;
const TOO_LONG_STEPS = 2;
/** Frames between two changes that are not urgent, so that nobody hears a rhythm. */
const REST_FRAMES = 2;

/** Decides when sound is played faster or slower, so that its delay comes near to what is wanted. */
export class Pace {
  readonly #stretcher: Stretcher;
  readonly #voice: VoiceFinder;
  readonly #figures: JitterFigures;
  readonly #frame: number;
  readonly #perMs: number;
  #isQuiet = true;
  /** Frames since the delay has been too long or too short, and frames to rest. */
  #tooLong = 0;
  #tooShort = 0;
  #rest = 0;
  /** Frames since sound was to become shorter, but was not like enough. */
  #waited = 0;

  constructor(kernels: Kernels, codec: Codec, figures: JitterFigures) {
    this.#stretcher = new Stretcher(kernels, codec.sampleRate);
    this.#voice = new VoiceFinder(kernels, codec.sampleRate);
    this.#figures = figures;
    this.#frame = codec.samplesPerFrame;
    this.#perMs = codec.sampleRate / 1000;
  }

  /** How much should wait before sound is shortened. */
  get wants(): number {
    return this.#stretcher.wants(this.#frame);
  }

  /** Hears what is played: not everywhere would a change go unheard. */
  hear(frame: Readonly<Span>): void {
    this.#voice.hear(frame);
    this.#isQuiet = this.#voice.level < this.#voice.floor + QUIET_DB;
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
    this.#tooLong = spare >= step ? this.#tooLong + 1 : 0;
    if (this.#rest > 0) this.#rest -= 1;
    if (this.#rest > 0 && this.#tooLong === 0) return 0;
    if (this.#tooShort > 0) return this.#frame;
    const mayDrop = this.#tooLong >= TOO_LONG_FRAMES || spare >= TOO_LONG_STEPS * step;
    const most = mayDrop ? useless + Math.floor(spare / step) * step : useless;
    return most < this.#stretcher.least(this.#isQuiet) ? 0 : -most;
  }

  /** Makes what waits longer or shorter by at most `wanted`, where that would hardly be heard. */
  change(queue: Queue, wanted: number): void {
    if (wanted > 0) {
      const alike = this.#isQuiet ? ANYTHING : ALIKE - LESS_ALIKE_LONGER * this.#tooShort;
      const longer = this.#stretcher.lengthen(queue, wanted, alike);
      this.#figures.expandedMs += longer / this.#perMs;
      if (longer > 0) this.#rest = REST_FRAMES;
    } else {
      const alike = this.#isQuiet ? ANYTHING : ALIKE - LESS_ALIKE_SHORTER * this.#waited;
      const shorter = this.#stretcher.shorten(queue, -wanted, alike, this.#frame);
      this.#figures.acceleratedMs += shorter / this.#perMs;
      this.#waited = shorter > 0 ? 0 : this.#waited + 1;
      if (shorter > 0) this.#rest = REST_FRAMES;
    }
  }
}
