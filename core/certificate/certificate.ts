/** A certificate and its key, in PEM. */
export interface Certificate {
  /** The chain, the one that is shown for us first. */
  readonly certPem: string;
  readonly keyPem: string;
}

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** The certificates of a PEM text, one text each. */
export function blocksOf(pem: string): readonly string[] {
  return pem.match(BLOCK) ?? [];
}

/** The first certificate of a PEM text as devices take it (DER, RFC 2585 §4.1). */
export function derOf(pem: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromBase64((blocksOf(pem)[0] ?? "").replaceAll(/-----[^-]+-----/g, ""));
}
