import { FRAME_ITEMS, FRAMES, type Ring, ringAt, TAP_FRAME_SAMPLES } from "./ring.ts";

const HZ_PER_KHZ = 1000;

/** The media worker's end of a ring: it writes a frame on every beat, over the oldest where nobody has read it. */
export class TapWriter {
  readonly ring: number;
  readonly #ring: Ring;

  constructor(memory: SharedArrayBuffer, ring: number) {
    this.ring = ring;
    this.#ring = ringAt(memory, ring);
  }

  /** Writes 20 ms; a side that is left out is silence. Allocates nothing. */
  write(samples: Int16Array, rate: number, left: number | undefined, right: number | undefined): void {
    const { words, frames } = this.#ring;
    const written = words[0]!;
    const at = ((written >>> 0) % FRAMES) * FRAME_ITEMS;
    const count = rate / 50;
    frames[at] = rate / HZ_PER_KHZ;
    put(frames, at + 2, samples, left, count);
    put(frames, at + 2 + TAP_FRAME_SAMPLES, samples, right, count);
    Atomics.store(words, 0, (written + 1) | 0);
  }
}

/** Copies a frame by its place among the samples. A loop: views would be made anew for every frame. */
function put(to: Int16Array, at: number, samples: Int16Array, from: number | undefined, count: number): void {
  if (from === undefined) {
    to.fill(0, at, at + count);
    return;
  }
  for (let nth = 0; nth < count; nth++) to[at + nth] = samples[from + nth]!;
}
