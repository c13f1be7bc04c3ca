import { createHmac, timingSafeEqual } from "node:crypto";
import { type Address, toText } from "../base/mod.ts";
import {
  type Attribute,
  AttributeType,
  isFingerprintTrue,
  isStun,
  MessageType,
  MessageWriter,
  readAttributes,
  viewOf,
} from "./message.ts";

/** A connectivity check (RFC 8445 §7.2.2): a binding request that is signed. */
export interface Check {
  /** Our name and his, as `a=ice-ufrag` says them. */
  readonly ours: string;
  readonly theirs: string;
  /** The pair of addresses that it came by is the one to be used (RFC 8445 §7.1.2). */
  readonly nominates: boolean;
  /** He takes himself for the one that is led, as we are. */
  readonly isLed: boolean;
  /** Where the signature begins. */
  readonly signedAt: number;
  /** What it asks for that we had to understand and do not. */
  readonly unknown: readonly number[];
}

const SIGNATURE_OCTETS = 20;
/** An attribute's head, and the signature. */
const SIGNED_OCTETS = 4 + SIGNATURE_OCTETS;
const HEADER_BYTES = 20;
/** RFC 8489 §14. */
const OPTIONAL_FROM = 0x8000;
const KNOWN: ReadonlySet<number> = new Set([
  AttributeType.username,
  AttributeType.messageIntegrity,
  AttributeType.priority,
  AttributeType.useCandidate,
]);

/** Reads a check. Undefined for what is none, or is broken: nothing is said to it (RFC 8445 §7.3). */
export function readCheck(bytes: Uint8Array): Check | undefined {
  if (!isStun(bytes) || viewOf(bytes).getUint16(0) !== MessageType.request) return undefined;
  const attributes = readAttributes(bytes);
  if (attributes === undefined || !isFingerprintTrue(bytes, attributes)) return undefined;
  const find = (type: number): Attribute | undefined => attributes.find((attribute) => attribute.type === type);
  const [name, signature] = [find(AttributeType.username), find(AttributeType.messageIntegrity)];
  // RFC 8445 §7.1: a check has a FINGERPRINT.
  const isMarked = find(AttributeType.fingerprint) !== undefined;
  if (name === undefined || signature?.length !== SIGNATURE_OCTETS || !isMarked) return undefined;
  const [ours, theirs, ...more] = toText(bytes.subarray(name.at, name.at + name.length)).split(":");
  if (ours === undefined || theirs === undefined || more.length > 0) return undefined;
  // RFC 8489 §14.5: what stands behind the signature counts as if it were not there.
  const signed = attributes.filter(({ at }) => at <= signature.at);
  return {
    ours,
    theirs,
    nominates: signed.some(({ type }) => type === AttributeType.useCandidate),
    isLed: signed.some(({ type }) => type === AttributeType.iceControlled),
    signedAt: signature.at - 4,
    unknown: signed.map(({ type }) => type).filter((type) => type < OPTIONAL_FROM && !KNOWN.has(type)),
  };
}

/** Whether a check is signed with the password (RFC 8489 §14.5). */
export function isCheckSigned(bytes: Uint8Array, { signedAt }: Check, password: string): boolean {
  const covered = bytes.slice(0, signedAt);
  viewOf(covered).setUint16(2, signedAt + SIGNED_OCTETS - HEADER_BYTES);
  const expected = createHmac("sha1", password).update(covered).digest();
  return timingSafeEqual(expected, bytes.subarray(signedAt + 4, signedAt + SIGNED_OCTETS));
}

/** What a check that is signed is answered: success, but for one that asks for the unknown or would be led (RFC 8445 §7.3.1.1). */
export function answerCheck(
  bytes: Uint8Array,
  check: Check,
  { remote, password }: { readonly remote: Address; readonly password: string },
): Uint8Array<ArrayBuffer> {
  const transactionId = bytes.subarray(8, 20);
  if (check.unknown.length > 0) {
    return new MessageWriter(MessageType.error, transactionId).unknownAttributes(check.unknown)
      .finish({ fingerprint: true, password });
  }
  if (check.isLed) {
    return new MessageWriter(MessageType.error, transactionId).error(487, "Role Conflict")
      .finish({ fingerprint: true, password });
  }
  return new MessageWriter(MessageType.success, transactionId)
    .address(AttributeType.xorMappedAddress, remote)
    .finish({ fingerprint: true, password });
}
