/** No head ends here. */
export const NO_END = -1;
/** A bare CR, LF or NUL: nobody can say where such a line ends, so nothing of it is trusted. */
export const UNREADABLE = -2;

/** The position of the CR LF CR LF that ends the head (RFC 3261 §7), or one of the two above. */
export function findHeadEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte > 13) continue;
    if (byte === 13) {
      if (bytes[at + 1] !== 10) return UNREADABLE;
      if (bytes[at + 2] === 13 && bytes[at + 3] === 10) return at;
      at++;
    } else if (byte === 10 || byte === 0 && bytes[at - 1] !== 92) return UNREADABLE;
  }
  return NO_END;
}

/** The position after any empty lines at `from`: §7.5 has them ignored before a message. */
export function skipEmptyLines(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 13 && bytes[at + 1] === 10) at += 2;
  return at;
}
