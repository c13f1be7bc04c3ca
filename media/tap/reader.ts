import { FRAME_ITEMS, FRAMES, type Ring, ringAt, TAP_FRAME_SAMPLES } from "./ring.ts";

const HZ_PER_KHZ = 1000;

/** The listener's end of a ring. */
export class TapReader {
  /** Frames that were written over before they were read. */
  lost = 0;
  readonly #ring: Ring;
  #read: number;

  /** @param from the frame to begin with, as {@link TapReader.position} told it before the leg was tapped */
  constructor(memory: SharedArrayBuffer, ring: number, from: number) {
    this.#ring = ringAt(memory, ring);
    this.#read = from;
  }

  /** Where a ring stands: what is written from now on begins there. */
  static position(memory: SharedArrayBuffer, ring: number): number {
    return Atomics.load(ringAt(memory, ring).words, 0);
  }

  /** Copies the next frame of both sides. Its rate in Hz, or 0 where none waits. */
  read(left: Int16Array, right: Int16Array): number {
    const { words, frames } = this.#ring;
    for (;;) {
      const waiting = (Atomics.load(words, 0) - this.#read) | 0;
      if (waiting <= 0) return 0;
      // The place of the oldest frame may be being written at this moment.
      if (waiting >= FRAMES) this.#skip(waiting - FRAMES + 1);
      const at = ((this.#read >>> 0) % FRAMES) * FRAME_ITEMS;
      const rate = frames[at]! * HZ_PER_KHZ;
      const count = rate / 50;
      left.set(frames.subarray(at + 2, at + 2 + count));
      right.set(frames.subarray(at + 2 + TAP_FRAME_SAMPLES, at + 2 + TAP_FRAME_SAMPLES + count));
      // Written over while it was copied: what was copied is of two frames.
      if (((Atomics.load(words, 0) - this.#read) | 0) >= FRAMES) continue;
      this.#read = (this.#read + 1) | 0;
      return rate;
    }
  }

  #skip(frames: number): void {
    this.lost += frames;
    this.#read = (this.#read + frames) | 0;
  }
}
