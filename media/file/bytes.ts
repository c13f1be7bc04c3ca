/**
 * Where a file's octets come from: memory, a descriptor, a sealed file. Reading past the end gives less; what cannot be
 * had (a damaged chunk) ends the answer where the damage begins.
 */
export interface ByteSource {
  /** In octets. */
  readonly length: number;
  read(at: number, length: number): Uint8Array;
}

/** Octets that are in memory already. */
export function fromMemory(bytes: Uint8Array): ByteSource {
  return { length: bytes.length, read: (at, length) => bytes.subarray(at, at + length) };
}

/** Octets that belong at a place of a file that is being written. Pieces are written in the order they come in. */
export interface Piece {
  readonly at: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A word of ASCII at a place, as chunks and pages begin with. */
export function wordAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
