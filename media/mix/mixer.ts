import type { Kernels } from "../wasm/mod.ts";

/** The kernel works whole vectors of samples. */
const STEP = 16;
const ADDRESS_BYTES = 4;

/**
 * One conference's mixer. On every beat: `clear()`, `seat()` for each who speaks, then `mixMinus()`; who only listens
 * gets what `mixAll()` gives, once for all of them.
 */
export class Mixer implements Disposable {
  readonly #kernels: Kernels;
  readonly #samples: number;
  readonly #most: number;
  readonly #from: Uint32Array;
  readonly #to: Uint32Array;
  #parties = 0;
  #isOpen = true;

  /**
   * @param kernels where the frames lie
   * @param samples of every frame: a multiple of 16
   * @param most parties at a time
   */
  constructor(kernels: Kernels, samples: number, most: number) {
    if (samples % STEP !== 0) {
      throw new Error(`Cannot mix frames of "${samples}" samples: expected a multiple of ${STEP}`);
    }
    this.#kernels = kernels;
    this.#samples = samples;
    this.#most = most;
    const take = (): Uint32Array => new Uint32Array(kernels.buffer, kernels.arena.take(most * ADDRESS_BYTES), most);
    this.#from = take();
    this.#to = take();
  }

  /** How many have been seated since the last `clear()`. */
  get parties(): number {
    return this.#parties;
  }

  /** A new beat: all seats are empty. */
  clear(): void {
    this.#parties = 0;
  }

  /** A party speaks the frame at `from` and will hear the others in the frame at `to`. The two must not overlap. */
  seat(from: number, to: number): void {
    if (this.#parties === this.#most) throw new Error(`Cannot seat another party: the mixer has "${this.#most}" seats`);
    this.#from[this.#parties] = from;
    this.#to[this.#parties] = to;
    this.#parties += 1;
  }

  /** Gives every party the sum of all others. */
  mixMinus(): void {
    this.#kernels.run.mixMinus(this.#from.byteOffset, this.#to.byteOffset, this.#parties, this.#samples);
  }

  /** Writes the sum of all parties into the frame at `to`. */
  mixAll(to: number): void {
    this.#kernels.run.mixAll(this.#from.byteOffset, to, this.#parties, this.#samples);
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#kernels.arena.giveBack(this.#from.byteOffset);
    this.#kernels.arena.giveBack(this.#to.byteOffset);
  }
}
