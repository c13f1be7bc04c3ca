const WIDTH = 64;

/**
 * Which counts of one nonce were used (RFC 7616 §3.3 `nc`). UDP turns pipelined requests around, so those up to 63 below
 * the highest are still taken, once each; older ones are not. Two 32-bit halves: bit `i` stands for `highest - i`.
 */
export class NcWindow {
  #highest = 0;
  #low = 0;
  #high = 0;

  /** Takes a count from 0 to 2^32 - 1; false when it was used before or is too old to tell. */
  take(count: number): boolean {
    if (count > this.#highest) this.#advance(count - this.#highest);
    const back = this.#highest - count;
    if (back >= WIDTH) return false;
    const bit = 1 << (back & 31);
    const isUsed = ((back < 32 ? this.#low : this.#high) & bit) !== 0;
    if (back < 32) this.#low |= bit;
    else this.#high |= bit;
    return !isUsed;
  }

  #advance(by: number): void {
    this.#highest += by;
    if (by >= WIDTH) {
      this.#high = 0;
      this.#low = 0;
    } else if (by >= 32) {
      this.#high = this.#low << (by - 32);
      this.#low = 0;
    } else {
      this.#high = (this.#high << by) | (this.#low >>> (32 - by));
      this.#low <<= by;
    }
  }
}
