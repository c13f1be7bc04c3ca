import type { Kernels, Span } from "../wasm/mod.ts";

const HEADER_BYTES = 64;
const KEPT_MS = 50;
const BYTES_PER_KEPT = 6;

/** Hides lost packets of one stream. Adds no delay; a relayed stream must not have one. */
export class Concealer implements Disposable {
  readonly #kernels: Kernels;
  readonly #rate: number;
  readonly #state: number;
  #isOpen = true;

  /** @param rate of the sound in Hz: 8000, 16,000, 24,000 or 48,000 */
  constructor(kernels: Kernels, rate: number) {
    this.#kernels = kernels;
    this.#rate = rate;
    this.#state = kernels.arena.take(HEADER_BYTES + BYTES_PER_KEPT * rate * KEPT_MS / 1000);
    this.reset();
  }

  /** A frame that came. After a loss its first 3 ms at most are changed, so that it joins on smoothly. */
  heard(frame: Span): void {
    this.#kernels.run.concealHeard(this.#state, frame.at, frame.length);
  }

  /** Fills a frame in place of one that did not come. After 60 ms without any, it is silence. */
  lost(out: Span): void {
    this.#kernels.run.concealLost(this.#state, out.at, out.length);
  }

  /** A frame that does not follow from the last one, though none was lost: its first 3 ms at most are changed. */
  joined(frame: Span): void {
    this.#kernels.run.concealJoin(this.#state, frame.at, frame.length);
  }

  /** Forgets what was heard: another stream begins. */
  reset(): void {
    this.#kernels.run.concealReset(this.#state, this.#rate);
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) this.#kernels.arena.giveBack(this.#state);
    this.#isOpen = false;
  }
}
