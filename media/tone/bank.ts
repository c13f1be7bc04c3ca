import { type Block, type Kernels, takeFloats } from "../wasm/mod.ts";

/** The kernel's layout, in floats. */
const LANES = 8;
const LAST = 8;
const BEFORE = 16;
const POWER = 24;
const FLOATS = 32;

/**
 * Listens for up to eight frequencies, in blocks of samples without gap or overlap. What is read between two blocks is
 * of the block that has just become full.
 */
export class ToneBank implements Disposable {
  readonly #kernels: Kernels;
  readonly #block: number;
  readonly #turns: readonly number[];
  readonly #floats: Block<Float32Array>;
  #filled = 0;
  #isOpen = true;

  /**
   * @param kernels where sound is heard
   * @param rate of the sound in Hz
   * @param block samples in a block: the longer, the narrower the filters, of `rate / block` Hz
   * @param hz at most eight frequencies
   */
  constructor(kernels: Kernels, rate: number, block: number, hz: readonly number[]) {
    if (hz.length > LANES) throw new Error(`Cannot listen for "${hz.length}" tones: a bank has ${LANES}`);
    this.#kernels = kernels;
    this.#block = block;
    this.#turns = hz.map((frequency) => 2 * Math.PI * frequency / rate);
    this.#floats = takeFloats(kernels, FLOATS);
    this.#floats.view.set(this.#turns.map((turn) => 2 * Math.cos(turn)));
  }

  /** Hears samples up to the end of the block and returns how many it took: the rest belongs to the next block. */
  hear(at: number, length: number): number {
    if (this.isFull) this.#clear();
    const count = Math.min(length, this.#block - this.#filled);
    this.#kernels.run.goertzel(this.#floats.at, at, count);
    this.#filled += count;
    return count;
  }

  get isFull(): boolean {
    return this.#filled === this.#block;
  }

  /** The mean square of the full block's samples: 2^29 for the loudest sine. */
  get power(): number {
    const { view } = this.#floats;
    return view[POWER]! / this.#block;
  }

  /** The mean square that a sine of this frequency has in the full block. */
  powerOf(tone: number): number {
    const { view } = this.#floats;
    const last = view[LAST + tone]!;
    const before = view[BEFORE + tone]!;
    const square = last * last + before * before - view[tone]! * last * before;
    return 2 * square / (this.#block * this.#block);
  }

  /** The angle of this frequency in the full block. It moves from block to block by 2 pi, block and frequency. */
  angleOf(tone: number): number {
    const { view } = this.#floats;
    const turn = this.#turns[tone]!;
    const before = view[BEFORE + tone]!;
    return Math.atan2(before * Math.sin(turn), view[LAST + tone]! - before * Math.cos(turn));
  }

  /** How far, in radians from -pi to pi, the angle moved beyond what a tone of exactly this frequency does. */
  drift(tone: number, from: number, to: number): number {
    const moved = to - from - this.#turns[tone]! * this.#block;
    return moved - 2 * Math.PI * Math.round(moved / (2 * Math.PI));
  }

  /** The mean square of a sine that is off this frequency as far as its drift tells: what lies beside is missed. */
  powerOff(tone: number, drift: number): number {
    const half = drift / 2;
    const caught = half === 0 ? 1 : Math.sin(half) / half;
    return this.powerOf(tone) / (caught * caught);
  }

  #clear(): void {
    this.#filled = 0;
    this.#floats.view.fill(0, LANES);
  }

  /** Forgets a block that is not yet full. */
  reset(): void {
    this.#clear();
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) this.#kernels.arena.giveBack(this.#floats.at);
    this.#isOpen = false;
  }
}
