import { createHash, type KeyObject, timingSafeEqual, verify, X509Certificate } from "node:crypto";
import type { Fingerprint } from "../../core/sdp/mod.ts";
import { ECDSA, RSA } from "./hello.ts";
import { Reader } from "./octets.ts";

const HASHES: Readonly<Record<string, string>> = { "sha-256": "sha256", "sha-384": "sha384", "sha-512": "sha512" };
const KEY_TYPES: Readonly<Record<number, string>> = { [ECDSA]: "ec", [RSA]: "rsa" };

/** The fingerprint of a certificate, as SDP says it. */
export function fingerprintOf(der: Uint8Array, algorithm = "sha-256"): Fingerprint {
  const hash = createHash(HASHES[algorithm]!).update(der).digest("hex").toUpperCase();
  return { algorithm, value: hash.match(/../g)!.join(":") };
}

/** The peer's own certificate (RFC 5246 §7.4.2): the first of its chain. Undefined where he shows none. */
export function readCertificate(body: Uint8Array): Uint8Array | undefined {
  const list = new Reader(body);
  const chain = new Reader(list.vector(3));
  const first = chain.vector(3);
  return list.failed || chain.failed || first.length === 0 ? undefined : first;
}

/** Whether the certificate is one of those that his SDP has promised (RFC 8122 §5). */
export function isPromised(der: Uint8Array, fingerprints: readonly Fingerprint[]): boolean {
  return fingerprints.some(({ algorithm, value }) =>
    Object.hasOwn(HASHES, algorithm) && fingerprintOf(der, algorithm).value === value
  );
}

/** Whether he has the certificate's key: his signature on all that was said before (RFC 5246 §7.4.8). */
export function isSigned(body: Uint8Array, der: Uint8Array, said: Uint8Array): boolean {
  const reader = new Reader(body);
  const algorithm = reader.number(2);
  const signature = reader.vector(2);
  const key = keyOf(der);
  if (reader.failed || key === undefined || key.asymmetricKeyType !== KEY_TYPES[algorithm]) return false;
  try {
    return verify("sha256", said, key, signature);
  } catch {
    // A signature that is none at all.
    return false;
  }
}

function keyOf(der: Uint8Array): KeyObject | undefined {
  try {
    return new X509Certificate(der).publicKey;
  } catch {
    // A stranger's octets that are no certificate: the library has no other word for it.
    return undefined;
  }
}

export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
