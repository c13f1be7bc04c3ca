import { read32, write16, write32 } from "./header.ts";

const SENDER_REPORT = 200;
const RECEIVER_REPORT = 201;
const SOURCE_DESCRIPTION = 202;
const GOODBYE = 203;

/** What one compound RTCP packet says to us. Made once and read into again and again. */
export class RtcpView {
  /** The SSRC of whom the packet is from. */
  ssrc = 0;
  /** It held a sender report, and the middle 32 bits of its NTP timestamp are these. */
  hasSenderReport = false;
  senderNtp = 0;
  /** It said good-bye. */
  saysBye = false;
  /** It held a report block on our stream; the fields below are that block's (RFC 3550 §6.4.1). */
  hasReport = false;
  fractionLost = 0;
  /** Packets of ours he never got: signed, since repeated ones may take it below 0. */
  lost = 0;
  highest = 0;
  jitter = 0;
  lastSenderReport = 0;
  sinceSenderReport = 0;
}

/**
 * Reads a compound packet (RFC 3550 §6.1, and the reduced-size ones of RFC 5506) into `view`, looking for reports on
 * `ourSsrc`. False when it is malformed anywhere: then nothing in `view` may be believed. Never throws.
 */
export function readRtcp(packet: Uint8Array, length: number, ourSsrc: number, view: RtcpView): boolean {
  view.hasSenderReport = false;
  view.saysBye = false;
  view.hasReport = false;
  if (length < 8 || (length & 3) !== 0) return false;
  view.ssrc = read32(packet, 4);
  for (let at = 0; at < length;) {
    if (at + 4 > length || packet[at]! >> 6 !== 2) return false;
    const type = packet[at + 1]!;
    const count = packet[at]! & 0x1f;
    const end = at + 4 + 4 * (packet[at + 2]! << 8 | packet[at + 3]!);
    // A.2: only the last of a compound may be padded, and all lengths together are the packet's.
    if (end > length || ((packet[at]! & 0x20) !== 0 && end !== length)) return false;
    if (type === SENDER_REPORT || type === RECEIVER_REPORT) {
      const blocks = at + (type === SENDER_REPORT ? 28 : 8);
      if (blocks + 24 * count > end) return false;
      if (type === SENDER_REPORT) {
        view.hasSenderReport = true;
        view.senderNtp = read32(packet, at + 10);
      }
      for (let block = blocks; block < blocks + 24 * count; block += 24) {
        if (read32(packet, block) === ourSsrc) readBlock(packet, block, view);
      }
    } else if (type === GOODBYE) {
      view.saysBye = true;
    }
    at = end;
  }
  return true;
}

function readBlock(packet: Uint8Array, at: number, view: RtcpView): void {
  view.hasReport = true;
  view.fractionLost = packet[at + 4]!;
  view.lost = read32(packet, at + 4) << 8 >> 8;
  view.highest = read32(packet, at + 8);
  view.jitter = read32(packet, at + 12);
  view.lastSenderReport = read32(packet, at + 16);
  view.sinceSenderReport = read32(packet, at + 20);
}

/** A report block on the peer's stream, as {@link writeReport} needs it. */
export interface ReportBlock {
  readonly ssrc: number;
  readonly fractionLost: number;
  readonly lost: number;
  readonly highest: number;
  readonly jitter: number;
  readonly lastSenderReport: number;
  /** In 65536ths of a second. */
  readonly sinceSenderReport: number;
}

/** What we tell of our own stream in a sender report. */
export interface SenderInfo {
  /** Seconds since 1900 and their fraction in 2^-32. */
  readonly ntpSeconds: number;
  readonly ntpFraction: number;
  readonly timestamp: number;
  readonly packets: number;
  readonly octets: number;
}

/**
 * Writes a compound packet: SR when `sender` is given, else RR, then SDES with `cname`, then BYE when `bye` is set.
 * Returns its length.
 */
export function writeReport(
  packet: Uint8Array,
  ssrc: number,
  parts: {
    readonly sender?: SenderInfo | undefined;
    readonly block?: ReportBlock | undefined;
    readonly cname: Uint8Array;
    readonly bye?: boolean;
  },
): number {
  const { sender, block, cname } = parts;
  let at = 8;
  write32(packet, 4, ssrc);
  if (sender !== undefined) {
    write32(packet, 8, sender.ntpSeconds);
    write32(packet, 12, sender.ntpFraction);
    write32(packet, 16, sender.timestamp);
    write32(packet, 20, sender.packets);
    write32(packet, 24, sender.octets);
    at = 28;
  }
  if (block !== undefined) {
    write32(packet, at, block.ssrc);
    write32(packet, at + 4, (block.fractionLost << 24) | (block.lost & 0xffffff));
    write32(packet, at + 8, block.highest);
    write32(packet, at + 12, block.jitter);
    write32(packet, at + 16, block.lastSenderReport);
    write32(packet, at + 20, block.sinceSenderReport);
    at += 24;
  }
  packet[0] = 0x80 | (block === undefined ? 0 : 1);
  packet[1] = sender === undefined ? RECEIVER_REPORT : SENDER_REPORT;
  write16(packet, 2, at / 4 - 1);
  at = writeCname(packet, at, ssrc, cname);
  if (parts.bye === true) {
    packet[at] = 0x81;
    packet[at + 1] = GOODBYE;
    write16(packet, at + 2, 1);
    write32(packet, at + 4, ssrc);
    at += 8;
  }
  return at;
}

/** §6.5: one chunk with one CNAME item, ended by at least one zero octet and filled up to 32 bits. */
function writeCname(packet: Uint8Array, at: number, ssrc: number, cname: Uint8Array): number {
  const end = at + 8 + (2 + cname.length + 1 + 3 & ~3);
  packet[at] = 0x81;
  packet[at + 1] = SOURCE_DESCRIPTION;
  write16(packet, at + 2, (end - at) / 4 - 1);
  write32(packet, at + 4, ssrc);
  packet.fill(0, at + 8, end);
  packet[at + 8] = 1;
  packet[at + 9] = cname.length;
  packet.set(cname, at + 10);
  return end;
}
