import type { Kernels, Span } from "../wasm/mod.ts";

/** Noise becomes softer by 18 dB at most: a voice on no background at all seems to come and go. */
const SOFTEST = 10 ** (-18 / 20);

/** Makes softer what is no voice. Sound comes out 4 ms late, as it was where nothing is wished. */
export class Suppressor implements Disposable {
  readonly #kernels: Kernels;
  readonly #rate: number;
  readonly #state: number;
  #isOpen = true;

  /** @param rate 8000 or 16,000 Hz */
  constructor(kernels: Kernels, rate: 8000 | 16_000) {
    this.#kernels = kernels;
    this.#rate = rate;
    this.#state = kernels.arena.take(kernels.run.suppressOctets(rate));
    this.reset();
  }

  /**
   * Suppresses in place. @param echo where the echo lies that was cancelled and of which some is left; 0: none
   * @param noise whether noise is made softer
   */
  suppress(pcm: Span, echo: number, noise: boolean): void {
    this.#kernels.run.suppress(this.#state, pcm.at, echo, pcm.at, pcm.length, noise ? SOFTEST : 1);
  }

  reset(): void {
    // The noise that fills holes is no secret: every leg may have the same.
    this.#kernels.run.suppressReset(this.#state, this.#rate, 1);
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) this.#kernels.arena.giveBack(this.#state);
    this.#isOpen = false;
  }
}
