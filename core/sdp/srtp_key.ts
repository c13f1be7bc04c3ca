/** The crypto suites that the box speaks, by their names in `a=crypto` (RFC 4568 §6.2, RFC 6188 §4, RFC 7714 §14.2). */
export const SRTP_SUITES = {
  AEAD_AES_256_GCM: { keyOctets: 32, saltOctets: 12 },
  AEAD_AES_128_GCM: { keyOctets: 16, saltOctets: 12 },
  AES_256_CM_HMAC_SHA1_80: { keyOctets: 32, saltOctets: 14 },
  AES_CM_128_HMAC_SHA1_80: { keyOctets: 16, saltOctets: 14 },
  AES_256_CM_HMAC_SHA1_32: { keyOctets: 32, saltOctets: 14 },
  AES_CM_128_HMAC_SHA1_32: { keyOctets: 16, saltOctets: 14 },
} as const;

export type SrtpSuite = keyof typeof SRTP_SUITES;

/** All of them, best first. */
export const DEFAULT_SUITES: readonly SrtpSuite[] = Object.keys(SRTP_SUITES).filter(isSrtpSuite);

/** What protects one direction of a leg's sound. A plain value that crosses to the media engine; never to be logged. */
export interface SrtpKey {
  readonly suite: SrtpSuite;
  /** Master key and master salt, one behind the other, in base64. */
  readonly key: string;
}

/** Both directions of a leg, which have one suite (RFC 4568 §5.1.3). */
export interface SrtpKeys {
  /** Ours: it protects what we send. */
  readonly send: SrtpKey;
  /** His: it protects what he sends. */
  readonly receive: SrtpKey;
}

/** Whether a suite's name, compared as written (RFC 4568 §9.2), is one of ours. */
export function isSrtpSuite(name: string): name is SrtpSuite {
  return Object.hasOwn(SRTP_SUITES, name);
}

/** How many octets a suite's key and salt have together. */
export function keyingOctets(suite: SrtpSuite): number {
  const { keyOctets, saltOctets } = SRTP_SUITES[suite];
  return keyOctets + saltOctets;
}
