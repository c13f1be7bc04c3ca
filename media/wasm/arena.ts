import { ALIGNMENT, ARENA_AT } from "./map.ts";

/**
 * Hands out blocks of the kernels' memory and takes them back. Blocks are kept by size, so that what one call gave back
 * fits the next call of its kind; nothing is ever moved or merged.
 */
export class Arena {
  readonly #buffer: ArrayBuffer;
  /** Free blocks by size. */
  readonly #free = new Map<number, number[]>();
  /** Taken blocks with their sizes. */
  readonly #taken = new Map<number, number>();
  #next: number = ARENA_AT;
  #takenBytes = 0;

  constructor(buffer: ArrayBuffer) {
    this.#buffer = buffer;
  }

  /** Bytes in use. */
  get takenBytes(): number {
    return this.#takenBytes;
  }

  /** The address of a zeroed block of at least `bytes`, aligned for vectors. Throws when the memory is full. */
  take(bytes: number): number {
    const size = sizeFor(bytes);
    let at = this.#free.get(size)?.pop();
    if (at === undefined) {
      at = this.#next;
      // Kernels read whole vectors, so up to one alignment behind a block must still be memory.
      if (at + size + ALIGNMENT > this.#buffer.byteLength) {
        throw new Error(`Cannot take "${bytes}" bytes of the kernels' memory: "${this.#takenBytes}" are in use`);
      }
      this.#next += size;
    }
    this.#taken.set(at, size);
    this.#takenBytes += size;
    new Uint8Array(this.#buffer, at, size).fill(0);
    return at;
  }

  /** Takes a block back. Throws on an address that was not handed out: the second owner would be overwritten. */
  giveBack(at: number): void {
    const size = this.#taken.get(at);
    if (size === undefined) throw new Error(`Cannot give back the block at "${at}": it is not taken`);
    this.#taken.delete(at);
    this.#takenBytes -= size;
    const free = this.#free.get(size);
    if (free === undefined) this.#free.set(size, [at]);
    else free.push(at);
  }
}

/** Eight sizes to each power of two: little is wasted, and blocks of one kind share a list. */
function sizeFor(bytes: number): number {
  if (!Number.isInteger(bytes) || bytes <= 0) throw new Error(`Cannot take "${bytes}" bytes: expected 1 or more`);
  const step = Math.max(ALIGNMENT, 2 ** (Math.floor(Math.log2(bytes)) - 3));
  return Math.ceil(bytes / step) * step;
}
