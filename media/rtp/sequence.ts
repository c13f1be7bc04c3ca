/** How far `to` lies ahead of `from` on the circle of sequence numbers: -32768 to 32767 (RFC 3550 A.1). */
export function ahead(to: number, from: number): number {
  return ((to - from) << 16) >> 16;
}

/** Whether `a` was sent after `b`, with regard to the wrap at 65535. */
export function isNewer(a: number, b: number): boolean {
  return ahead(a, b) > 0;
}

/** The sequence number `by` after `sequence`. */
export function sequenceAfter(sequence: number, by = 1): number {
  return (sequence + by) & 0xffff;
}
