/** RFC 3711 §3.3.2 asks for 64 at least. At 50 packets a second this is 2.5 s. */
export const WINDOW = 128;
const WORD = 32;

/** Which of the newest 128 indices have been used. */
export class ReplayWindow {
  /** A bit for each index, in a circle. */
  readonly #used = new Int32Array(WINDOW / WORD);
  #newest = -1;

  /** The highest index that was used; -1 before the first. */
  get newest(): number {
    return this.#newest;
  }

  /** Whether the index may be used: it is newer than all, or near enough to know that it was not. */
  isFresh(index: number): boolean {
    if (index > this.#newest) return true;
    if (this.#newest - index >= WINDOW) return false;
    return (this.#used[wordOf(index)]! & 1 << index) === 0;
  }

  /** The index is used. Only for one that is fresh. */
  use(index: number): void {
    if (index - this.#newest >= WINDOW) this.#used.fill(0);
    else {for (let skipped = this.#newest + 1; skipped < index; skipped++) {
        this.#used[wordOf(skipped)]! &= ~(1 << skipped);
      }}
    this.#used[wordOf(index)]! |= 1 << index;
    if (index > this.#newest) this.#newest = index;
  }
}

/** An index may have 48 bits; those that count here are its lowest. */
function wordOf(index: number): number {
  return (index & (WINDOW - 1)) >> 5;
}
