import type { Language, PlayItem } from "../../core/sound/mod.ts";
import type { Result } from "../../core/base/mod.ts";
import type { Clip } from "../prompts/mod.ts";
import type { Kernels, Span } from "../wasm/mod.ts";

/** Of everything that is played, in Hz: the widest room. */
export const PLAY_RATE = 16_000;

/** Something that sounds: a file, a prompt, music, silence. Whoever opened it closes it. */
export interface Sound extends Disposable {
  /** Writes the next samples. Returns how many: fewer than `out` has room for only at its end. */
  next(out: Span): number;
}

/** Where the box's own words stand. Handed in: they are read by nobody but the worker that says them. */
export interface Shelf {
  /** The clips that a thing takes in a language. */
  clipsOf(item: PlayItem, language: Language): Result<readonly Clip[]>;
  open(language: Language, name: string): Result<Sound>;
}

/** What playlists are turned into sound with: one of each to a worker. */
export interface ReelTools {
  readonly kernels: Kernels;
  readonly shelf: Shelf;
  openFile(path: string): Result<Sound>;
  /** One of the owner's recordings. */
  openRecording(path: string, language: Language): Result<Sound>;
  /** The owner's music on hold of a class, or all that has none, as paths. */
  music(of: string | undefined): Result<readonly string[]>;
}

/** So much silence. */
export class Silence implements Sound {
  readonly #kernels: Kernels;
  #left: number;

  constructor(kernels: Kernels, ms: number) {
    this.#kernels = kernels;
    this.#left = ms > 0 ? Math.round(ms * PLAY_RATE / 1000) : 0;
  }

  next(out: Span): number {
    const count = Math.min(out.length, this.#left);
    this.#kernels.samples.fill(0, out.at >> 1, (out.at >> 1) + count);
    this.#left -= count;
    return count;
  }

  [Symbol.dispose](): void {
    this.#left = 0;
  }
}
