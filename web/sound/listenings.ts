import type { WallTime } from "../../core/base/mod.ts";

/** A browser asks for one sound in many pieces: those of a while are one listening. */
const ONE_LISTENING_MS = 10 * 60_000;

/** Who listens to what, so that the audit tells of it once. */
export class Listenings {
  /** When each was told of; the oldest first. */
  readonly #told = new Map<string, WallTime>();

  /** Whether this begins another one. */
  begins(who: string, what: string, now: WallTime): boolean {
    for (const [key, at] of this.#told) {
      if (now - at < ONE_LISTENING_MS) break;
      this.#told.delete(key);
    }
    const key = `${who} ${what}`;
    if (this.#told.has(key)) return false;
    this.#told.set(key, now);
    return true;
  }
}
