import type { Codec } from "../codec/mod.ts";
import { pressDigits } from "../dtmf/mod.ts";
import { Concealer } from "../plc/mod.ts";
import type { Rate, Resampler, Resamplers } from "../resample/mod.ts";
import { type Cadence, TonePlayer } from "../tone/mod.ts";
import { type Block, type Kernels, type Span, takeSamples } from "../wasm/mod.ts";
import type { Companion } from "./companion.ts";

/**
 * What a leg's peer hears: one frame of the room in on every beat, one payload out. It knows what he heard last, so that
 * what comes from another road or another room joins on without a click.
 */
export class Mouth implements Disposable {
  readonly codec: Codec;
  readonly #kernels: Kernels;
  readonly #resamplers: Resamplers;
  readonly #frame: Block<Int16Array>;
  readonly #past: Concealer;
  #rate: Rate;
  #resampler: Resampler | undefined;
  #joins = false;
  #keys: TonePlayer | undefined;
  readonly #pressed: Cadence[] = [];
  #isOpen = true;

  /** @param codec becomes the mouth's own; @param rate of the room, in Hz */
  constructor(parts: { readonly kernels: Kernels; readonly resamplers: Resamplers }, codec: Codec, rate: Rate) {
    this.codec = codec;
    this.#kernels = parts.kernels;
    this.#resamplers = parts.resamplers;
    this.#frame = takeSamples(parts.kernels, codec.samplesPerFrame);
    this.#past = new Concealer(parts.kernels, codec.sampleRate);
    this.#rate = codec.sampleRate;
    this.enter(rate);
  }

  /** The frame that was said last. */
  get frame(): Readonly<Span> {
    return this.#frame;
  }

  /** The next frame comes from elsewhere: it joins on to what was said before. */
  join(): void {
    this.#joins = true;
  }

  /** Speaks for another room from now on: its first frame joins on to what was said before. */
  enter(rate: Rate): void {
    this.join();
    if (rate === this.#rate) return;
    this.#rate = rate;
    this.#resampler?.[Symbol.dispose]();
    const { sampleRate } = this.codec;
    this.#resampler = sampleRate === rate ? undefined : this.#resamplers.make(rate, sampleRate);
  }

  /** Whether a key is being pressed, or waits for it. */
  get isPressing(): boolean {
    return this.#keys?.isPlaying === true || this.#pressed.length > 0;
  }

  /** He has heard others, or nothing, since he was spoken to here: there is nothing to join on to. */
  forget(): void {
    this.#past.reset();
  }

  /** He has heard this payload of the mouth's own codec, by another road. */
  follow(payload: Span): void {
    const count = this.codec.decode(payload, this.#frame);
    this.#past.heard({ at: this.#frame.at, length: count });
  }

  /**
   * Says a frame. Returns the payload's octets; 0 where the codec sends nothing for silence. Allocates nothing.
   *
   * @param by whoever is to know what was said
   */
  say(frame: Span, payload: Span, by?: Companion): number {
    if (this.#keys !== undefined && this.#isPressing(this.#keys)) this.#keys.fill(this.#frame);
    else if (this.#resampler !== undefined) this.#resampler.resample(frame, this.#frame);
    else this.#kernels.samples.copyWithin(this.#frame.at >> 1, frame.at >> 1, (frame.at >> 1) + frame.length);
    if (this.#joins) this.#past.joined(this.#frame);
    else this.#past.heard(this.#frame);
    this.#joins = false;
    by?.said(this.#frame, this.codec.sampleRate);
    return this.codec.encode(this.#frame, payload);
  }

  /**
   * Joins the first packet of another road on to what was said here, in place. Returns its new length; the old one where
   * it is not 20 ms and so cannot be said anew.
   */
  land(payload: Span, room: number): number {
    const count = this.codec.decode(payload, this.#frame);
    if (count !== this.#frame.length || payload.length > this.codec.octetsPerFrame) return payload.length;
    this.#past.joined(this.#frame);
    return this.codec.encode(this.#frame, { at: payload.at, length: room });
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
    this.#past[Symbol.dispose]();
    this.#kernels.arena.giveBack(this.#frame.at);
  }
}
