import { hash } from "node:crypto";

/** The algorithms of RFC 8760 that the box offers, the better one first. */
export type DigestAlgorithm = "SHA-256" | "MD5";

/** What a digest response is made of (RFC 7616 §3.4.1). */
export interface DigestInput {
  readonly algorithm: DigestAlgorithm;
  /** From {@link digestHa1}. */
  readonly ha1: string;
  readonly nonce: string;
  /** As on the wire. */
  readonly nc?: string;
  readonly cnonce?: string;
  /** Absent: as RFC 2069 had it. */
  readonly qop?: string;
  readonly method: string;
  /** The `uri` of the credentials. */
  readonly uri: string;
  /** Hashed where `qop` is `auth-int`. */
  readonly body?: Uint8Array;
}

/** The half of the digest that depends on the secret alone, in lower-case hexadecimal: the box keeps this, not the secret. */
export function digestHa1(algorithm: DigestAlgorithm, user: string, realm: string, secret: string): string {
  return digest(algorithm, `${user}:${realm}:${secret}`);
}

/** The `response` of the credentials, in lower-case hexadecimal. */
export function digestResponse(input: DigestInput): string {
  const { algorithm, ha1, nonce, nc, cnonce, qop, method, uri } = input;
  const bodyHash = qop === "auth-int" ? `:${digest(algorithm, input.body ?? new Uint8Array(0))}` : "";
  const ha2 = digest(algorithm, `${method}:${uri}${bodyHash}`);
  if (qop === undefined) return digest(algorithm, `${ha1}:${nonce}:${ha2}`);
  if (nc === undefined || cnonce === undefined) {
    throw new Error(`Cannot digest with qop "${qop}": nc or cnonce is missing`);
  }
  return digest(algorithm, `${ha1}:${nonce}:${nc}:${cnonce}:${qop}:${ha2}`);
}

/** Whether two texts are equal, in a time that depends on their lengths only. */
export function sameSecret(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at % Math.max(b.length, 1));
  return difference === 0;
}

function digest(algorithm: DigestAlgorithm, data: string | Uint8Array): string {
  return hash(algorithm === "MD5" ? "md5" : "sha256", data, "hex");
}
