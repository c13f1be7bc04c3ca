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

/** The player worker's end of a ring, for one use of it. */
export class PlayWriter {
  readonly ring: number;
  readonly #ring: Ring;
  readonly #use: number;
  #written = 0;

  /** @param use as `openRing` told it; in a later use of the ring nothing is written any more */
  constructor(memory: SharedArrayBuffer, ring: number, use: number) {
    this.ring = ring;
    this.#ring = ringAt(memory, ring);
    this.#use = use;
  }

  /** Frames that wait for the reader; as many as there is room for where the ring is of a later use. */
  get waiting(): number {
    const read = Atomics.load(this.#ring.words, READ);
    return useOf(read) === this.#use ? framesBetween(read, this.#written) : MOST_WAITING;
  }

  /** Writes the next 20 ms, the last of them filled up with silence. False where there is no room. Allocates nothing. */
  write(samples: Int16Array, at: number, count: number = PLAY_FRAME_SAMPLES): boolean {
    if (this.waiting >= MOST_WAITING) return false;
    const { words, frames } = this.#ring;
    const place = placeOf(this.#written);
    for (let nth = 0; nth < count; nth++) frames[place + nth] = samples[at + nth]!;
    frames.fill(0, place + count, place + PLAY_FRAME_SAMPLES);
    const [before, after] = [wordOf(this.#use, this.#written), wordOf(this.#use, this.#written + 1)];
    if (Atomics.compareExchange(words, WRITTEN, before, after) !== before) return false;
    this.#written = (this.#written + 1) & 0xffff;
    return true;
  }

  /** Nothing comes any more. */
  end(): void {
    const { words } = this.#ring;
    if (useOf(Atomics.load(words, WRITTEN)) === this.#use) Atomics.store(words, ENDED, this.#use);
  }
}
