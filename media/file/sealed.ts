import { fail, ok, type Result } from "../../core/base/mod.ts";
import { type ByteSource, viewOf, wordAt } from "./bytes.ts";
import {
  fileKey,
  HEADER_BYTES,
  IS_LAST,
  KEY_ID_BYTES,
  LARGEST_CHUNK,
  MAGIC,
  openChunk,
  TAG_BYTES,
  WORD_BYTES,
} from "./seal_format.ts";

/** A sealed file, opened: to be read like any other. */
export interface SealedFile extends ByteSource {
  /** Whether its end is there: false where it was cut off, by power loss or by somebody. */
  readonly isWhole: boolean;
}

/** Where a chunk lies in the sealed file, and what it holds of the plain one. */
interface Place {
  readonly at: number;
  readonly from: number;
  readonly length: number;
  readonly isLast: boolean;
}

/** Whether a file begins as a sealed one does. */
export function isSealed(source: ByteSource): boolean {
  return wordAt(source.read(0, MAGIC.length), 0, MAGIC.length) === MAGIC;
}

/**
 * Opens a sealed file. A chunk that was cut off is left out; reading ends before one that was changed, and can begin again
 * behind it.
 *
 * @param keyFor the key with an id; undefined where there is none such
 */
export function openSealed(
  source: ByteSource,
  keyFor: (id: string) => Uint8Array | undefined,
): Result<SealedFile> {
  const header = source.read(0, HEADER_BYTES);
  if (header.length < HEADER_BYTES || !isSealed(source)) {
    return fail("not-sealed", `Cannot open the sealed file: it does not begin with "${MAGIC}"`);
  }
  const id = wordAt(header, MAGIC.length, KEY_ID_BYTES).replace(/\0+$/, "");
  const key = keyFor(id);
  if (key === undefined) {
    return fail("no-key", `Cannot open the sealed file: no key has the id "${id.replace(/[^!-~]/g, "?")}"`);
  }
  const file = new OpenedFile(source, fileKey(key, header));
  return file.fits ? ok(file) : fail("wrong-key", `Cannot open the sealed file: the key "${id}" does not fit it`);
}

class OpenedFile implements SealedFile {
  readonly length: number;
  readonly isWhole: boolean;
  /** Whether the key opens its first chunk, where it has one. */
  readonly fits: boolean;
  readonly #source: ByteSource;
  readonly #key: Uint8Array;
  readonly #places: readonly Place[];
  /** The chunk that was opened last: readers go from front to back. */
  #opened: { readonly number: number; readonly plain: Uint8Array | undefined } | undefined;

  constructor(source: ByteSource, key: Uint8Array) {
    this.#source = source;
    this.#key = key;
    this.#places = [...placesOf(source)];
    const last = this.#places.length - 1;
    const end = this.#places[last];
    this.length = end === undefined ? 0 : end.from + end.length;
    this.fits = last < 0 || this.#open(0) !== undefined;
    this.isWhole = end?.isLast === true && this.#open(last) !== undefined;
  }

  read(at: number, length: number): Uint8Array {
    const wanted = Math.max(0, Math.min(length, this.length - at));
    const bytes = new Uint8Array(wanted);
    let filled = 0;
    for (let number = this.#chunkAt(at); filled < wanted; number++) {
      const plain = this.#open(number);
      if (plain === undefined) return bytes.subarray(0, filled);
      const piece = plain.subarray(at + filled - this.#places[number]!.from).subarray(0, wanted - filled);
      bytes.set(piece, filled);
      filled += piece.length;
    }
    return bytes;
  }

  /** The number of the chunk that holds a place, by halves. */
  #chunkAt(at: number): number {
    let [low, high] = [0, this.#places.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#places[middle]!.from <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #open(number: number): Uint8Array | undefined {
    if (this.#opened?.number !== number) {
      const { at, length, isLast } = this.#places[number]!;
      const chunk = this.#source.read(at, WORD_BYTES + length + TAG_BYTES);
      this.#opened = { number, plain: openChunk(this.#key, number, isLast, chunk) };
    }
    return this.#opened?.plain;
  }
}

/** All whole chunks, up to the one that is cut off, is no chunk, or is the last. */
export function* placesOf(source: ByteSource): Generator<Place> {
  let from = 0;
  for (let at = HEADER_BYTES; at + WORD_BYTES + TAG_BYTES <= source.length;) {
    const header = source.read(at, WORD_BYTES);
    if (header.length < WORD_BYTES) return;
    const word = viewOf(header).getUint32(0);
    const isLast = word >= IS_LAST;
    const length = word % IS_LAST;
    const octets = WORD_BYTES + length + TAG_BYTES;
    if (length > LARGEST_CHUNK || at + octets > source.length) return;
    yield { at, from, length, isLast };
    if (isLast) return;
    from += length;
    at += octets;
  }
}
