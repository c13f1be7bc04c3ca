import { RTP_HEADER } from "../rtp/mod.ts";

/** The part of an RTCP packet that stays readable (RFC 3711 §3.4). */
export const RTCP_HEADER = 8;
const VERSION = 2;

/**
 * How many octets of an RTP packet stay readable: the fixed header, the CSRC list and the extension (RFC 3711 §3.1). -1
 * when it is no RTP or they reach past its end. Padding is encrypted, so it is nobody's business here.
 */
export function readableOctets(octets: Uint8Array, at: number, count: number): number {
  if (count < RTP_HEADER || octets[at]! >> 6 !== VERSION) return -1;
  let header = RTP_HEADER + 4 * (octets[at]! & 0x0f);
  if ((octets[at]! & 0x10) !== 0) {
    if (count < header + 4) return -1;
    header += 4 + 4 * (octets[at + header + 2]! << 8 | octets[at + header + 3]!);
  }
  return header <= count ? header : -1;
}

export function isRtcpHeader(octets: Uint8Array, at: number, count: number): boolean {
  return count >= RTCP_HEADER && octets[at]! >> 6 === VERSION;
}

export function sequenceAt(octets: Uint8Array, at: number): number {
  return octets[at + 2]! << 8 | octets[at + 3]!;
}
