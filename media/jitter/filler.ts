import type { Codec } from "../codec/mod.ts";
import { ComfortNoise } from "../noise/mod.ts";
import { Concealer } from "../plc/mod.ts";
import { type Block, type Kernels, type Span, takeOctets, takeSamples } from "../wasm/mod.ts";

/** A level and the coefficients that comfort noise makes use of. */
const LONGEST_DESCRIPTION = 13;
/** A codec that conceals also goes on with its own comfort noise: for so long behind the last packet. */
const CODEC_QUIET_MS = 1000;
/**
 * So long noise is heard that nobody has described again. How often that is done is the sender's choice (RFC 3389 §4), and
 * most do it every second or so; a stream that has died must not hiss on.
 */
const NOISE_LASTS_MS = 10_000;
/** The softest noise that can be described: in it the last one ends without a click. */
const SOFTEST = Uint8Array.of(127);
const FADE_IN_MS = 2;
const SEED = 0x6b6f_6e74;

/**
 * What a frame is made of: packets, at least in part a guess in place of lost ones, the noise of a silent sender, or nothing at
 * all: all samples of silence are 0.
 */
export type Taken = "sound" | "concealed" | "noise" | "silence";

/** Fills what no packet fills: loss with what was heard last, silence with the noise that was described. */
export class Filler implements Disposable {
  readonly #kernels: Kernels;
  readonly #codec: Codec;
  readonly #concealer: Concealer | undefined;
  readonly #noise: ComfortNoise;
  readonly #octets: Uint8Array;
  /** One view for each length of a description: a packet then needs none of its own. */
  readonly #descriptions: readonly Uint8Array[];
  readonly #descriptionAt: number;
  readonly #hushed: Block<Int16Array>;
  readonly #mostConcealed: number;
  #isDescribed = false;
  /** Samples of noise since it was described. */
  #noiseLasted = 0;
  #isQuiet = true;
  #concealedInQuiet: number;
  #isOpen = true;

  constructor(kernels: Kernels, codec: Codec) {
    this.#kernels = kernels;
    this.#codec = codec;
    this.#concealer = codec.conceal === undefined ? new Concealer(kernels, codec.sampleRate) : undefined;
    this.#noise = new ComfortNoise(kernels, SEED);
    this.#octets = new Uint8Array(kernels.buffer);
    this.#mostConcealed = CODEC_QUIET_MS * codec.sampleRate / 1000;
    this.#concealedInQuiet = this.#mostConcealed;
    const block = takeOctets(kernels, LONGEST_DESCRIPTION);
    this.#descriptionAt = block.at;
    this.#hushed = takeSamples(kernels, codec.samplesPerFrame);
    this.#descriptions = Array.from({ length: LONGEST_DESCRIPTION + 1 }, (_, length) => block.view.subarray(0, length));
  }

  /** A packet's sound, that is joined on to what was played before it. */
  heard(sound: Readonly<Span>): void {
    if (this.#isQuiet) {
      const fade = FADE_IN_MS * this.#codec.sampleRate / 1000;
      if (sound.length >= fade) this.#kernels.run.amplify(sound.at, fade, 0, 1);
      this.#concealer?.reset();
    }
    this.#isQuiet = false;
    this.#isDescribed = false;
    this.#concealedInQuiet = 0;
    this.#concealer?.heard(sound);
  }

  /** Fills a lost stretch of at most a frame. `next` is the packet after it, where that is the very next one. */
  lost(out: Span, next?: Span): number {
    if (this.#concealer !== undefined) {
      this.#concealer.lost(out);
      return out.length;
    }
    const isTold = next !== undefined && this.#codec.recover !== undefined;
    const written = isTold ? this.#codec.recover?.(next, out) : this.#codec.conceal?.(out);
    if (written !== undefined && written > 0) return written;
    this.#kernels.samples.fill(0, out.at / 2, out.at / 2 + out.length);
    return out.length;
  }

  /** The noise that is heard in silence from now on (RFC 3389). */
  describe(payload: Readonly<Span>): void {
    const length = Math.min(payload.length, LONGEST_DESCRIPTION);
    this.#octets.copyWithin(this.#descriptionAt, payload.at, payload.at + length);
    this.#noise.describe(this.#descriptions[length]!);
    this.#isDescribed = length > 0 || this.#isDescribed;
    this.#noiseLasted = 0;
  }

  /**
   * Fills silence into room for a frame. Returns how many samples it wrote: `needed`, or a frame in which sound goes over into
   * silence.
   */
  quiet(room: Span, needed: number): number {
    if (this.#codec.conceal !== undefined && this.#concealedInQuiet < this.#mostConcealed) {
      this.#isQuiet = false;
      this.#concealedInQuiet += needed;
      return Math.min(needed, this.lost(room));
    }
    if (!this.#isQuiet) {
      this.#isQuiet = true;
      this.lost(room);
      this.#hush(this.#hushed);
      this.#kernels.run.crossfade(room.at, this.#hushed.at, room.at, room.length);
      return room.length;
    }
    room.length = needed;
    this.#hush(room);
    return needed;
  }

  /** What a frame of silence is, if one is filled now: as sound goes over into silence, and while a codec makes it, a guess. */
  get silence(): Taken {
    if (!this.#isQuiet) return "concealed";
    return this.#isDescribed ? "noise" : "silence";
  }

  #hush(out: Span): void {
    if (!this.#isDescribed) {
      this.#kernels.samples.fill(0, out.at / 2, out.at / 2 + out.length);
      return;
    }
    this.#noiseLasted += out.length;
    const isOver = this.#noiseLasted > NOISE_LASTS_MS * this.#codec.sampleRate / 1000;
    if (isOver) this.#noise.describe(SOFTEST);
    this.#noise.fill(out);
    this.#isDescribed = !isOver;
  }

  /** Nothing was heard yet. */
  restart(): void {
    this.#concealer?.reset();
    this.#isQuiet = true;
    this.#isDescribed = false;
    this.#concealedInQuiet = this.#mostConcealed;
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#concealer?.[Symbol.dispose]();
    this.#noise[Symbol.dispose]();
    this.#kernels.arena.giveBack(this.#descriptionAt);
    this.#kernels.arena.giveBack(this.#hushed.at);
  }
}
