import type { Piece } from "../mod.ts";

/** What nobody but the box may read. */
const PRIVATE = 0o600;

/** A new file that pieces are written into, and from there to the disk. Whoever opened it closes it. */
export class FileSink implements Disposable {
  readonly #file: Deno.FsFile;
  #isOpen = true;
  #length = 0;

  /** Throws where there is such a file already. */
  constructor(path: string | URL) {
    this.#file = Deno.openSync(path, { write: true, createNew: true, mode: PRIVATE });
  }

  /** In octets. */
  get length(): number {
    return this.#length;
  }

  /** Writes pieces in their order. When it returns they outlive a power loss. Throws when the disk is full. */
  write(pieces: readonly Piece[]): void {
    for (const { at, bytes } of pieces) {
      this.#file.seekSync(at, Deno.SeekMode.Start);
      for (let written = 0; written < bytes.length;) written += this.#file.writeSync(bytes.subarray(written));
      this.#length = Math.max(this.#length, at + bytes.length);
    }
    if (pieces.length > 0) this.#file.syncDataSync();
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) this.#file.close();
    this.#isOpen = false;
  }
}
