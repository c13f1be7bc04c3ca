import { type Block, type Kernels, type Span, takeSamples } from "../wasm/mod.ts";

const BLOCKS_PER_SECOND = 250;
const FRAMES_PER_SECOND = 50;
const LONGEST_TAIL_MS = 512;

/** How an {@link EchoCanceller} works. */
export interface EchoOptions {
  readonly rate: 8000 | 16_000;
  /** How late the last of the echo may come: the delay and the length of its path, from 4 to 512 ms. */
  readonly tailMs: number;
}

/** Takes out of what comes back from a line or a device what was sent there. */
export class EchoCanceller implements Disposable {
  readonly #kernels: Kernels;
  readonly #state: number;
  readonly #block: number;
  readonly #partitions: number;
  readonly #echo: Block<Int16Array>;
  #isOpen = true;

  constructor(kernels: Kernels, options: EchoOptions) {
    const { rate, tailMs } = options;
    if (!(tailMs >= 4 && tailMs <= LONGEST_TAIL_MS)) {
      throw new RangeError(`Cannot cancel an echo of "${tailMs}" ms: expected 4 to ${LONGEST_TAIL_MS}`);
    }
    this.#kernels = kernels;
    this.#block = rate / BLOCKS_PER_SECOND;
    this.#partitions = Math.ceil(tailMs * BLOCKS_PER_SECOND / 1000);
    this.#state = kernels.arena.take(kernels.run.cancelOctets(this.#block, this.#partitions));
    this.#echo = takeSamples(kernels, rate / FRAMES_PER_SECOND);
    this.reset();
  }

  /**
   * Cancels the echo of some frames of 20 ms.
   *
   * @param near what came from there
   * @param far what was sent there at the same time, or up to the tail before
   * @param out where `near` goes without its echo; may be `near` itself
   */
  cancel(near: Span, far: Span, out: Span): void {
    const frame = this.#echo.length;
    for (let done = 0; done < near.length; done += frame) {
      const at = 2 * done;
      this.#kernels.run.cancel(this.#state, near.at + at, far.at + at, out.at + at, this.#echo.at, frame);
    }
  }

  /** Forgets the path. */
  reset(): void {
    this.#kernels.run.cancelReset(this.#state, this.#block, this.#partitions);
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    for (const at of [this.#state, this.#echo.at]) this.#kernels.arena.giveBack(at);
  }
}
