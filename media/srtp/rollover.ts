const CIRCLE = 0x10000;
const HALF = 0x8000;

/** How many packets a key may protect (RFC 3711 §9.2; RFC 7714 §8.1, §9.1): an index beyond must never be. */
export const MOST_RTP: number = 2 ** 48;
export const MOST_RTCP: number = 2 ** 31;

/**
 * The index of a packet by its sequence number: near the newest one that was genuine (RFC 3711 §3.3.1, Appendix A). It is
 * a guess until the packet proves genuine too.
 *
 * @param newest index, or -1 before the first packet
 * @param rollover what is counted before the first packet, if it is not the stream's first
 */
export function guessIndex(newest: number, sequence: number, rollover: number): number {
  if (newest < 0) return rollover * CIRCLE + sequence;
  const last = newest % CIRCLE;
  const circle = newest - last;
  if (last >= HALF) return circle + (sequence < last - HALF ? CIRCLE : 0) + sequence;
  // Before the first circle there is nothing: whatever comes then lies ahead.
  const isBefore = sequence - last > HALF && circle > 0;
  return circle - (isBefore ? CIRCLE : 0) + sequence;
}
