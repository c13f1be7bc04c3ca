const URL_SAFE = { alphabet: "base64url", omitPadding: true } as const;

/** RFC 4648 §5, without padding. */
export function inBase64url(bytes: Uint8Array): string {
  return bytes.toBase64(URL_SAFE);
}

export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromBase64(text, { alphabet: "base64url" });
}
