/** RFC 6716 §3.1: how long one frame is, by the upper five bits of a packet's first octet, in samples at 48 kHz. */
const FRAME_SAMPLES: readonly number[] = [
  ...[480, 960, 1920, 2880, 480, 960, 1920, 2880, 480, 960, 1920, 2880],
  ...[480, 960, 480, 960],
  ...[120, 240, 480, 960, 120, 240, 480, 960, 120, 240, 480, 960, 120, 240, 480, 960],
];
/** 120 ms: no packet may be longer. */
const MOST_SAMPLES = 5760;
/** Lengths past this take two octets (RFC 6716 §3.2.1). */
const MOST_SHORT = 251;

/** How long a packet sounds, in samples at 48 kHz; 0 where it is no packet (RFC 6716 §3.4). */
export function samplesOf(packet: Uint8Array): number {
  const [toc, count = 0] = packet;
  if (toc === undefined) return 0;
  const code = toc & 3;
  if (code === 3 && packet.length < 2) return 0;
  const frames = code === 0 ? 1 : code === 3 ? count & 63 : 2;
  const samples = frames * FRAME_SAMPLES[toc >> 3]!;
  return samples <= MOST_SAMPLES ? samples : 0;
}

/** How a packet is laid out (RFC 6716 §3.2): its lengths, all but the last one, come before its frames. */
interface Layout {
  /** Where the frames begin, and where Appendix B puts the length of the last one. */
  readonly at: number;
  /** Octets of the frames whose length is told. */
  readonly told: number;
  /** How many frames share the last length. */
  readonly frames: number;
  readonly padding: number;
}

/** Reads a packet's octets up to its frames; undefined where they lead outside. */
function layoutOf(packet: Uint8Array): Layout | undefined {
  const code = packet[0]! & 3;
  if (code < 2) return { at: 1, told: 0, frames: code + 1, padding: 0 };
  const reader = new Lengths(packet, 1);
  if (code === 2) {
    const told = reader.next();
    return told === undefined ? undefined : { at: reader.at, told, frames: 1, padding: 0 };
  }
  const flags = packet[reader.at++] ?? 0;
  const count = flags & 63;
  let padding = 0;
  for (let more = (flags & 0x40) !== 0; more;) {
    const octet = packet[reader.at++];
    if (octet === undefined) return undefined;
    more = octet === 255;
    padding += more ? 254 : octet;
  }
  if ((flags & 0x80) === 0) return count === 0 ? undefined : { at: reader.at, told: 0, frames: count, padding };
  let told = 0;
  for (let frame = 1; frame < count; frame++) {
    const length = reader.next();
    if (length === undefined) return undefined;
    told += length;
  }
  return { at: reader.at, told, frames: 1, padding };
}

/** Joins one packet of each of two streams (RFC 7845 §3): the first says its own length (RFC 6716 Appendix B). */
export function join(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const layout = first.length === 0 ? undefined : layoutOf(first);
  if (layout === undefined) throw new Error("Cannot join packets of Opus: the first is none");
  const { at, told, frames, padding } = layout;
  const last = (first.length - at - told - padding) / frames;
  const words = last <= MOST_SHORT ? [last] : [MOST_SHORT + 1 + (last & 3), (last - MOST_SHORT - 1 - (last & 3)) >> 2];
  const packet = new Uint8Array(first.length + words.length + second.length);
  packet.set(first.subarray(0, at));
  packet.set(words, at);
  packet.set(first.subarray(at), at + words.length);
  packet.set(second, first.length + words.length);
  return packet;
}

/**
 * Takes apart what {@link join} and its like put together: the packet of the first stream as it was before, and the rest.
 * Undefined where a length leads outside.
 */
export function split(packet: Uint8Array): readonly [Uint8Array, Uint8Array] | undefined {
  const layout = packet.length === 0 ? undefined : layoutOf(packet);
  if (layout === undefined) return undefined;
  const reader = new Lengths(packet, layout.at);
  const last = reader.next();
  if (last === undefined) return undefined;
  const end = reader.at + layout.told + layout.frames * last + layout.padding;
  if (end > packet.length) return undefined;
  const first = new Uint8Array(layout.at + end - reader.at);
  first.set(packet.subarray(0, layout.at));
  first.set(packet.subarray(reader.at, end), layout.at);
  return [first, packet.subarray(end)];
}

/** Frame lengths, one after the other (RFC 6716 §3.2.1). */
class Lengths {
  readonly #packet: Uint8Array;
  at: number;

  constructor(packet: Uint8Array, at: number) {
    this.#packet = packet;
    this.at = at;
  }

  next(): number | undefined {
    const first = this.#packet[this.at++];
    if (first === undefined || first <= MOST_SHORT) return first;
    const second = this.#packet[this.at++];
    return second === undefined ? undefined : first + 4 * second;
  }
}
