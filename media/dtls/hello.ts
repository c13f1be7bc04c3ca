import type { SrtpSuite } from "../../core/sdp/mod.ts";
import { join, number, numbersOf, Reader, vector } from "./octets.ts";
import { VERSION } from "./record.ts";

/** TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: the one that all browsers must speak (RFC 8827 §6.5). */
export const CIPHER_SUITE = 0xc02b;
/** secp256r1, which goes with it. */
export const CURVE = 0x0017;
/** ecdsa_secp256r1_sha256 and rsa_pkcs1_sha256 (RFC 8446 §4.2.3). */
export const ECDSA = 0x0403;
export const RSA = 0x0401;

/** RFC 5764 §4.1.2 and RFC 7714 §14.2, in the order in which we like them. */
const PROFILES: readonly (readonly [number, SrtpSuite])[] = [
  [0x0007, "AEAD_AES_128_GCM"],
  [0x0001, "AES_CM_128_HMAC_SHA1_80"],
];

const EXTENSION = {
  groups: 10,
  points: 11,
  algorithms: 13,
  srtp: 14,
  extendedMaster: 23,
  renegotiation: 0xff01,
} as const;
/** RFC 5746 §3.3: said among the cipher suites instead of as an extension. */
const RENEGOTIATION_SCSV = 0x00ff;
const RANDOM_OCTETS = 32;

/** What a client's hello says, as far as it concerns us. */
export interface ClientHello {
  readonly random: Uint8Array;
  /** What the sound is to be encrypted with: the best of his that we know. */
  readonly suite: SrtpSuite;
  readonly knowsPoints: boolean;
  readonly knowsRenegotiation: boolean;
}

/** Reads a client's hello (RFC 5246 §7.4.1.2, RFC 6347 §4.2.1). What is missing in it where we cannot go on, in words. */
export function readClientHello(body: Uint8Array): ClientHello | string {
  const reader = new Reader(body);
  const version = reader.number(2);
  const random = reader.piece(RANDOM_OCTETS);
  reader.vector(1);
  // The cookie (RFC 6347 §4.2.1) proves that he hears what is sent to his address: his checks have proved it already.
  reader.vector(1);
  const suites = numbersOf(reader.vector(2));
  const compressions = reader.vector(1);
  const extensions = readExtensions(reader.vector(2));
  if (reader.failed || extensions === undefined) return "a hello that can be read";
  // Versions count down from 0xfeff.
  if (version > VERSION) return "DTLS 1.2";
  if (!suites.includes(CIPHER_SUITE) || !compressions.includes(0)) return "ECDHE-ECDSA with AES-128-GCM";
  const listed = (type: number): readonly number[] => {
    const list = extensions.get(type);
    return list === undefined ? [] : numbersOf(new Reader(list).vector(2));
  };
  if (!listed(EXTENSION.groups).includes(CURVE)) return "the curve secp256r1";
  if (!listed(EXTENSION.algorithms).includes(ECDSA)) return "signatures by ECDSA with SHA-256";
  if (!extensions.has(EXTENSION.extendedMaster)) return "an extended master secret";
  const profiles = listed(EXTENSION.srtp);
  const suite = PROFILES.find(([profile]) => profiles.includes(profile))?.[1];
  if (suite === undefined) return "a profile of SRTP that we know";
  return {
    random,
    suite,
    knowsPoints: extensions.has(EXTENSION.points),
    knowsRenegotiation: extensions.has(EXTENSION.renegotiation) || suites.includes(RENEGOTIATION_SCSV),
  };
}

function readExtensions(list: Uint8Array): ReadonlyMap<number, Uint8Array> | undefined {
  const reader = new Reader(list);
  const extensions = new Map<number, Uint8Array>();
  while (reader.left > 0) extensions.set(reader.number(2), reader.vector(2));
  return reader.failed ? undefined : extensions;
}

/** Our hello: what of his is taken. */
export function writeServerHello(random: Uint8Array, hello: ClientHello): Uint8Array {
  const profile = PROFILES.find(([, suite]) => suite === hello.suite)![0];
  const extension = (type: number, ...body: readonly Uint8Array[]) => join(number(type, 2), vector(2, ...body));
  return join(
    number(VERSION, 2),
    random,
    vector(1),
    number(CIPHER_SUITE, 2),
    number(0, 1),
    vector(
      2,
      extension(EXTENSION.extendedMaster),
      extension(EXTENSION.srtp, vector(2, number(profile, 2)), vector(1)),
      ...hello.knowsPoints ? [extension(EXTENSION.points, vector(1, number(0, 1)))] : [],
      ...hello.knowsRenegotiation ? [extension(EXTENSION.renegotiation, vector(1))] : [],
    ),
  );
}

/** Our half of the key exchange, that is then signed (RFC 8422 §5.4): a named curve, and a point on it. */
export function writeExchange(point: Uint8Array): Uint8Array {
  return join(number(3, 1), number(CURVE, 2), vector(1, point));
}

/** We want his certificate, of ECDSA or RSA, whoever has signed it (RFC 5246 §7.4.4). */
export function writeCertificateRequest(): Uint8Array {
  return join(vector(1, number(64, 1), number(1, 1)), vector(2, number(ECDSA, 2), number(RSA, 2)), vector(2));
}
