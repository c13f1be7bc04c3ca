import { type Block, type Kernels, type Span, takeSamples } from "../wasm/mod.ts";
import { designPolyphase } from "./design.ts";

/** The rates that codecs speak, in Hz. */
export type Rate = 8000 | 16_000 | 24_000 | 48_000;

/** A filter whose taps lie in the kernels' memory. */
interface Filter {
  readonly up: number;
  readonly down: number;
  readonly taps: number;
  readonly phases: Block<Int16Array>;
}

/** What is worked at once: 60 ms at 48 kHz, well within the kernels' scratch. */
const MOST_SAMPLES = 2880;

/** The filters between all rates, designed when they are first asked for and shared by all legs. */
export class Resamplers {
  readonly #kernels: Kernels;
  readonly #filters = new Map<string, Filter>();

  constructor(kernels: Kernels) {
    this.#kernels = kernels;
  }

  /** A resampler for one stream. @param from in Hz; files have rates that no codec speaks */
  make(from: number, to: Rate): Resampler {
    const name = `${from} ${to}`;
    const filter = this.#filters.get(name) ?? this.#design(from, to);
    this.#filters.set(name, filter);
    return new Resampler(this.#kernels, filter);
  }

  #design(from: number, to: Rate): Filter {
    const { up, down, taps, phases } = designPolyphase(from, to);
    const block = takeSamples(this.#kernels, phases.length);
    block.view.set(phases);
    return { up, down, taps, phases: block };
  }
}

/** One stream on its way from one rate to another. */
export class Resampler implements Disposable {
  readonly #kernels: Kernels;
  readonly #filter: Filter;
  readonly #history: Block<Int16Array>;
  #isOpen = true;

  constructor(kernels: Kernels, filter: Filter) {
    this.#kernels = kernels;
    this.#filter = filter;
    this.#history = takeSamples(kernels, filter.taps);
  }

  /**
   * Writes the sound of `pcm` at the new rate, and returns how many samples that are. Throws when they are no whole
   * number, or when `out` has no room for them: frames are ours to choose.
   */
  resample(pcm: Span, out: Span): number {
    const { up, down, taps, phases } = this.#filter;
    const count = pcm.length * up / down;
    if (!Number.isInteger(count) || pcm.length > MOST_SAMPLES || count > out.length) {
      throw new Error(`Cannot resample "${pcm.length}" samples by ${up}/${down} into room for "${out.length}"`);
    }
    this.#kernels.run.resample(this.#history.at, phases.at, taps, up, down, pcm.at, out.at, pcm.length);
    return count;
  }

  /** How many samples at the new rate come out before that which went in first, to the nearest. */
  get delay(): number {
    const { up, down, taps } = this.#filter;
    return Math.round((taps * up - 1) / 2 / down);
  }

  /** How many samples at the old rate it remembers. */
  get memory(): number {
    return this.#filter.taps;
  }

  /** Has it remember what lies before the stream: as many samples as its memory. */
  remember(before: Int16Array): void {
    this.#history.view.set(before);
  }

  /** Forgets what was: after a jump in the stream. */
  reset(): void {
    this.#history.view.fill(0);
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) this.#kernels.arena.giveBack(this.#history.at);
    this.#isOpen = false;
  }
}
