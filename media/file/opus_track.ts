import { fail, ok, type Result } from "../../core/base/mod.ts";
import { FRAME_MS, makeOpus, type OpusCodec } from "../codec/mod.ts";
import type { Rate } from "../resample/mod.ts";
import { type Block, type Kernels, type OpusLibrary, type Span, takeOctets, takeSamples } from "../wasm/mod.ts";
import type { ByteSource } from "./bytes.ts";
import { beginOf, openOpusFile, type OpusFile, packetsOf, type PagePacket, placeOf } from "./opus_file.ts";
import { samplesOf, split } from "./opus_packet.ts";
import type { Track } from "./player.ts";

/** Which of two sides is heard; a file of one side has only that. */
export type Side = "both" | "left" | "right";

/** Ogg Opus counts at this rate, whatever it was recorded at (RFC 7845 §4). */
const OPUS_RATE = 48_000;
const MOST_MS = 120;
/** Our own recordings have two; more would be music in the round. */
const MOST_STREAMS = 2;
/** A hole in the file longer than this is no hole but a jump in its counting, in samples at 48 kHz. */
const LONGEST_HOLE = 60 * OPUS_RATE;
const [LOWEST, HIGHEST] = [-32_768, 32_767];

/** Opens an Ogg Opus file to be heard at a rate. */
export function openOpusTrack(
  source: ByteSource,
  tools: { readonly kernels: Kernels; readonly opus: OpusLibrary },
  wanted: { readonly rate: Rate; readonly side: Side },
): Result<Track> {
  const opened = openOpusFile(source);
  if (!opened.ok) return opened;
  const { streams } = opened.value.head;
  if (streams > MOST_STREAMS) {
    return fail("too-many-streams", `Cannot play the streams "${streams}" of OpusHead: expected 1 or 2`);
  }
  return ok(new OpusTrack(source, opened.value, tools, wanted));
}

/** In place of a packet that is not there: 20 ms are concealed. */
const LOST: Uint8Array = new Uint8Array(0);

/** An Ogg Opus file's sound: each stream has a decoder, and both are heard together. */
class OpusTrack implements Track {
  readonly rate: number;
  readonly lengthMs: number;
  readonly mostSamples: number;
  readonly #kernels: Kernels;
  readonly #source: ByteSource;
  readonly #file: OpusFile;
  readonly #side: Side;
  readonly #gain: number;
  readonly #decoders: readonly OpusCodec[];
  readonly #packet: Block<Uint8Array>;
  readonly #other: Block<Int16Array>;
  #packets: Iterator<PagePacket>;
  /** The packet that waits until the hole before it is filled. */
  #waiting: PagePacket | undefined;
  #page = -1;
  /** Where the next packet would begin, in samples at 48 kHz. */
  #position = 0;
  /** Samples until the end, at our rate. */
  #left = 0;
  #isOpen = true;

  constructor(
    source: ByteSource,
    file: OpusFile,
    tools: { readonly kernels: Kernels; readonly opus: OpusLibrary },
    wanted: { readonly rate: Rate; readonly side: Side },
  ) {
    this.rate = wanted.rate;
    this.mostSamples = wanted.rate * MOST_MS / 1000;
    this.lengthMs = Math.max(0, file.to - file.from - file.head.preSkip) * 1000 / OPUS_RATE;
    this.#kernels = tools.kernels;
    this.#source = source;
    this.#file = file;
    this.#side = wanted.side;
    this.#gain = 10 ** (file.head.gain / 20);
    this.#decoders = Array.from(
      { length: file.head.streams },
      () => makeOpus(tools.kernels, tools.opus, { sampleRate: wanted.rate }),
    );
    this.#packet = takeOctets(tools.kernels, tools.opus.mostOctets);
    this.#other = takeSamples(tools.kernels, this.mostSamples);
    this.#packets = packetsOf(source, file.pages);
  }

  seek(ms: number): number {
    const { head, from, to } = this.#file;
    const position = from + head.preSkip + ms * OPUS_RATE / 1000;
    const place = placeOf(this.#file, position);
    for (const decoder of this.#decoders) decoder.reset();
    this.#packets = packetsOf(this.#source, this.#file.pages, place.page);
    this.#waiting = undefined;
    this.#page = -1;
    this.#position = place.from;
    this.#left = this.#ours(to - place.from);
    return this.#ours(position - place.from);
  }

  step(out: Span): number {
    if (this.#left <= 0) return 0;
    const next = this.#waiting ?? this.#packets.next().value;
    if (next === undefined) return 0;
    const isHole = this.#isBehindHole(next);
    this.#waiting = isHole ? next : undefined;
    const packet = isHole ? LOST : next.packet;
    // RFC 7845 §4.4: the end lies where the last page says, not where its last packet ends.
    const count = Math.min(this.#hear(packet, out), this.#left);
    this.#position += samplesOf(packet) || count * OPUS_RATE / this.rate;
    this.#left -= count;
    return count;
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    for (const decoder of this.#decoders) decoder[Symbol.dispose]();
    this.#kernels.arena.giveBack(this.#packet.at);
    this.#kernels.arena.giveBack(this.#other.at);
  }

  #ours(samples: number): number {
    return Math.round(samples * this.rate / OPUS_RATE);
  }

  /** Whether something is missing before a packet: pages that were spoiled. */
  #isBehindHole({ page }: PagePacket): boolean {
    if (page === this.#page) return false;
    const begin = beginOf(this.#source, this.#file.pages[page]!);
    const hole = (begin ?? this.#position) - this.#position;
    if (hole >= OPUS_RATE * FRAME_MS / 1000 && hole <= LONGEST_HOLE) return true;
    this.#page = page;
    return false;
  }

  /** All streams of a packet, heard together. */
  #hear(packet: Uint8Array, out: Span): number {
    const [first, second] = this.#decoders;
    const parts = second === undefined ? [packet] : split(packet) ?? [];
    const [mine = LOST, theirs = LOST] = parts;
    let count = this.#decode(first!, mine, out);
    if (second !== undefined) {
      const other = this.#decode(second, theirs, this.#other);
      this.#blend(out, count, other);
      count = Math.max(count, other);
    }
    if (this.#gain !== 1) this.#amplify(out, count);
    return count;
  }

  #decode(decoder: OpusCodec, packet: Uint8Array, out: Span): number {
    if (packet.length > this.#packet.length) return decoder.conceal(out);
    this.#packet.view.set(packet);
    return decoder.decode({ at: this.#packet.at, length: packet.length }, out);
  }

  /** Puts the second stream to the first, or in its place. */
  #blend(out: Span, mine: number, theirs: number): void {
    const { samples } = this.#kernels;
    const [to, from] = [out.at >> 1, this.#other.at >> 1];
    const [isLeft, isRight] = [this.#side !== "right", this.#side !== "left"];
    for (let at = 0; at < Math.max(mine, theirs); at++) {
      const left = isLeft && at < mine ? samples[to + at]! : 0;
      const right = isRight && at < theirs ? samples[from + at]! : 0;
      samples[to + at] = Math.max(LOWEST, Math.min(HIGHEST, left + right));
    }
  }

  #amplify(out: Span, count: number): void {
    const { samples } = this.#kernels;
    for (let at = out.at >> 1, end = at + count; at < end; at++) {
      samples[at] = Math.max(LOWEST, Math.min(HIGHEST, Math.round(samples[at]! * this.#gain)));
    }
  }
}
