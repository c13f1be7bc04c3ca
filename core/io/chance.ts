import { type Chance, toHex } from "../base/mod.ts";

const POOL_BYTES = 4096;
/** `crypto.getRandomValues` refuses more in one call. */
const MOST_PER_CALL = 65_536;

/**
 * Chance from the operating system, fit for secrets. Fetched 4 KiB at a time: a token costs a slice instead of a call
 * into the kernel. Bytes that were handed out are wiped from the pool, so that a core dump does not tell old nonces.
 */
export class SystemChance implements Chance {
  readonly #pool = new Uint8Array(POOL_BYTES);
  readonly #words = new DataView(this.#pool.buffer);
  #used = POOL_BYTES;

  bytes(count: number): Uint8Array {
    if (count > POOL_BYTES) return manyBytes(count);
    const from = this.#reserve(count);
    const piece = this.#pool.slice(from, from + count);
    this.#pool.fill(0, from, from + count);
    return piece;
  }

  token(bits = 64): string {
    return toHex(this.bytes(Math.ceil(bits / 8)));
  }

  below(limit: number): number {
    if (!Number.isInteger(limit) || limit < 1 || limit > 0x1_0000_0000) {
      throw new RangeError(`Cannot choose below "${limit}": expected a whole number from 1 to 4294967296`);
    }
    // Words past the last whole multiple of `limit` would favour the small numbers: they are drawn again.
    const fair = 0x1_0000_0000 - 0x1_0000_0000 % limit;
    for (;;) {
      const word = this.#words.getUint32(this.#reserve(4));
      if (word < fair) return word % limit;
    }
  }

  #reserve(count: number): number {
    if (this.#used + count > POOL_BYTES) {
      crypto.getRandomValues(this.#pool);
      this.#used = 0;
    }
    const from = this.#used;
    this.#used += count;
    return from;
  }
}

function manyBytes(count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  for (let at = 0; at < count; at += MOST_PER_CALL) {
    crypto.getRandomValues(bytes.subarray(at, Math.min(at + MOST_PER_CALL, count)));
  }
  return bytes;
}
