import type { ByteSource, Piece } from "./bytes.ts";
import { wordAt } from "./bytes.ts";
import { fileKey, HEADER_BYTES, KEY_ID_BYTES, MAGIC, sealChunk, TAG_BYTES, WORD_BYTES } from "./seal_format.ts";
import { isSealed, placesOf } from "./sealed.ts";

/**
 * The chunk that a sealed file lacks which was cut off: what stands behind its last whole chunk is to be thrown away, and this
 * put there. Undefined where nothing is to be done: it has its end, or is no sealed file, or of a key that is not there.
 */
export function closeSealed(source: ByteSource, keyFor: (id: string) => Uint8Array | undefined): Piece | undefined {
  if (!isSealed(source) || source.length < HEADER_BYTES) return undefined;
  const header = source.read(0, HEADER_BYTES);
  const key = keyFor(wordAt(header, MAGIC.length, KEY_ID_BYTES).replace(/\0+$/, ""));
  if (key === undefined) return undefined;
  let [chunks, end] = [0, HEADER_BYTES];
  for (const { at, length, isLast } of placesOf(source)) {
    if (isLast) return undefined;
    chunks += 1;
    end = at + WORD_BYTES + length + TAG_BYTES;
  }
  return { at: end, bytes: sealChunk(fileKey(key, header), chunks, true, new Uint8Array(0)) };
}
