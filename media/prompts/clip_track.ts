import { makeOpus, type OpusCodec } from "../codec/mod.ts";
import type { Track } from "../file/mod.ts";
import type { Rate } from "../resample/mod.ts";
import { type Block, type Kernels, type OpusLibrary, type Span, takeOctets } from "../wasm/mod.ts";
import { PACK_RATE, type PackHead } from "./pack_format.ts";

/** What a clip of the pack is played with. */
export interface ClipTools {
  readonly kernels: Kernels;
  readonly opus: OpusLibrary;
}

/** RFC 7845 §4.6: as far before a place a decoder starts, so that it is right when it gets there. */
const PREROLL_MS = 80;

/** Opus lays noise before a hard beginning; without this it would click where the clip before ended in silence. */
const FADE_MS = 6;

/** A clip of the pack as a track: all of its packets, without what its decoder makes before it begins. */
export class ClipTrack implements Track {
  readonly rate: number;
  readonly lengthMs: number;
  readonly mostSamples: number;
  readonly #kernels: Kernels;
  readonly #packets: readonly Uint8Array[];
  readonly #decoder: OpusCodec;
  readonly #packet: Block<Uint8Array>;
  /** Until the end, decoder's start included, at our rate. */
  readonly #all: number;
  readonly #preSkip: number;
  #next = 0;
  #isFresh = true;
  #isOpen = true;

  constructor(
    clip: { readonly samples: number; readonly packets: readonly Uint8Array[] },
    head: Pick<PackHead, "preSkip" | "packetSamples">,
    tools: ClipTools,
    rate: Rate,
  ) {
    const { kernels, opus } = tools;
    this.rate = rate;
    this.lengthMs = clip.samples * 1000 / PACK_RATE;
    this.mostSamples = head.packetSamples * rate / PACK_RATE;
    this.#kernels = kernels;
    this.#packets = clip.packets;
    this.#preSkip = Math.round(head.preSkip * rate / PACK_RATE);
    this.#all = this.#preSkip + Math.round(clip.samples * rate / PACK_RATE);
    this.#decoder = makeOpus(kernels, opus, { sampleRate: rate });
    this.#packet = takeOctets(kernels, clip.packets.reduce((most, { length }) => Math.max(most, length), 1));
  }

  step(out: Span): number {
    const left = this.#all - this.#next * this.mostSamples;
    const packet = this.#packets[this.#next];
    if (packet === undefined || left <= 0) return 0;
    const isFirst = this.#next === 0;
    this.#next++;
    this.#isFresh = false;
    this.#packet.view.set(packet);
    const count = Math.min(this.#decoder.decode({ at: this.#packet.at, length: packet.length }, out), left);
    if (isFirst) this.#fadeIn(out, count);
    return count;
  }

  seek(ms: number): number {
    const place = this.#preSkip + Math.round(ms * this.rate / 1000);
    const start = Math.max(0, place - PREROLL_MS * this.rate / 1000);
    this.#next = Math.floor(start / this.mostSamples);
    if (!this.#isFresh) this.#decoder.reset();
    this.#isFresh = true;
    return place - this.#next * this.mostSamples;
  }

  #fadeIn(out: Span, count: number): void {
    const { samples } = this.#kernels;
    const from = (out.at >> 1) + this.#preSkip;
    const length = Math.min(FADE_MS * this.rate / 1000, count - this.#preSkip);
    for (let at = 0; at < length; at++) samples[from + at] = samples[from + at]! * at / length;
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#decoder[Symbol.dispose]();
    this.#kernels.arena.giveBack(this.#packet.at);
  }
}
