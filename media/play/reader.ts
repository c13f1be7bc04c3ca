import {
  ENDED,
  framesBetween,
  MOST_WAITING,
  placeOf,
  PLAY_FRAME_SAMPLES,
  READ,
  type Ring,
  ringAt,
  useOf,
  wordOf,
  WRITTEN,
} from "./ring.ts";

/**
 * The media worker's end of a ring, for the use in which it is when the reader is made. Several readers on one thread
 * hear the same (music on hold): each has a place of its own, and what the first of them has read makes room.
 */
export class PlayReader {
  readonly #ring: Ring;
  readonly #use: number;
  #read: number;

  constructor(memory: SharedArrayBuffer, ring: number) {
    this.#ring = ringAt(memory, ring);
    const { words } = this.#ring;
    this.#use = useOf(Atomics.load(words, WRITTEN));
    this.#read = Atomics.load(words, READ) & 0xffff;
  }

  /**
   * Copies the next 20 ms at 16 kHz to `samples[at..at+320)`. `late`: the writer is behind, nothing was copied; `end`:
   * nothing comes any more. Allocates nothing.
   */
  next(samples: Int16Array, at: number): "frame" | "late" | "end" {
    const { words, frames } = this.#ring;
    // The end is looked for first: what is written after that look is still found by the next one.
    const hasEnded = Atomics.load(words, ENDED) === this.#use;
    const written = Atomics.load(words, WRITTEN);
    if (useOf(written) !== this.#use) return "end";
    const first = Atomics.load(words, READ);
    if (useOf(first) !== this.#use) return "end";
    const behind = framesBetween(this.#read, written);
    // Whoever has not read for long goes on where the first is.
    if (behind < 0 || behind > MOST_WAITING) this.#read = first & 0xffff;
    if (framesBetween(this.#read, written) === 0) return hasEnded ? "end" : "late";
    const place = placeOf(this.#read);
    for (let nth = 0; nth < PLAY_FRAME_SAMPLES; nth++) samples[at + nth] = frames[place + nth]!;
    if (useOf(Atomics.load(words, WRITTEN)) !== this.#use) return this.#forget(samples, at);
    this.#read = (this.#read + 1) & 0xffff;
    if (framesBetween(first, this.#read) > 0) {
      Atomics.compareExchange(words, READ, first, wordOf(this.#use, this.#read));
    }
    return "frame";
  }

  /** What was copied while the ring was opened anew may be somebody else's. */
  #forget(samples: Int16Array, at: number): "end" {
    samples.fill(0, at, at + PLAY_FRAME_SAMPLES);
    return "end";
  }
}
