import { write16 } from "./header.ts";

/** Octets of one telephone-event payload (RFC 4733 §2.3). */
export const EVENT_PAYLOAD = 4;

/** The digits by event code (RFC 4733 §3.2). */
const DIGITS = "0123456789*#ABCD";

/** The longest duration one event packet can tell, in timestamp units (RFC 4733 §2.3.5). */
export const LONGEST_EVENT = 0xffff;

/** The digit of an event code; undefined for flash, tones and signals that are no digits. */
export function digitOf(code: number): string | undefined {
  return DIGITS[code];
}

/** The event code of a digit, or -1 when it is none. */
export function codeOf(digit: string): number {
  return digit.length === 1 ? DIGITS.indexOf(digit.toUpperCase()) : -1;
}

export function eventCode(packet: Uint8Array, at: number): number {
  return packet[at]!;
}

export function eventEnds(packet: Uint8Array, at: number): boolean {
  return (packet[at + 1]! & 0x80) !== 0;
}

/** The event's duration so far, in timestamp units. */
export function eventDuration(packet: Uint8Array, at: number): number {
  return packet[at + 2]! << 8 | packet[at + 3]!;
}

/** Writes one event at a level of -10 dBm0, which every peer understands. */
export function writeEvent(packet: Uint8Array, at: number, code: number, duration: number, ends: boolean): void {
  packet[at] = code;
  packet[at + 1] = (ends ? 0x80 : 0) | 10;
  write16(packet, at + 2, duration);
}
