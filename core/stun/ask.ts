import { type Address, fail, ok, type Result, toHex } from "../base/mod.ts";
import {
  AttributeType,
  isFingerprintTrue,
  isStun,
  MessageType,
  MessageWriter,
  readAddress,
  readAttributes,
  TRANSACTION_ID_BYTES,
  viewOf,
} from "./message.ts";

/** A binding request (RFC 8489 §6.1). The same 12 random bytes are asked for by {@link readBinding}. */
export function bindingRequest(transactionId: Uint8Array): Uint8Array<ArrayBuffer> {
  if (transactionId.length !== TRANSACTION_ID_BYTES) {
    throw new RangeError(`Cannot use transaction id "${toHex(transactionId)}": expected ${TRANSACTION_ID_BYTES} bytes`);
  }
  return new MessageWriter(MessageType.request, transactionId).finish({ fingerprint: true });
}

/**
 * The outer address in an answer to our own request (RFC 8489 §6.3.3). Faults: `not-stun`, `not-ours` (another
 * transaction), `bad-stun`, `refused` (an error response), `no-address`.
 */
export function readBinding(bytes: Uint8Array, transactionId: Uint8Array): Result<Address> {
  if (!isStun(bytes)) return fail("not-stun", `Cannot read ${bytes.length} bytes as STUN`);
  if (!transactionId.every((byte, i) => bytes[8 + i] === byte)) {
    return fail("not-ours", `Cannot take STUN answer "${toHex(bytes.subarray(8, 20))}": we did not ask for it`);
  }
  const attributes = readAttributes(bytes);
  if (attributes === undefined || !isFingerprintTrue(bytes, attributes)) {
    return fail("bad-stun", "Cannot read STUN answer: an attribute runs past the end or FINGERPRINT is wrong");
  }
  const type = viewOf(bytes).getUint16(0);
  if (type !== MessageType.success) {
    return fail("refused", `Cannot use STUN answer of type "0x${type.toString(16)}": expected a success response`);
  }
  // RFC 8489 §6.3.3: XOR-MAPPED-ADDRESS; servers older than RFC 5389 know only the plain one.
  for (const wanted of [AttributeType.xorMappedAddress, AttributeType.mappedAddress]) {
    const attribute = attributes.find((candidate) => candidate.type === wanted);
    const address = attribute === undefined ? undefined : readAddress(bytes, attribute);
    if (address !== undefined) return ok(address);
  }
  return fail("no-address", "Cannot find an address in the STUN answer");
}
