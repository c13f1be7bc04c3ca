import type { ByteSource } from "../mod.ts";

/** A file, open for reading at any place. Whoever opened it closes it. */
export class FileSource implements ByteSource, Disposable {
  readonly length: number;
  readonly #file: Deno.FsFile;
  #isOpen = true;

  /** Throws where there is no such file. Its length is the one that it has now. */
  constructor(path: string | URL) {
    this.#file = Deno.openSync(path, { read: true });
    this.length = this.#file.statSync().size;
  }

  read(at: number, length: number): Uint8Array {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.length - at)));
    if (bytes.length === 0) return bytes;
    this.#file.seekSync(at, Deno.SeekMode.Start);
    for (let filled = 0; filled < bytes.length;) {
      const count = this.#file.readSync(bytes.subarray(filled));
      // Somebody cut it shorter since it was opened.
      if (count === null) return bytes.subarray(0, filled);
      filled += count;
    }
    return bytes;
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) this.#file.close();
    this.#isOpen = false;
  }
}
