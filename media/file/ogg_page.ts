import { type ByteSource, viewOf, wordAt } from "./bytes.ts";

/** One page of an Ogg stream (RFC 3533 §6). */
export interface OggPage {
  /** Where the page lies in the file. */
  readonly at: number;
  /** Octets, with the header. */
  readonly length: number;
  /** The position after the last packet that ends here; -1 where none does. For Opus: samples at 48 kHz. */
  readonly granule: number;
  readonly serial: number;
  readonly sequence: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Whether it begins in the middle of a packet. */
  readonly isContinued: boolean;
  /** The lengths of the packets' parts; each but the last is a packet's end. */
  readonly parts: readonly number[];
  /** Whether the last part goes on in the next page. */
  readonly goesOn: boolean;
}

const CAPTURE = "OggS";
const HEADER = 27;
const CRC_AT = 22;
/** What one lacing value can say. */
const FULL_SEGMENT = 255;
const MOST_SEGMENTS = 255;
const LARGEST_PAGE = HEADER + MOST_SEGMENTS + MOST_SEGMENTS * FULL_SEGMENT;
const [CONTINUED, FIRST, LAST] = [1, 2, 4];
const NO_PACKET_ENDS = 0xffff_ffff_ffff_ffffn;

/** RFC 3533 §6: the polynomial 0x04c11db7, not reflected, from 0. */
const CRC_TABLE: Uint32Array = Uint32Array.from({ length: 256 }, (_, octet) => {
  let crc = octet << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c1_1db7 : crc << 1;
  return crc;
});

function crcOf(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = (crc << 8) ^ CRC_TABLE[(crc >>> 24) ^ byte]!;
  return crc >>> 0;
}

/** How many segments a packet takes in a page (RFC 3533 §5): it always ends in one that is not full. */
export function segmentsOf(octets: number): number {
  return Math.floor(octets / FULL_SEGMENT) + 1;
}

/** Whether packets fit one page. */
export function fitPage(packets: readonly Uint8Array[]): boolean {
  return packets.reduce((sum, packet) => sum + segmentsOf(packet.length), 0) <= MOST_SEGMENTS;
}

/** What a page says beside its packets. */
export interface PageFacts {
  readonly serial: number;
  readonly sequence: number;
  readonly granule: number;
  readonly is?: "first" | "last";
}

/** Writes a page of whole packets. Throws when they do not fit: pages are ours to cut. */
export function writePage(packets: readonly Uint8Array[], facts: PageFacts): Uint8Array<ArrayBuffer> {
  if (!fitPage(packets)) throw new Error(`Cannot write "${packets.length}" packets into one page of Ogg`);
  const lacing = packets.flatMap(({ length }) => [
    ...new Array<number>(segmentsOf(length) - 1).fill(FULL_SEGMENT),
    length % FULL_SEGMENT,
  ]);
  const page = new Uint8Array(HEADER + lacing.length + packets.reduce((sum, packet) => sum + packet.length, 0));
  const view = viewOf(page);
  page.set(new TextEncoder().encode(CAPTURE));
  page[5] = facts.is === "first" ? FIRST : facts.is === "last" ? LAST : 0;
  view.setBigUint64(6, BigInt(facts.granule), true);
  view.setUint32(14, facts.serial, true);
  view.setUint32(18, facts.sequence, true);
  page[26] = lacing.length;
  page.set(lacing, HEADER);
  let at = HEADER + lacing.length;
  for (const packet of packets) {
    page.set(packet, at);
    at += packet.length;
  }
  view.setUint32(CRC_AT, crcOf(page), true);
  return page;
}

/** Reads the page at a place; undefined where there is none, where it is cut off or was changed. */
function readPage(source: ByteSource, at: number): OggPage | undefined {
  const header = source.read(at, HEADER + MOST_SEGMENTS);
  if (header.length < HEADER || wordAt(header, 0, 4) !== CAPTURE || header[4] !== 0) return undefined;
  const lacing = header.subarray(HEADER, HEADER + header[26]!);
  const length = HEADER + lacing.length + lacing.reduce((sum, segment) => sum + segment, 0);
  // A copy, because the checksum is over a page that has none.
  const page = source.read(at, length).slice();
  if (page.length < length) return undefined;
  const view = viewOf(page);
  const crc = view.getUint32(CRC_AT, true);
  view.setUint32(CRC_AT, 0);
  if (crcOf(page) !== crc) return undefined;
  const parts: number[] = [];
  let open = 0;
  let isOpen = false;
  for (const segment of lacing) {
    open += segment;
    isOpen = segment === FULL_SEGMENT;
    if (isOpen) continue;
    parts.push(open);
    open = 0;
  }
  if (isOpen) parts.push(open);
  const granule = view.getBigUint64(6, true);
  return {
    at,
    length,
    // Past 2^53 no file of ours is right either.
    granule: granule === NO_PACKET_ENDS ? -1 : Number(granule),
    serial: view.getUint32(14, true),
    sequence: view.getUint32(18, true),
    isFirst: (page[5]! & FIRST) !== 0,
    isLast: (page[5]! & LAST) !== 0,
    isContinued: (page[5]! & CONTINUED) !== 0,
    parts,
    goesOn: isOpen,
  };
}

/** All whole pages of a file in order; what lies between them is passed over (RFC 3533 §3). */
export function* pagesOf(source: ByteSource): Generator<OggPage> {
  for (let at = 0; at < source.length;) {
    const page = readPage(source, at);
    if (page !== undefined) yield page;
    const next = page === undefined ? findCapture(source, at + 1) : at + page.length;
    if (next === undefined) return;
    at = next;
  }
}

/** Where the next page might begin. */
function findCapture(source: ByteSource, from: number): number | undefined {
  for (let at = from; at < source.length;) {
    const bytes = source.read(at, LARGEST_PAGE);
    for (let place = bytes.indexOf(0x4f); place >= 0; place = bytes.indexOf(0x4f, place + 1)) {
      if (wordAt(bytes, place, 4) === CAPTURE) return at + place;
    }
    at += Math.max(0, bytes.length - CAPTURE.length + 1);
    // Behind what cannot be read, octets may come again.
    while (at < source.length && source.read(at, CAPTURE.length).length < CAPTURE.length) at += 1;
  }
  return undefined;
}

/** The octets of a page's parts. Empty where they cannot be had any more. */
export function partsOf(source: ByteSource, page: OggPage): Uint8Array[] {
  const sum = page.parts.reduce((total, part) => total + part, 0);
  const body = source.read(page.at + page.length - sum, sum);
  if (body.length < sum) return [];
  let at = 0;
  return page.parts.map((part) => body.subarray(at, at += part));
}
