/** Why a packet was refused: what `protect` and `unprotect` return in place of a length. */
export const SRTP_REFUSED = {
  /** No RTP or RTCP packet of this suite: too short, or RTCP that was never encrypted. */
  malformed: -1,
  /** An SSRC more than a leg may have. */
  unknown: -2,
  /** Its index has been used, or is too old to know. */
  replayed: -3,
  /** Its code is wrong. */
  forged: -4,
  /** The key has protected all the packets that it may (RFC 3711 §9.2). */
  spent: -5,
} as const;

export type SrtpRefusal = typeof SRTP_REFUSED[keyof typeof SRTP_REFUSED];
