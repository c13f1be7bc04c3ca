import { toHex, toText } from "../../core/base/mod.ts";
import type { Rate } from "../resample/mod.ts";

/** A clip as it lies in the pack. */
export interface PackedClip {
  /** `ro/goodbye` */
  readonly name: string;
  /** What is heard, in samples at {@link PACK_RATE}. */
  readonly samples: number;
  /** Where its packets begin. */
  readonly at: number;
  readonly octets: number;
}

/** What a pack says of itself. */
export interface PackHead {
  /** The hash of the words that it was made from, in hexadecimal. */
  readonly hash: string;
  /** Samples at {@link PACK_RATE} that every clip's decoder makes before the clip begins. */
  readonly preSkip: number;
  /** Of each packet, at {@link PACK_RATE}. */
  readonly packetSamples: number;
  readonly clips: readonly PackedClip[];
}

/** A clip before it is packed: its Opus packets. Clips that share their packets are packed once. */
export interface LooseClip {
  readonly name: string;
  readonly samples: number;
  readonly packets: readonly Uint8Array[];
}

/** In Hz: the rate in which a pack counts. */
export const PACK_RATE: Rate = 16_000;

const MAGIC = "KPROMPTS";
const VERSION = 1;
const [VERSION_AT, PRE_SKIP_AT, PACKET_AT, COUNT_AT, HASH_AT, INDEX_AT] = [8, 10, 12, 14, 16, 48];
const HASH_OCTETS = 32;
/** Of an index entry, behind its name: samples, place, octets. */
const NUMBERS = 12;

/**
 * Writes a pack. All numbers are unsigned, the lowest octet first:
 *
 * ```
 *  0  "KPROMPTS"
 *  8  u16 version 1
 * 10  u16 samples to skip before each clip, at 16 kHz
 * 12  u16 samples of a packet, at 16 kHz
 * 14  u16 how many clips
 * 16  SHA-256 of the words
 * 48  for each clip: u8 length of its name, its name, u32 samples, u32 place in the file, u32 octets
 *     for each clip at its place, packet after packet: u16 length, an Opus packet (RFC 6716)
 * ```
 */
export function writePack(head: Omit<PackHead, "clips">, clips: readonly LooseClip[]): Uint8Array<ArrayBuffer> {
  const names = clips.map(({ name }) => new TextEncoder().encode(name));
  const bodies = new Map(clips.map(({ packets }) => [packets, bodyOf(packets)]));
  const indexEnd = names.reduce((at, name) => at + 1 + name.length + NUMBERS, INDEX_AT);
  const bytes = new Uint8Array([...bodies.values()].reduce((sum, body) => sum + body.length, indexEnd));
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  view.setUint16(VERSION_AT, VERSION, true);
  view.setUint16(PRE_SKIP_AT, head.preSkip, true);
  view.setUint16(PACKET_AT, head.packetSamples, true);
  view.setUint16(COUNT_AT, clips.length, true);
  for (let at = 0; at < HASH_OCTETS; at++) bytes[HASH_AT + at] = parseInt(head.hash.slice(2 * at, 2 * at + 2), 16);
  let next = indexEnd;
  const places = new Map<LooseClip["packets"], number>();
  for (const [packets, body] of bodies) {
    places.set(packets, next);
    bytes.set(body, next);
    next += body.length;
  }
  let at = INDEX_AT;
  clips.forEach(({ samples, packets }, number) => {
    const name = names[number]!;
    bytes[at] = name.length;
    bytes.set(name, at + 1);
    at += 1 + name.length;
    [samples, places.get(packets)!, bodies.get(packets)!.length].forEach((value, nth) => {
      view.setUint32(at + 4 * nth, value, true);
    });
    at += NUMBERS;
  });
  return bytes;
}

/** Reads a pack's head and index. Throws where it is none: the file is ours. */
export function readPack(bytes: Uint8Array): PackHead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < INDEX_AT || toText(bytes.subarray(0, MAGIC.length)) !== MAGIC) {
    throw new Error(`Cannot read the pack of prompts: it does not begin with "${MAGIC}"`);
  }
  const version = view.getUint16(VERSION_AT, true);
  if (version !== VERSION) throw new Error(`Cannot read the pack of prompts: its version is "${version}"`);
  const clips: PackedClip[] = [];
  let at = INDEX_AT;
  for (let left = view.getUint16(COUNT_AT, true); left > 0; left--) {
    const nameEnd = at + 1 + (bytes[at] ?? 0);
    if (nameEnd + NUMBERS > bytes.length) throw cutOff(bytes.length);
    const [samples, place, octets] = [0, 4, 8].map((offset) => view.getUint32(nameEnd + offset, true));
    if (place! + octets! > bytes.length) throw cutOff(bytes.length);
    clips.push({ name: toText(bytes.subarray(at + 1, nameEnd)), samples: samples!, at: place!, octets: octets! });
    at = nameEnd + NUMBERS;
  }
  return {
    hash: toHex(bytes.subarray(HASH_AT, HASH_AT + HASH_OCTETS)),
    preSkip: view.getUint16(PRE_SKIP_AT, true),
    packetSamples: view.getUint16(PACKET_AT, true),
    clips,
  };
}

/** A clip's packets, as views of the pack. */
export function packetsOf(bytes: Uint8Array, clip: PackedClip): readonly Uint8Array[] {
  const packets: Uint8Array[] = [];
  const end = clip.at + clip.octets;
  for (let at = clip.at; at + 2 <= end;) {
    const from = at + 2;
    at = from + bytes[at]! + 256 * bytes[at + 1]!;
    packets.push(bytes.subarray(from, Math.min(at, end)));
  }
  return packets;
}

function bodyOf(packets: readonly Uint8Array[]): Uint8Array {
  const body = new Uint8Array(packets.reduce((sum, packet) => sum + 2 + packet.length, 0));
  let at = 0;
  for (const packet of packets) {
    body.set([packet.length & 255, packet.length >> 8], at);
    body.set(packet, at + 2);
    at += 2 + packet.length;
  }
  return body;
}

function cutOff(length: number): Error {
  return new Error(`Cannot read the pack of prompts: it is cut off after "${length}" octets`);
}
