import { createHash } from "node:crypto";
import { type Address, fail, ok, type Result, toBytes, toHex, toText } from "../base/mod.ts";
import {
  type Attribute,
  AttributeType,
  isFingerprintTrue,
  isStun,
  MessageWriter,
  readAddress,
  readAttributes,
  TurnType,
} from "./message.ts";

/** RFC 8489 §14.9, §14.10: realm and nonce at their longest. */
const MOST_OCTETS = 763;
/** For both, a name and a signature. */
const ROOM = 2_560;
/** RFC 8656 §18.7: the protocol of sound, as IP numbers it. */
const UDP = 17;

/** What a TURN server asks whoever comes with nothing (RFC 8489 §9.2.4). */
export interface TurnChallenge {
  readonly realm: string;
  readonly nonce: string;
}

/** A long-term credential (RFC 8489 §9.2) for what a server asked. */
export interface TurnLogin extends TurnChallenge {
  readonly username: string;
  readonly password: string;
}

/** What a TURN server says to an Allocate. */
export type Allocation =
  | { readonly came: "allocated"; readonly relayed: Address }
  | { readonly came: "asked"; readonly challenge: TurnChallenge }
  | { readonly came: "refused"; readonly code: number; readonly text: string };

/** Asks for a port on the server that carries UDP (RFC 8656 §7.1): with nothing first, which is asked for a login. */
export function allocateRequest(transactionId: Uint8Array, login?: TurnLogin): Uint8Array<ArrayBuffer> {
  const request = new MessageWriter(TurnType.allocate, transactionId, ROOM)
    .value(AttributeType.requestedTransport, Uint8Array.of(UDP, 0, 0, 0));
  return login === undefined ? request.finish({ fingerprint: true }) : signed(request, login);
}

/** Gives the port back (RFC 8656 §7.1): a lifetime of nothing. */
export function releaseRequest(transactionId: Uint8Array, login: TurnLogin): Uint8Array<ArrayBuffer> {
  const request = new MessageWriter(TurnType.refresh, transactionId, ROOM);
  return signed(request.value(AttributeType.lifetime, new Uint8Array(4)), login);
}

/** The login behind what was written, and over all of it its signature (RFC 8489 §9.2.2, §14.5). */
export function signed(
  request: MessageWriter,
  { username, password, realm, nonce }: TurnLogin,
): Uint8Array<ArrayBuffer> {
  const key = createHash("md5").update(`${username}:${realm}:${password}`).digest();
  return request
    .value(AttributeType.username, toBytes(username))
    .value(AttributeType.nonce, toBytes(nonce))
    .value(AttributeType.realm, toBytes(realm))
    .finish({ fingerprint: false, password: key });
}

/**
 * Reads what is said to an Allocate of ours. Faults: `not-stun`, `not-ours` (another transaction, or another question),
 * `bad-stun`, `no-address`.
 */
export function readAllocation(bytes: Uint8Array, transactionId: Uint8Array): Result<Allocation> {
  if (!isStun(bytes)) return fail("not-stun", `Cannot read ${bytes.length} bytes as STUN`);
  const type = bytes[0]! << 8 | bytes[1]!;
  const isAnswer = type === TurnType.allocated || type === TurnType.notAllocated;
  if (!isAnswer || !transactionId.every((byte, i) => bytes[8 + i] === byte)) {
    return fail("not-ours", `Cannot take STUN answer "${toHex(bytes.subarray(0, 20))}": we did not ask for it`);
  }
  const attributes = readAttributes(bytes);
  if (attributes === undefined || !isFingerprintTrue(bytes, attributes)) {
    return fail("bad-stun", "Cannot read TURN answer: an attribute runs past the end or FINGERPRINT is wrong");
  }
  const find = (wanted: number): Attribute | undefined => attributes.find((attribute) => attribute.type === wanted);
  if (type === TurnType.notAllocated) return refusal(bytes, find);
  const at = find(AttributeType.xorRelayedAddress);
  const relayed = at === undefined ? undefined : readAddress(bytes, at);
  return relayed === undefined
    ? fail("no-address", "Cannot find the relayed address in the TURN answer")
    : ok({ came: "allocated", relayed });
}

function refusal(bytes: Uint8Array, find: (wanted: number) => Attribute | undefined): Result<Allocation> {
  const text = (type: number, from = 0): string | undefined => {
    const found = find(type);
    return found === undefined || found.length > MOST_OCTETS
      ? undefined
      : toText(bytes.subarray(found.at + from, found.at + found.length));
  };
  const error = find(AttributeType.errorCode);
  if (error === undefined || error.length < 4) return fail("bad-stun", "Cannot find the error in the TURN answer");
  const code = (bytes[error.at + 2]! & 7) * 100 + bytes[error.at + 3]!;
  const [realm, nonce] = [text(AttributeType.realm), text(AttributeType.nonce)];
  // RFC 8489 §9.2.5: 401 asks for a login, 438 for the same with a newer nonce.
  if ((code === 401 || code === 438) && realm !== undefined && nonce !== undefined) {
    return ok({ came: "asked", challenge: { realm, nonce } });
  }
  return ok({ came: "refused", code, text: text(AttributeType.errorCode, 4) ?? "" });
}
