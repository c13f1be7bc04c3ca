import type { Address } from "../base/mod.ts";
import { AttributeType, isFingerprintTrue, isStun, MessageType, MessageWriter, readAttributes } from "./message.ts";

/** RFC 8489 §14: attributes below this number must be understood. */
const OPTIONAL_FROM = 0x8000;
/** An answer names no more of the attributes that we do not know: it stays as short as the question. */
const MOST_UNKNOWN = 16;

/**
 * The answer to a binding request that came from `remote` (RFC 8489 §6.3.1, RFC 5626 §8): the address we saw it come
 * from; 420 when it asks for something we do not know. Undefined for what is not a binding request or is broken:
 * nothing is said to it.
 */
export function answerBinding(bytes: Uint8Array, remote: Address): Uint8Array<ArrayBuffer> | undefined {
  if (!isStun(bytes) || (bytes[0]! << 8 | bytes[1]!) !== MessageType.request) return undefined;
  const attributes = readAttributes(bytes);
  if (attributes === undefined || !isFingerprintTrue(bytes, attributes)) return undefined;
  const fingerprint = attributes.some((attribute) => attribute.type === AttributeType.fingerprint);
  const transactionId = bytes.subarray(8, 20);
  const unknown = attributes.filter((attribute) => attribute.type < OPTIONAL_FROM).map((attribute) => attribute.type);
  if (unknown.length > 0) {
    const types = unknown.slice(0, MOST_UNKNOWN);
    return new MessageWriter(MessageType.error, transactionId).unknownAttributes(types).finish({ fingerprint });
  }
  return new MessageWriter(MessageType.success, transactionId)
    .address(AttributeType.xorMappedAddress, remote)
    // RFC 8489 §6.3.1.1 leaves it to us; phones older than RFC 5389 read only this one.
    .address(AttributeType.mappedAddress, remote)
    .finish({ fingerprint });
}
