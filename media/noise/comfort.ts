import type { Kernels, Span } from "../wasm/mod.ts";

/** The kernel's layout, in 32-bit words. */
const ORDER = 1;
const COEFFICIENTS = 4;
const BACKWARD = 16;
const WORDS = 29;
const MOST_COEFFICIENTS = 12;

const OVERLOAD = 32_768;
/** Noise is uniform: its largest amplitude by its RMS. */
const PEAK_BY_RMS = Math.sqrt(3);
const QUIETEST = 127;
const RESERVED = 255;

/** The payload of comfort noise for a level: that alone, as RFC 3389 §3 allows. @param dBov from 0 down to -127 */
export function noisePayload(dBov: number): number {
  return Math.max(0, Math.min(QUIETEST, Math.round(-dBov)));
}

/** Makes the noise that the far side describes while it is silent. */
export class ComfortNoise implements Disposable {
  readonly #kernels: Kernels;
  readonly #floats: Float32Array;
  readonly #words: Int32Array;
  /** The excitation's largest amplitude: now, and where it is going. */
  #amplitude = 0;
  #wanted = 0;
  #isOpen = true;

  /** @param seed any whole number; two legs with the same one hear the same noise */
  constructor(kernels: Kernels, seed: number) {
    this.#kernels = kernels;
    const at = kernels.arena.take(4 * WORDS);
    this.#floats = new Float32Array(kernels.buffer, at, WORDS);
    this.#words = new Int32Array(kernels.buffer, at, WORDS);
    // Zero is the one seed that never becomes another number.
    this.#words[0] = seed | 0 || 1;
  }

  /** Reads a payload of RFC 3389: the level, then reflection coefficients, of which 12 are used. */
  describe(payload: Uint8Array): void {
    const level = payload[0];
    if (level === undefined) return;
    const order = Math.min(MOST_COEFFICIENTS, payload.length - 1);
    let left = 1;
    for (let at = 0; at < order; at++) {
      const octet = payload[at + 1]!;
      // §3.2: 255 is reserved; as a coefficient it would make the filter unstable, so it says nothing.
      const k = octet === RESERVED ? 0 : 258 * (octet - 127) / 32_768;
      this.#floats[COEFFICIENTS + at] = k;
      left *= 1 - k * k;
    }
    if (order !== this.#words[ORDER]) this.#floats.fill(0, BACKWARD);
    this.#words[ORDER] = order;
    // The filter makes noise louder by 1 / left: the excitation is softer by as much.
    this.#wanted = PEAK_BY_RMS * OVERLOAD * 10 ** (-(level & QUIETEST) / 20) * Math.sqrt(left);
  }

  /** Fills a frame. A new level is reached within it. */
  fill(out: Span): void {
    this.#kernels.run.comfortNoise(this.#words.byteOffset, out.at, out.length, this.#amplitude, this.#wanted);
    this.#amplitude = this.#wanted;
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) this.#kernels.arena.giveBack(this.#words.byteOffset);
    this.#isOpen = false;
  }
}
