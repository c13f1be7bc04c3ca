import { createHash, createHmac } from "node:crypto";
import { SRTP_SUITES, type SrtpKey, type SrtpKeys, type SrtpSuite } from "../../core/sdp/mod.ts";
import { join, Reader } from "./octets.ts";

const MASTER_OCTETS = 48;
const VERIFY_OCTETS = 12;
const KEY_OCTETS = 16;
const SALT_OCTETS = 4;

/** The random numbers of both hellos. */
export interface Randoms {
  readonly client: Uint8Array;
  readonly server: Uint8Array;
}

/** What protects the records of one direction: AES-128 in GCM, and the fixed half of its nonce (RFC 5288 §3). */
export interface RecordKey {
  readonly key: Uint8Array;
  readonly salt: Uint8Array;
}

export function sha256(octets: Uint8Array): Uint8Array {
  return createHash("sha256").update(octets).digest();
}

/** RFC 5246 §5, with SHA-256. */
export function expand(secret: Uint8Array, label: string, seed: Uint8Array, octets: number): Uint8Array {
  const labelled = join(new TextEncoder().encode(label), seed);
  const hmac = (data: Uint8Array): Uint8Array => createHmac("sha256", secret).update(data).digest();
  const out = new Uint8Array(Math.ceil(octets / 32) * 32);
  let link = labelled;
  for (let at = 0; at < octets; at += 32) {
    link = join(hmac(link));
    out.set(hmac(join(link, labelled)), at);
  }
  return out.subarray(0, octets);
}

/** RFC 7627 §4: bound to everything that was said so far. */
export function masterSecret(agreed: Uint8Array, said: Uint8Array): Uint8Array {
  return expand(agreed, "extended master secret", sha256(said), MASTER_OCTETS);
}

/** What a side's Finished must say (RFC 5246 §7.4.9). */
export function verifyData(master: Uint8Array, who: "client" | "server", said: Uint8Array): Uint8Array {
  return expand(master, `${who} finished`, sha256(said), VERIFY_OCTETS);
}

/** RFC 5246 §6.3. */
export function recordKeys(
  master: Uint8Array,
  { client, server }: Randoms,
): { readonly client: RecordKey; readonly server: RecordKey } {
  const block = expand(master, "key expansion", join(server, client), 2 * (KEY_OCTETS + SALT_OCTETS));
  const reader = new Reader(block);
  const keys = [reader.piece(KEY_OCTETS), reader.piece(KEY_OCTETS)] as const;
  const salts = [reader.piece(SALT_OCTETS), reader.piece(SALT_OCTETS)] as const;
  return { client: { key: keys[0], salt: salts[0] }, server: { key: keys[1], salt: salts[1] } };
}

/** The keys of the sound itself (RFC 5764 §4.2), as the server holds them. */
export function soundKeys(master: Uint8Array, { client, server }: Randoms, suite: SrtpSuite): SrtpKeys {
  const { keyOctets, saltOctets } = SRTP_SUITES[suite];
  const exported = expand(master, "EXTRACTOR-dtls_srtp", join(client, server), 2 * (keyOctets + saltOctets));
  const reader = new Reader(exported);
  const keys = [reader.piece(keyOctets), reader.piece(keyOctets)] as const;
  const salts = [reader.piece(saltOctets), reader.piece(saltOctets)] as const;
  const of = (side: 0 | 1): SrtpKey => ({ suite, key: btoa(String.fromCharCode(...keys[side], ...salts[side])) });
  return { receive: of(0), send: of(1) };
}
