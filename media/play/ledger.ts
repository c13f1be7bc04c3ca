import type { Playlist } from "../../core/sound/mod.ts";
import { endRing, hasEnded, openRing, PLAY_RINGS } from "./ring.ts";

/** A ring that is in use. */
interface Use {
  /** So many have it. */
  holders: number;
  /** What plays in it, where that may be shared. */
  readonly content: string | undefined;
}

/** Who has which ring. Those that repeat the same are given out again and again, to whoever waits: they hear it together. */
export class Ledger {
  readonly #memory: SharedArrayBuffer;
  readonly #uses = new Map<number, Use>();
  /** The longest unused first, so that whoever is slow to let go of one is not heard in its next use. */
  readonly #free: number[] = Array.from({ length: PLAY_RINGS }, (_, ring) => ring);

  constructor(memory: SharedArrayBuffer) {
    this.#memory = memory;
  }

  /** Takes a ring for a playlist: with the number of its use where it must be filled. None where all are in use. */
  take(playlist: Playlist): { readonly ring: number; readonly use?: number } | undefined {
    const content = playlist.repeats ? JSON.stringify(playlist) : undefined;
    const shared = content === undefined ? undefined : this.#find(content);
    if (shared !== undefined) return { ring: shared };
    const ring = this.#free.shift();
    if (ring === undefined) return undefined;
    this.#uses.set(ring, { holders: 1, content });
    return { ring, use: openRing(this.#memory, ring) };
  }

  /** Takes a ring back. True when that was its last holder: it has ended. */
  giveBack(ring: number): boolean {
    const use = this.#uses.get(ring);
    if (use === undefined) return false;
    use.holders -= 1;
    if (use.holders > 0) return false;
    endRing(this.#memory, ring);
    this.#uses.delete(ring);
    this.#free.push(ring);
    return true;
  }

  /** Nothing is written any more into any ring; they stay with their holders. */
  endAll(): void {
    for (const ring of this.#uses.keys()) endRing(this.#memory, ring);
  }

  #find(content: string): number | undefined {
    for (const [ring, use] of this.#uses) {
      if (use.content !== content || hasEnded(this.#memory, ring)) continue;
      use.holders += 1;
      return ring;
    }
    return undefined;
  }
}
