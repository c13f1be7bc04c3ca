/**
 * The map of the shared memory: one ring after the other, each with 16 words of its own and then its frames.
 *
 *     | written | unused ... | rate, left, right | rate, left, right | ...
 *
 * `written` counts frames and wraps at 32 bits; frame `n` lies in place `n % FRAMES`.
 */

/** As many legs can be tapped at once. Memory that is never written costs nothing. */
export const TAPS = 128;
/** Of one side: 20 ms at 16 kHz, the widest room. */
export const TAP_FRAME_SAMPLES = 320;
/** A reader that is further behind has lost the oldest. */
export const TAP_MS = 2000;

export const FRAMES: number = TAP_MS / 20;
export const WORDS = 16;
/** The rate in kHz, then both sides. */
export const FRAME_ITEMS: number = 2 + 2 * TAP_FRAME_SAMPLES;
const RING_BYTES = 4 * WORDS + 2 * FRAMES * FRAME_ITEMS;

/** The words of a ring, and its frames. */
export interface Ring {
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly frames: Int16Array<SharedArrayBuffer>;
}

/** How large the shared memory must be. */
export function tapBytes(): number {
  return TAPS * RING_BYTES;
}

/** Throws on a number that is no ring's: whoever gives it has made it up. */
export function ringAt(memory: SharedArrayBuffer, ring: number): Ring {
  if (!Number.isInteger(ring) || ring < 0 || ring >= TAPS) {
    throw new RangeError(`Cannot tap into ring "${ring}": expected 0 to ${TAPS - 1}`);
  }
  const at = ring * RING_BYTES;
  return {
    words: new Int32Array(memory, at, WORDS),
    frames: new Int16Array(memory, at + 4 * WORDS, FRAMES * FRAME_ITEMS),
  };
}
