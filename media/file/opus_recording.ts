import { FRAME_MS, makeOpus } from "../codec/mod.ts";
import type { Rate } from "../resample/mod.ts";
import { type Kernels, type OpusLibrary, type Span, takeOctets, takeSamples } from "../wasm/mod.ts";
import type { Piece } from "./bytes.ts";
import { fitPage, writePage } from "./ogg_page.ts";
import { writeOpusHead, writeOpusTags } from "./opus_head.ts";
import { join } from "./opus_packet.ts";
import { FLUSH_MS, type Recording } from "./recording.ts";

export interface OpusSettings {
  /** Of what is added, in Hz. */
  readonly rate: Rate;
  /** Two: left and right stay apart, as streams of their own. */
  readonly sides: 1 | 2;
  /** `usual`: at most 12 MB an hour of two people who talk; `small`: 5 MB. */
  readonly size: "usual" | "small";
  /** The stream's number, by chance (RFC 3533 §4). */
  readonly serial: number;
  /** For whoever opens the file: `TITLE`, `DATE` (RFC 7845 §5.2). */
  readonly comments?: Readonly<Record<string, string>>;
}

/**
 * Long frames cost fewer octets around the sound, and a recording is in no hurry. At 10 kbit/s the upper half of the band is
 * there only where the encoder tries hard; at 24 it does with half the work.
 */
const SIZES = {
  usual: { bitrate: 24_000, framesPerPacket: 1, complexity: 1 },
  small: { bitrate: 10_000, framesPerPacket: 3, complexity: 5 },
} as const;
const OPUS_RATE = 48_000;
const VENDOR = "Kontor";
/** RFC 7845 §5.1.1.2: left and right; each is a stream that knows nothing of the other. */
const FAMILY = { 1: 0, 2: 1 } as const;

/**
 * The packet of a side that rests, with two octets of padding behind its empty frame (RFC 6716 §3.2.5): ffmpeg's own decoder
 * takes what follows for sound.
 */
function padded(packet: Uint8Array): Uint8Array {
  return packet.length === 1 ? Uint8Array.of(packet[0]! | 3, 0x40 | 1, 2, 0, 0) : packet;
}

/** An Ogg Opus file (RFC 7845). Silence costs next to nothing. */
export function makeOpusRecording(kernels: Kernels, library: OpusLibrary, settings: OpusSettings): Recording {
  const { rate, sides, size, serial, comments = {} } = settings;
  const { bitrate, framesPerPacket, complexity } = SIZES[size];
  const encoders = Array.from(
    { length: sides },
    () => makeOpus(kernels, library, { sampleRate: rate, bitrate, complexity, dtx: true, fec: false }),
  );
  const samplesPerFrame = rate * FRAME_MS / 1000;
  const samplesPerPacket = samplesPerFrame * framesPerPacket;
  const granulesPerSample = OPUS_RATE / rate;
  const preSkip = encoders[0]!.lookahead * granulesPerSample;
  const sound = encoders.map(() => takeSamples(kernels, samplesPerPacket));
  const octets = takeOctets(kernels, library.mostOctets);
  let packets: Uint8Array[] = [];
  let added = 0;
  let encoded = 0;
  let sequence = 0;
  let length = 0;
  let isOpen = true;

  const page = (bodies: readonly Uint8Array[], granule: number, is?: "first" | "last"): Piece => {
    const bytes = writePage(bodies, { serial, sequence, granule, ...is === undefined ? {} : { is } });
    const piece = { at: length, bytes };
    sequence += 1;
    length += bytes.length;
    return piece;
  };
  const begin = (): Piece[] => {
    if (sequence > 0) return [];
    const mapping = encoders.map((_, side) => side);
    const head = {
      channels: sides,
      preSkip,
      inputRate: rate,
      gain: 0,
      family: FAMILY[sides],
      streams: sides,
      coupled: 0,
    };
    return [
      page([writeOpusHead({ ...head, mapping })], 0, "first"),
      page([writeOpusTags(VENDOR, comments)], 0),
    ];
  };
  const encode = (): void => {
    const [first, second] = encoders.map((encoder, side) => octets.view.slice(0, encoder.encode(sound[side]!, octets)));
    packets.push(second === undefined ? first! : join(padded(first!), second));
    encoded += 1;
  };
  /** Pages of what has gathered: one, unless nobody flushed for seconds. */
  const pages = (granule: number, is?: "last"): Piece[] => {
    const pieces: Piece[] = [];
    let from = 0;
    for (let at = 1; at <= packets.length; at++) {
      if (at < packets.length && fitPage(packets.slice(from, at + 1))) continue;
      const isEnd = at === packets.length;
      const behind = (encoded - packets.length + at) * samplesPerPacket * granulesPerSample;
      pieces.push(page(packets.slice(from, at), isEnd ? granule : behind, isEnd ? is : undefined));
      from = at;
    }
    packets = [];
    return pieces;
  };

  const recording: Recording = {
    get isDue(): boolean {
      return packets.length * framesPerPacket * FRAME_MS >= FLUSH_MS;
    },
    get lengthMs(): number {
      return added * FRAME_MS;
    },
    add(left: Span, right?: Span): void {
      const place = added % framesPerPacket * samplesPerFrame;
      [left, right].slice(0, sides).forEach((span, side) => {
        const { view } = sound[side]!;
        const count = Math.min(span?.length ?? 0, samplesPerFrame);
        const from = (span?.at ?? 0) >> 1;
        view.fill(0, place + count, place + samplesPerFrame);
        view.set(kernels.samples.subarray(from, from + count), place);
      });
      added += 1;
      if (added % framesPerPacket === 0) encode();
    },
    flush(): readonly Piece[] {
      return [...begin(), ...pages(encoded * samplesPerPacket * granulesPerSample)];
    },
    end(): readonly Piece[] {
      // The encoder is behind by the pre-skip, so silence follows until all has come out (RFC 7845 §4.4).
      const total = preSkip + added * samplesPerFrame * granulesPerSample;
      let place = added % framesPerPacket * samplesPerFrame;
      while (encoded * samplesPerPacket * granulesPerSample < total) {
        for (const { view } of sound) view.fill(0, place);
        place = 0;
        encode();
      }
      return [...begin(), ...pages(total, "last")];
    },
    [Symbol.dispose](): void {
      if (!isOpen) return;
      isOpen = false;
      for (const encoder of encoders) encoder[Symbol.dispose]();
      for (const block of [...sound, octets]) kernels.arena.giveBack(block.at);
    },
  };
  return recording;
}
