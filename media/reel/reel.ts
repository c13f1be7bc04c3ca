import type { Playlist } from "../../core/sound/mod.ts";
import { type Block, type Kernels, type Span, takeSamples } from "../wasm/mod.ts";
import { EDGE_SAMPLES, join } from "./joint.ts";
import { type PlayFault, SoundQueue } from "./queue.ts";
import { PLAY_FRAME_SAMPLES } from "../play/mod.ts";
import type { ReelTools, Sound } from "./sound.ts";

/** Held back at least, until it is known what comes after it: the edge of a sound that may end. */
const AHEAD = PLAY_FRAME_SAMPLES + EDGE_SAMPLES;

/** A playlist as one sound: item after item without a gap or a click. Whoever made it closes it. */
export class Reel implements Sound {
  readonly #kernels: Kernels;
  readonly #queue: SoundQueue;
  readonly #tape: Block<Int16Array>;
  /** Samples on the tape. */
  #held = 0;
  #hasEnded = false;
  #isOpen = true;

  constructor(tools: ReelTools, playlist: Playlist) {
    this.#kernels = tools.kernels;
    this.#queue = new SoundQueue(tools, playlist);
    this.#tape = takeSamples(tools.kernels, AHEAD + EDGE_SAMPLES);
  }

  /** Writes the next samples, a frame at most. Returns how many: fewer than `out` has room for only at the end. */
  next(out: Span): number {
    if (out.length > PLAY_FRAME_SAMPLES) {
      throw new RangeError(`Cannot play "${out.length}" samples at once: expected ${PLAY_FRAME_SAMPLES} at most`);
    }
    while (this.#held < AHEAD && !this.#hasEnded) this.#fill();
    const count = Math.min(out.length, this.#held);
    this.#kernels.samples.copyWithin(out.at >> 1, this.#tape.at >> 1, (this.#tape.at >> 1) + count);
    this.#tape.view.copyWithin(0, count, this.#held);
    this.#held -= count;
    return count;
  }

  /** What could not be played and has not been told yet. */
  takeFaults(): readonly PlayFault[] {
    return this.#queue.takeFaults();
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#queue[Symbol.dispose]();
    this.#kernels.arena.giveBack(this.#tape.at);
  }

  #fill(): void {
    if (this.#queue.isOn) {
      this.#pull(AHEAD - this.#held);
      return;
    }
    const joint = this.#held;
    this.#hasEnded = !this.#queue.advance();
    // An empty file is no silence: what comes after it follows at once.
    if (!this.#hasEnded && this.#pull(EDGE_SAMPLES) === 0) return;
    join(this.#tape.view, joint, this.#held);
  }

  #pull(length: number): number {
    const count = this.#queue.pull({ at: this.#tape.at + 2 * this.#held, length });
    this.#held += count;
    return count;
  }
}
