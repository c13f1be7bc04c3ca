/**
 * The map of the shared memory: one ring after the other, each with 16 words of its own and then its frames.
 *
 *     | use, written | use, read | use that ended | unused ... | frame | frame | ...
 *
 * A ring is used again and again, and whoever still holds it from an earlier use must not touch a later one. So each
 * count has the number of its use beside it in the same word: what is of an earlier use compares unequal. Counts are of
 * frames and wrap at 16 bits; frame `n` lies in place `n % PLACES`.
 */

/** As many playlists can be played at once. Memory that is never written costs nothing. */
export const PLAY_RINGS = 128;
/** 20 ms at 16 kHz. */
export const PLAY_FRAME_SAMPLES = 320;
/** What may wait in a ring. */
export const PLAY_MS = 500;

export const MOST_WAITING: number = PLAY_MS / 20;
/** A power of two, since counts wrap. What is beyond {@link MOST_WAITING} has been read, and is not yet written over. */
export const PLACES = 32;

/** The words of a ring by name. */
export const WRITTEN = 0;
export const READ = 1;
export const ENDED = 2;

const WORDS = 16;
const RING_BYTES: number = 4 * WORDS + 2 * PLACES * PLAY_FRAME_SAMPLES;
const COUNT_BITS = 16;
const COUNT_MASK = 0xffff;

/** The words of a ring, and its frames. */
export interface Ring {
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly frames: Int16Array<SharedArrayBuffer>;
}

/** How large the shared memory must be. */
export function playBytes(): number {
  return PLAY_RINGS * RING_BYTES;
}

/** Throws on a number that is no ring's: whoever gives it has made it up. */
export function ringAt(memory: SharedArrayBuffer, ring: number): Ring {
  if (!Number.isInteger(ring) || ring < 0 || ring >= PLAY_RINGS) {
    throw new RangeError(`Cannot play from ring "${ring}": expected 0 to ${PLAY_RINGS - 1}`);
  }
  const at = ring * RING_BYTES;
  return {
    words: new Int32Array(memory, at, WORDS),
    frames: new Int16Array(memory, at + 4 * WORDS, PLACES * PLAY_FRAME_SAMPLES),
  };
}

/** Empties a ring for a new use: its earlier reader hears the end, its earlier writer is not heard. Returns the use. */
export function openRing(memory: SharedArrayBuffer, ring: number): number {
  const { words } = ringAt(memory, ring);
  const use = (useOf(Atomics.load(words, WRITTEN)) + 1) & COUNT_MASK;
  // Use 0 is that of memory which nobody has opened: it has ended.
  const next = use === 0 ? 1 : use;
  Atomics.store(words, ENDED, 0);
  Atomics.store(words, READ, wordOf(next, 0));
  Atomics.store(words, WRITTEN, wordOf(next, 0));
  return next;
}

/** Nothing more is written in the ring's present use: its reader hears what waits, and then the end. */
export function endRing(memory: SharedArrayBuffer, ring: number): void {
  const { words } = ringAt(memory, ring);
  Atomics.store(words, ENDED, useOf(Atomics.load(words, WRITTEN)));
}

/** Whether nothing more is written in the ring's present use. */
export function hasEnded(memory: SharedArrayBuffer, ring: number): boolean {
  const { words } = ringAt(memory, ring);
  return Atomics.load(words, ENDED) === useOf(Atomics.load(words, WRITTEN));
}

export function useOf(word: number): number {
  return word >>> COUNT_BITS;
}

export function wordOf(use: number, count: number): number {
  return (use << COUNT_BITS) | (count & COUNT_MASK);
}

/** How many frames lie between two counts of one use; negative where `to` is the earlier. */
export function framesBetween(from: number, to: number): number {
  return ((to - from) << COUNT_BITS) >> COUNT_BITS;
}

/** Where a frame's samples begin. */
export function placeOf(count: number): number {
  return (count % PLACES) * PLAY_FRAME_SAMPLES;
}
