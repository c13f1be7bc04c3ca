import type { Codec } from "../codec/mod.ts";
import type { Keystroke } from "../dtmf/mod.ts";
import { JitterBuffer, type Packet, type Taken } from "../jitter/mod.ts";
import type { Rate, Resampler, Resamplers } from "../resample/mod.ts";
import { type Block, type Kernels, type Span, takeSamples } from "../wasm/mod.ts";
import type { Companion } from "./companion.ts";
import { DigitGate } from "./digit_gate.ts";

const NOTHING: readonly Keystroke[] = [];

/** What a leg's peer says: packets in, one frame of the room out on every beat. */
export class Ear implements Disposable {
  readonly jitter: JitterBuffer;
  readonly #codec: Codec;
  readonly #kernels: Kernels;
  readonly #frame: Block<Int16Array>;
  readonly #resampler: Resampler | undefined;
  readonly #gate: DigitGate | undefined;
  /** What the frame is made of that the gate holds back. */
  #held: Taken = "silence";
  #isOpen = true;

  /** @param codec becomes the ear's own; @param rate of the room, in Hz; @param findsDigits in the sound itself */
  constructor(
    parts: { readonly kernels: Kernels; readonly resamplers: Resamplers },
    codec: Codec,
    { rate, findsDigits }: { readonly rate: Rate; readonly findsDigits: boolean },
  ) {
    this.#kernels = parts.kernels;
    this.#codec = codec;
    this.jitter = new JitterBuffer(parts.kernels, codec);
    this.#frame = takeSamples(parts.kernels, codec.samplesPerFrame);
    this.#resampler = codec.sampleRate === rate ? undefined : parts.resamplers.make(codec.sampleRate, rate);
    this.#gate = findsDigits ? new DigitGate(parts.kernels, codec.sampleRate, codec.samplesPerFrame) : undefined;
  }

  put(packet: Packet, nowMs: number): void {
    this.jitter.put(packet, nowMs);
  }

  /** Whether it listens for keys in the sound. */
  get findsDigits(): boolean {
    return this.#gate !== undefined;
  }

  /** The keys that went down or came up in the last frame; only of an ear that listens for them. */
  get strokes(): readonly Keystroke[] {
    return this.#gate?.strokes ?? NOTHING;
  }

  /**
   * Fills the room's frame of this beat. False where there is nothing to hear: the frame may then hold anything.
   *
   * @param by whoever hears it first, as it came
   */
  take(out: Span, nowMs: number, by?: Companion): boolean {
    const frame = this.#resampler === undefined ? out : this.#frame;
    const taken = this.jitter.take(frame, nowMs);
    const isSound = taken !== "silence";
    const isHeard = this.#gate === undefined ? isSound : this.#gate.pass(frame, isSound);
    by?.took(frame, this.#codec.sampleRate, this.#gate === undefined ? taken : this.#held, this.jitter.figures);
    this.#held = taken;
    if (!isHeard) {
      this.#resampler?.reset();
      return false;
    }
    this.#resampler?.resample(frame, out);
    return true;
  }

  /** Another stream of the same codec begins. */
  restart(): void {
    this.jitter.restart();
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.jitter[Symbol.dispose]();
    this.#codec[Symbol.dispose]();
    this.#resampler?.[Symbol.dispose]();
    this.#gate?.[Symbol.dispose]();
    this.#kernels.arena.giveBack(this.#frame.at);
  }
}
