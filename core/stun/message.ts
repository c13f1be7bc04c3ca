import { createHmac } from "node:crypto";
import { type Address, ipFromBytes, ipToBytes, isIpv6 } from "../base/mod.ts";
import { crc32 } from "./crc32.ts";

/** RFC 8489 §5: the number that tells STUN from everything else on the same port. */
export const MAGIC_COOKIE = 0x2112_a442;
export const HEADER_BYTES = 20;
export const TRANSACTION_ID_BYTES = 12;
/** RFC 8489 §14.7: so that the checksum of STUN differs from any other CRC-32 on the same port. */
const FINGERPRINT_XOR = 0x5354_554e;

/** RFC 8489 §18.2, §5: method Binding (1) with its class. */
export const MessageType = { request: 0x0001, indication: 0x0011, success: 0x0101, error: 0x0111 } as const;
/** RFC 8656 §17: methods Allocate (3) and Refresh (4). */
export const TurnType = { allocate: 0x0003, refresh: 0x0004, allocated: 0x0103, notAllocated: 0x0113 } as const;

/** RFC 8489 §18.3. */
export const AttributeType = {
  mappedAddress: 0x0001,
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  unknownAttributes: 0x000a,
  /** RFC 8656 §18. */
  lifetime: 0x000d,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedTransport: 0x0019,
  xorMappedAddress: 0x0020,
  /** RFC 8445 §16.1. */
  priority: 0x0024,
  useCandidate: 0x0025,
  fingerprint: 0x8028,
  iceControlled: 0x8029,
} as const;

/** One attribute: its value is `length` bytes from `at`. */
export interface Attribute {
  readonly type: number;
  readonly at: number;
  readonly length: number;
}

/** Whether a datagram is STUN: RFC 8489 §5 (two zero bits, the cookie, a length that is true). SIP never starts so. */
export function isStun(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_BYTES || (bytes[0]! & 0xc0) !== 0) return false;
  const view = viewOf(bytes);
  return view.getUint32(4) === MAGIC_COOKIE && view.getUint16(2) === bytes.length - HEADER_BYTES &&
    bytes.length % 4 === 0;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The attributes of a message for which {@link isStun} holds; undefined when one runs past the end. */
export function readAttributes(bytes: Uint8Array): readonly Attribute[] | undefined {
  const view = viewOf(bytes);
  const attributes: Attribute[] = [];
  for (let at = HEADER_BYTES; at < bytes.length;) {
    const length = view.getUint16(at + 2);
    if (at + 4 + length > bytes.length) return undefined;
    attributes.push({ type: view.getUint16(at), at: at + 4, length });
    at += 4 + ((length + 3) & ~3);
  }
  return attributes;
}

/** Whether FINGERPRINT, where there is one, is the last attribute and true (RFC 8489 §14.7). */
export function isFingerprintTrue(bytes: Uint8Array, attributes: readonly Attribute[]): boolean {
  const found = attributes.findIndex((attribute) => attribute.type === AttributeType.fingerprint);
  if (found < 0) return true;
  const fingerprint = attributes[found]!;
  if (found !== attributes.length - 1 || fingerprint.length !== 4) return false;
  const expected = (crc32(bytes.subarray(0, fingerprint.at - 4)) ^ FINGERPRINT_XOR) >>> 0;
  return viewOf(bytes).getUint32(fingerprint.at) === expected;
}

/** A message in the making: attributes are written one behind the other into one buffer. */
export class MessageWriter {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  #at: number = HEADER_BYTES;

  /** `room`: the most octets that it will have. */
  constructor(type: number, transactionId: Uint8Array, room = 128) {
    this.#bytes = new Uint8Array(room);
    this.#view = new DataView(this.#bytes.buffer);
    this.#view.setUint16(0, type);
    this.#view.setUint32(4, MAGIC_COOKIE);
    this.#bytes.set(transactionId, 8);
  }

