import type { Kernels, Span } from "../wasm/mod.ts";

/**
 * Decoded sound that waits to be played, in one piece, and behind it what was played last.
 *
 *     | spare | played, at least PAST_MS | waiting: `length` samples | room |
 *                                        ^ front                     ^ end
 */
const PAST_MS = 20;
/** Where sound that is put in pushes the past to. */
const SPARE_MS = 20;
/** Less than two frames are left when the longest packet (RFC 6716 §2.1.4: 120 ms) comes, and stretching adds a little. */
const ROOM_MS = 200;
const BYTES = Int16Array.BYTES_PER_ELEMENT;

export class Queue implements Disposable {
  readonly #kernels: Kernels;
  /** In samples of the whole memory, as `samples` counts. */
  readonly #begin: number;
  readonly #past: number;
  readonly #spare: number;
  readonly #end: number;
  readonly #room: Span = { at: 0, length: 0 };
  #front: number;
  #length = 0;
  #isOpen = true;

  constructor(kernels: Kernels, rate: number) {
    this.#kernels = kernels;
    this.#past = rate * PAST_MS / 1000;
    this.#spare = rate * SPARE_MS / 1000;
    const samples = this.#spare + this.#past + rate * ROOM_MS / 1000;
    this.#begin = kernels.arena.take(samples * BYTES) / BYTES;
    this.#end = this.#begin + samples;
    this.#front = this.#begin + this.#spare + this.#past;
  }

  /** Samples that wait. */
  get length(): number {
    return this.#length;
  }

  /** The address of the first sample that waits. The `PAST_MS` before it are what was played last. */
  get front(): number {
    return this.#front * BYTES;
  }

  /** Room for at most `samples` behind what waits. It is the caller's until {@link append}. */
  room(samples: number): Span {
    if (this.#front + this.#length + samples > this.#end) this.#moveDown();
    const from = this.#front + this.#length;
    this.#room.at = from * BYTES;
    this.#room.length = Math.min(samples, this.#end - from);
    return this.#room;
  }

  /** So much of the room is sound now. */
  append(samples: number): void {
    this.#length += samples;
  }

  /** Moves a frame out. There must be one. */
  take(out: Readonly<Span>): void {
    this.#kernels.samples.copyWithin(out.at / BYTES, this.#front, this.#front + out.length);
    this.#front += out.length;
    this.#length -= out.length;
  }

  /** The first samples that wait are gone; what was played last lies before the others. */
  shorten(samples: number): void {
    const from = this.#front - this.#past;
    this.#kernels.samples.copyWithin(from + samples, from, this.#front);
    this.#front += samples;
    this.#length -= samples;
  }

  /**
   * More samples wait, at most 20 ms and once between two frames taken: those played last, which are at the front now and still
   * before it.
   */
  lengthen(samples: number): void {
    const from = this.#front - this.#past;
    this.#kernels.samples.copyWithin(from - samples, from, this.#front);
    this.#front -= samples;
    this.#length += samples;
  }

  /** Nothing waits, and nothing was played. */
  clear(): void {
    this.#length = 0;
    this.#front = this.#begin + this.#spare + this.#past;
    this.#kernels.samples.fill(0, this.#begin, this.#front);
  }

  #moveDown(): void {
    const from = this.#front - this.#past;
    this.#kernels.samples.copyWithin(this.#begin + this.#spare, from, this.#front + this.#length);
    this.#front = this.#begin + this.#spare + this.#past;
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) this.#kernels.arena.giveBack(this.#begin * BYTES);
    this.#isOpen = false;
  }
}
