/** The fixed part of an RTP header, in octets (RFC 3550 §5.1). */
export const RTP_HEADER = 12;

/**
 * How many octets stand before the payload of the RTP packet in the first `length` octets of `packet`, or -1 when it is
 * none: too short, not version 2, or its CSRC list, extension or padding reach past its end (RFC 3550 §5.1, A.1).
 */
export function headerLength(packet: Uint8Array, length: number): number {
  if (length < RTP_HEADER) return -1;
  const first = packet[0]!;
  if (first === 0x80) return RTP_HEADER;
  if (first >> 6 !== 2) return -1;
  let header = RTP_HEADER + 4 * (first & 0x0f);
  if ((first & 0x10) !== 0) {
    if (length < header + 4) return -1;
    header += 4 + 4 * (packet[header + 2]! << 8 | packet[header + 3]!);
  }
  if (header > length) return -1;
  const padding = (first & 0x20) === 0 ? 0 : packet[length - 1]!;
  if ((first & 0x20) !== 0 && (padding === 0 || header + padding > length)) return -1;
  return header;
}

/** Octets of padding at the end of a packet that {@link headerLength} has accepted. */
export function paddingLength(packet: Uint8Array, length: number): number {
  return (packet[0]! & 0x20) === 0 ? 0 : packet[length - 1]!;
}

/**
 * Whether a packet that arrived on a port for both is RTCP: payload types 64 to 95 with the marker's bit as a part of
 * the number stand for the RTCP types 192 to 223 (RFC 5761 §4).
 */
export function isRtcp(packet: Uint8Array, length: number): boolean {
  return length >= 8 && packet[0]! >> 6 === 2 && packet[1]! >= 192 && packet[1]! <= 223;
}

export function payloadType(packet: Uint8Array): number {
  return packet[1]! & 0x7f;
}

export function sequenceOf(packet: Uint8Array): number {
  return packet[2]! << 8 | packet[3]!;
}

/** The timestamp as a signed 32 bit number: only differences mean something, and they wrap by `| 0`. */
export function timestampOf(packet: Uint8Array): number {
  return read32(packet, 4);
}

/** The SSRC as a signed 32 bit number. */
export function ssrcOf(packet: Uint8Array): number {
  return read32(packet, 8);
}

/** The 32 bits at `at` in network order, as a signed number: small enough never to be boxed. */
export function read32(bytes: Uint8Array, at: number): number {
  return bytes[at]! << 24 | bytes[at + 1]! << 16 | bytes[at + 2]! << 8 | bytes[at + 3]!;
}

export function write16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >> 8;
  bytes[at + 1] = value;
}

export function write32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >> 24;
  bytes[at + 1] = value >> 16;
  bytes[at + 2] = value >> 8;
  bytes[at + 3] = value;
}

/** Writes the fixed header of a packet without CSRC, extension or padding. */
export function writeHeader(
  packet: Uint8Array,
  header: {
    readonly marker: boolean;
    readonly payloadType: number;
    readonly sequence: number;
    readonly timestamp: number;
    readonly ssrc: number;
  },
): void {
  packet[0] = 0x80;
  packet[1] = (header.marker ? 0x80 : 0) | header.payloadType;
  write16(packet, 2, header.sequence);
  write32(packet, 4, header.timestamp);
  write32(packet, 8, header.ssrc);
}