  /** RFC 8489 §14.1, §14.2: an address, plain or mixed with cookie and transaction id so that no NAT rewrites it. */
  address(type: number, address: Address): this {
    const width = isIpv6(address.ip) ? 16 : 4;
    const at = this.#open(type, 4 + width);
    this.#view.setUint8(at + 1, width === 16 ? 2 : 1);
    this.#view.setUint16(at + 2, address.port);
    this.#bytes.set(ipToBytes(address.ip), at + 4);
    if (type === AttributeType.xorMappedAddress) mix(this.#bytes, at, width);
    return this;
  }

  /** An attribute as it is. */
  value(type: number, value: Uint8Array): this {
    this.#bytes.set(value, this.#open(type, value.length));
    return this;
  }

  /** RFC 8489 §14.8. */
  error(code: number, text: string): this {
    const reason = new TextEncoder().encode(text);
    const error = this.#open(AttributeType.errorCode, 4 + reason.length);
    this.#view.setUint8(error + 2, Math.floor(code / 100));
    this.#view.setUint8(error + 3, code % 100);
    this.#bytes.set(reason, error + 4);
    return this;
  }

  /** RFC 8489 §14.8, §14.9: 420 with the numbers of the attributes that we had to understand and do not. */
  unknownAttributes(types: readonly number[]): this {
    this.error(420, "Unknown Attribute");
    const list = this.#open(AttributeType.unknownAttributes, 2 * types.length);
    types.forEach((type, i) => this.#view.setUint16(list + 2 * i, type));
    return this;
  }

  /** The whole message, signed (RFC 8489 §14.5) where there is a password, and closed by FINGERPRINT (§14.7) where asked. */
  finish(
    options: { readonly fingerprint: boolean; readonly password?: string | Uint8Array },
  ): Uint8Array<ArrayBuffer> {
    if (options.password !== undefined) {
      const at = this.#open(AttributeType.messageIntegrity, 20);
      this.#writeLength();
      this.#bytes.set(createHmac("sha1", options.password).update(this.#bytes.subarray(0, at - 4)).digest(), at);
    }
    if (options.fingerprint) {
      const at = this.#open(AttributeType.fingerprint, 4);
      this.#writeLength();
      this.#view.setUint32(at, (crc32(this.#bytes.subarray(0, at - 4)) ^ FINGERPRINT_XOR) >>> 0);
    }
    this.#writeLength();
    return this.#bytes.slice(0, this.#at);
  }

  #open(type: number, length: number): number {
    const at = this.#at + 4;
    this.#view.setUint16(this.#at, type);
    this.#view.setUint16(this.#at + 2, length);
    this.#at = at + ((length + 3) & ~3);
    return at;
  }

  #writeLength(): void {
    this.#view.setUint16(2, this.#at - HEADER_BYTES);
  }
}

/** The address that stands in an attribute; undefined when it is none. */
export function readAddress(bytes: Uint8Array, attribute: Attribute): Address | undefined {
  const width = bytes[attribute.at + 1] === 2 ? 16 : 4;
  if (attribute.length !== 4 + width || (width === 4 && bytes[attribute.at + 1] !== 1)) return undefined;
  const whole = bytes.slice();
  if (attribute.type !== AttributeType.mappedAddress) mix(whole, attribute.at, width);
  return {
    ip: ipFromBytes(whole.subarray(attribute.at + 4, attribute.at + 4 + width)),
    port: viewOf(whole).getUint16(attribute.at + 2),
  };
}

/** XOR with the cookie, and for IPv6 with the transaction id behind it: both stand from byte 4 of the message. */
function mix(bytes: Uint8Array, at: number, width: number): void {
  for (let i = 0; i < 2; i++) bytes[at + 2 + i]! ^= bytes[4 + i]!;
  for (let i = 0; i < width; i++) bytes[at + 4 + i]! ^= bytes[4 + i]!;
}
