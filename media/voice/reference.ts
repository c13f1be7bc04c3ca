import type { Rate, Resampler, Resamplers } from "../resample/mod.ts";
import { type Block, type Kernels, type Span, takeSamples } from "../wasm/mod.ts";

const FRAMES_PER_SECOND = 50;
/** As long as an echo may be under way and a jitter buffer hold it back: 700 ms. */
const FRAMES = 35;

/**
 * What was said to a leg, frame by frame, kept until what comes back of it is heard: the echo canceller's reference. A
 * frame that nothing was said in is silence.
 */
export class Reference implements Disposable {
  readonly #kernels: Kernels;
  readonly #resamplers: Resamplers;
  readonly #rate: Rate;
  /** Said last, at `#end`, and before it all that is older, around the beginning. */
  readonly #ring: Block<Int16Array>;
  readonly #frame: Block<Int16Array>;
  /** In samples: behind the newest frame. */
  #end = 0;
  #hasSaid = false;
  #resampler: { readonly from: Rate; readonly works: Resampler } | undefined;
  #isOpen = true;

  /** @param rate at which it is read, in Hz */
  constructor(parts: { readonly kernels: Kernels; readonly resamplers: Resamplers }, rate: Rate) {
    this.#kernels = parts.kernels;
    this.#resamplers = parts.resamplers;
    this.#rate = rate;
    this.#ring = takeSamples(parts.kernels, FRAMES * rate / FRAMES_PER_SECOND);
    this.#frame = takeSamples(parts.kernels, rate / FRAMES_PER_SECOND);
  }

  /** By how many samples a frame may be read behind the newest one. */
  get #most(): number {
    return this.#ring.length - this.#frame.length;
  }

  /** Keeps what is said in this beat. Allocates nothing but where the rate has become another one. */
  keep(frame: Span, rate: Rate): void {
    const { at, length } = this.#frame;
    if (rate === this.#rate) this.#kernels.samples.copyWithin(at >> 1, frame.at >> 1, (frame.at >> 1) + length);
    else this.#resamplerFrom(rate).resample(frame, this.#frame);
    this.#append();
  }

  /** Begins a beat: where nothing was kept since the last one, nothing was said. */
  turn(): void {
    if (!this.#hasSaid) {
      this.#frame.view.fill(0);
      this.#append();
    }
    this.#hasSaid = false;
  }

  /** The frame that ends so many samples before the newest one does, as far as they are kept; good until the next call. */
  read(wanted: number): Span {
    const behind = Math.max(0, Math.min(this.#most, wanted));
    const { view, length } = this.#ring;
    const from = (this.#end - behind - this.#frame.length + 2 * length) % length;
    const whole = Math.min(this.#frame.length, length - from);
    const { samples } = this.#kernels;
    const to = this.#frame.at >> 1;
    const begin = view.byteOffset >> 1;
    samples.copyWithin(to, begin + from, begin + from + whole);
    if (whole < this.#frame.length) samples.copyWithin(to + whole, begin, begin + this.#frame.length - whole);
    return this.#frame;
  }

  #append(): void {
    const { at, length } = this.#frame;
    const end = (this.#ring.at >> 1) + this.#end;
    this.#kernels.samples.copyWithin(end, at >> 1, (at >> 1) + length);
    this.#end = (this.#end + length) % this.#ring.length;
    this.#hasSaid = true;
  }

  #resamplerFrom(rate: Rate): Resampler {
    if (this.#resampler?.from === rate) return this.#resampler.works;
    this.#resampler?.works[Symbol.dispose]();
    const works = this.#resamplers.make(rate, this.#rate);
    this.#resampler = { from: rate, works };
    return works;
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#resampler?.works[Symbol.dispose]();
    for (const { at } of [this.#ring, this.#frame]) this.#kernels.arena.giveBack(at);
  }
}
