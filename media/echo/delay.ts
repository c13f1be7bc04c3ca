import type { Kernels, Span } from "../wasm/mod.ts";

const BLOCKS_PER_SECOND = 250;
const MS_PER_BLOCK = 1000 / BLOCKS_PER_SECOND;
/** Delays are looked for up to 400 ms. */
const LAGS = 100;
/** So far back one end's loudness is compared with the other's: 2 s, each block a little less. */
const KEPT = 1 - 1 / (2 * BLOCKS_PER_SECOND);
/** How fast what is usual follows: what counts is how loudness comes and goes. */
const USUAL = 1 / 100;
/** Below -60 dBm0 there is nothing to compare, as the mean square of samples. */
const QUIET = 300;
/** No power has this logarithm. */
const UNKNOWN = -1;
/** Whoever speaks for himself is like nothing that was sent. */
const ALIKE = 0.4;
/** The same delay, within so many blocks, for so many blocks: half a second. */
const NEAR = 2;
const CERTAIN = BLOCKS_PER_SECOND / 2;

/** How loud one end is, against what is usual there. */
interface Loudness {
  usual: number;
  now: number;
  /** The sum of its squares. */
  power: number;
}

/**
 * Finds how late an echo comes back, by how the loudness of both ends comes and goes. Only a rough delay: a canceller that
 * begins to look there can be short, and who speaks into a short one is changed less.
 */
export class DelayFinder {
  readonly #kernels: Kernels;
  readonly #block: number;
  readonly #near: Loudness = { usual: UNKNOWN, now: 0, power: 1 };
  readonly #far: Loudness = { usual: UNKNOWN, now: 0, power: 1 };
  /** The far end's loudness, the newest at `#at`, around the end. */
  readonly #past = new Float64Array(LAGS);
  readonly #shared = new Float64Array(LAGS);
  #at = 0;
  #quietBlocks = LAGS;
  #lag = 0;
  #seen = 0;

  /** @param rate of the sound in Hz */
  constructor(kernels: Kernels, rate: number) {
    this.#kernels = kernels;
    this.#block = rate / BLOCKS_PER_SECOND;
  }

  /** How late the echo comes, in ms; undefined while nobody knows. */
  get foundMs(): number | undefined {
    return this.#seen >= CERTAIN ? this.#lag * MS_PER_BLOCK : undefined;
  }

  /** Hears what came, if anything did, and what was sent at the same time: some blocks of 4 ms. Allocates nothing. */
  hear(near: Readonly<Span> | undefined, far: Readonly<Span>): void {
    for (let done = 0; done < far.length; done += this.#block) {
      const sent = this.#kernels.run.power(far.at + 2 * done, this.#block);
      this.#quietBlocks = sent > QUIET ? 0 : this.#quietBlocks + 1;
      follow(this.#far, sent);
      this.#at = (this.#at + 1) % LAGS;
      this.#past[this.#at] = this.#far.now;
      // What is heard while nothing was sent is no echo, and says nothing of it.
      if (near === undefined || this.#quietBlocks >= LAGS) continue;
      follow(this.#near, this.#kernels.run.power(near.at + 2 * done, this.#block));
      this.#compare();
    }
  }

  #compare(): void {
    const [near, far] = [this.#near, this.#far];
    near.power = KEPT * near.power + near.now * near.now;
    far.power = KEPT * far.power + far.now * far.now;
    let best = 0;
    for (let lag = 0; lag < LAGS; lag++) {
      const past = this.#past[(this.#at - lag + LAGS) % LAGS]!;
      const shared = KEPT * this.#shared[lag]! + near.now * past;
      this.#shared[lag] = shared;
      if (shared > this.#shared[best]!) best = lag;
    }
    const isAlike = this.#shared[best]! >= ALIKE * Math.sqrt(near.power * far.power);
    if (!isAlike) this.#seen = 0;
    else if (Math.abs(best - this.#lag) <= NEAR) this.#seen += 1;
    else {
      this.#lag = best;
      this.#seen = 0;
    }
  }
}

/** The loudness is the power's logarithm: of an echo it comes and goes as that of what was sent, however soft it is. */
function follow(loudness: Loudness, power: number): void {
  const level = Math.log2(power + QUIET);
  if (loudness.usual === UNKNOWN) loudness.usual = level;
  loudness.usual += USUAL * (level - loudness.usual);
  loudness.now = level - loudness.usual;
}
