import { toHex } from "./bytes.ts";

/**
 * Where tags, branches and nonces come from. Handed in, so that a whole day on the lab can be played again from one
 * seed; the real one, from the operating system, lives in `core/io`.
 */
export interface Chance {
  /** `count` random bytes. */
  bytes(count: number): Uint8Array;
  /** A random token of `bits` bits (default 64) in hexadecimal. */
  token(bits?: number): string;
  /** A whole number from 0 up to, but not including, `limit`. */
  below(limit: number): number;
}

/** A repeatable {@link Chance} for tests: SplitMix32, not for secrets. */
export class SeededChance implements Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  #next(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.#next() & 0xff);
  }

  token(bits = 64): string {
    return toHex(this.bytes(Math.ceil(bits / 8)));
  }

  below(limit: number): number {
    return Math.floor(this.#next() / 0x1_0000_0000 * limit);
  }
}
