import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";

/**
 * A file at rest that nobody reads without its key: a header, then chunks, each sealed by itself with AES-256-GCM, so that
 * any place of it can be read, and a file that was cut off up to there.
 *
 *     header   "KontorS1"  8 | key id 16 | salt 16
 *     chunk    length 4 (the highest bit: the last one) | ciphertext | tag 16
 *
 * Each file has a key of its own, from the box's key and the salt. A chunk's nonce is its number and whether it is the last,
 * its length is authenticated: chunks cannot change places, be left out in the middle, or end the file early.
 */
export const MAGIC = "KontorS1";
export const KEY_ID_BYTES = 16;
export const SALT_BYTES = 16;
export const KEY_BYTES = 32;
export const HEADER_BYTES: number = MAGIC.length + KEY_ID_BYTES + SALT_BYTES;
export const WORD_BYTES = 4;
export const TAG_BYTES = 16;
/** A damaged chunk costs no more than this, and a reader holds no more than this. */
export const LARGEST_CHUNK = 65_536;
export const IS_LAST = 0x8000_0000;

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;

/** The key of one file (RFC 5869). */
export function fileKey(key: Uint8Array, header: Uint8Array): Uint8Array {
  const salt = header.subarray(MAGIC.length + KEY_ID_BYTES, HEADER_BYTES);
  return new Uint8Array(hkdfSync("sha256", key, salt, header.subarray(0, MAGIC.length + KEY_ID_BYTES), KEY_BYTES));
}

function nonceOf(chunk: number, isLast: boolean): Uint8Array {
  const nonce = new Uint8Array(NONCE_BYTES);
  nonce[0] = isLast ? 1 : 0;
  new DataView(nonce.buffer).setBigUint64(NONCE_BYTES - 8, BigInt(chunk));
  return nonce;
}

/** One chunk as it lies in the file. */
export function sealChunk(
  key: Uint8Array,
  number: number,
  isLast: boolean,
  plain: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(WORD_BYTES + plain.length + TAG_BYTES);
  new DataView(chunk.buffer).setUint32(0, (plain.length | (isLast ? IS_LAST : 0)) >>> 0);
  const cipher = createCipheriv(ALGORITHM, key, nonceOf(number, isLast));
  cipher.setAAD(chunk.subarray(0, WORD_BYTES));
  chunk.set(cipher.update(plain), WORD_BYTES);
  cipher.final();
  chunk.set(cipher.getAuthTag(), WORD_BYTES + plain.length);
  return chunk;
}

/** What a chunk holds; undefined where it is not what was sealed under this number. */
export function openChunk(key: Uint8Array, number: number, isLast: boolean, chunk: Uint8Array): Uint8Array | undefined {
  const end = chunk.length - TAG_BYTES;
  if (end < WORD_BYTES) return undefined;
  const decipher = createDecipheriv(ALGORITHM, key, nonceOf(number, isLast));
  decipher.setAAD(chunk.subarray(0, WORD_BYTES));
  decipher.setAuthTag(chunk.subarray(end));
  const plain = decipher.update(chunk.subarray(WORD_BYTES, end));
  try {
    decipher.final();
  } catch {
    // The only thing that it throws for: the tag does not fit. Nothing of it may be used.
    return undefined;
  }
  return plain;
}
