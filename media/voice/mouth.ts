import type { Codec } from "../codec/mod.ts";
import { pressDigits } from "../dtmf/mod.ts";
import type { Rate, Resampler, Resamplers } from "../resample/mod.ts";
import { type Cadence, TonePlayer } from "../tone/mod.ts";
import { type Block, type Kernels, type Span, takeSamples } from "../wasm/mod.ts";

/** What a leg's peer hears: one frame of the room in on every beat, one payload out. */
export class Mouth implements Disposable {
  readonly codec: Codec;
  readonly #kernels: Kernels;
  readonly #frame: Block<Int16Array>;
  readonly #resampler: Resampler | undefined;
  #keys: TonePlayer | undefined;
  readonly #pressed: Cadence[] = [];
  #isOpen = true;

  /** @param codec becomes the mouth's own; @param rate of the room, in Hz */
  constructor(
    parts: { readonly kernels: Kernels; readonly resamplers: Resamplers },
    codec: Codec,
    rate: Rate,
  ) {
    this.codec = codec;
    this.#kernels = parts.kernels;
    this.#frame = takeSamples(parts.kernels, codec.samplesPerFrame);
    this.#resampler = codec.sampleRate === rate ? undefined : parts.resamplers.make(rate, codec.sampleRate);
  }

  /** Says a frame. Returns the payload's octets; 0 where the codec sends nothing for silence. Allocates nothing. */
  say(frame: Span, payload: Span): number {
    if (this.#keys !== undefined && this.#isPressing(this.#keys)) {
      this.#keys.fill(this.#frame);
      return this.codec.encode(this.#frame, payload);
    }
    if (this.#resampler === undefined) return this.codec.encode(frame, payload);
    this.#resampler.resample(frame, this.#frame);
    return this.codec.encode(this.#frame, payload);
  }

  /** Presses a key in the sound itself, for a peer who understands nothing else; it waits for those before it. */
  press(digit: string, durationMs: number): void {
    this.#keys ??= new TonePlayer(this.#kernels, this.codec.sampleRate);
    this.#pressed.push(pressDigits(digit, { digitMs: durationMs }));
  }

  #isPressing(keys: TonePlayer): boolean {
    const next = keys.isPlaying ? undefined : this.#pressed.shift();
    if (next !== undefined) keys.play(next);
    return keys.isPlaying;
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.codec[Symbol.dispose]();
    this.#resampler?.[Symbol.dispose]();
    this.#keys?.[Symbol.dispose]();
    this.#kernels.arena.giveBack(this.#frame.at);
  }
}
