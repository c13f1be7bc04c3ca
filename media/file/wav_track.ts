import { ok, type Result } from "../../core/base/mod.ts";
import type { Rate, Resampler, Resamplers } from "../resample/mod.ts";
import { type Block, type Kernels, type Span, takeOctets, takeSamples } from "../wasm/mod.ts";
import type { ByteSource } from "./bytes.ts";
import type { Side } from "./opus_track.ts";
import type { Track } from "./player.ts";
import { readWav, type WavFormat } from "./wav_format.ts";

const STEPS_PER_SECOND = 50;

/** Opens a WAV file to be heard at a rate. */
export function openWavTrack(
  source: ByteSource,
  tools: { readonly kernels: Kernels; readonly resamplers: Resamplers },
  wanted: { readonly rate: Rate; readonly side: Side },
): Result<Track> {
  const format = readWav(source);
  return format.ok ? ok(new WavTrack(source, format.value, tools, wanted)) : format;
}

/** A WAV file's sound, in steps of 20 ms. */
class WavTrack implements Track {
  readonly rate: number;
  readonly lengthMs: number;
  readonly mostSamples: number;
  readonly #kernels: Kernels;
  readonly #source: ByteSource;
  readonly #format: WavFormat;
  readonly #side: Side;
  readonly #resampler: Resampler | undefined;
  readonly #octets: Block<Uint8Array>;
  /** A step as it lies in the file, and on one channel. */
  readonly #samples: Block<Int16Array>;
  /** The next sample in the file. */
  #at = 0;
  #isOpen = true;

  constructor(
    source: ByteSource,
    format: WavFormat,
    tools: { readonly kernels: Kernels; readonly resamplers: Resamplers },
    wanted: { readonly rate: Rate; readonly side: Side },
  ) {
    const { kernels, resamplers } = tools;
    const step = format.rate / STEPS_PER_SECOND;
    this.rate = wanted.rate;
    this.lengthMs = format.samples * 1000 / format.rate;
    this.mostSamples = wanted.rate / STEPS_PER_SECOND;
    this.#kernels = kernels;
    this.#source = source;
    this.#format = format;
    this.#side = wanted.side;
    this.#resampler = format.rate === wanted.rate ? undefined : resamplers.make(format.rate, wanted.rate);
    this.#octets = takeOctets(kernels, step * format.octetsPerSample);
    this.#samples = takeSamples(kernels, step * format.channels);
  }

  seek(ms: number): number {
    this.#at = Math.round(ms * this.#format.rate / 1000);
    this.#resampler?.reset();
    return 0;
  }

  step(out: Span): number {
    const { rate, samples } = this.#format;
    const step = rate / STEPS_PER_SECOND;
    const count = this.#read(Math.min(step, samples - this.#at));
    if (count === 0) return 0;
    // The last step is filled up with silence, but only what the file holds of it is heard.
    this.#samples.view.fill(0, count, step);
    this.#at += count;
    const whole = { at: this.#samples.at, length: step };
    if (this.#resampler !== undefined) this.#resampler.resample(whole, out);
    else this.#kernels.samples.copyWithin(out.at >> 1, whole.at >> 1, (whole.at >> 1) + step);
    return Math.ceil(count * this.rate / rate);
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#resampler?.[Symbol.dispose]();
    this.#kernels.arena.giveBack(this.#octets.at);
    this.#kernels.arena.giveBack(this.#samples.at);
  }

  /** Reads samples and lays them on one channel. Returns how many there were. */
  #read(wanted: number): number {
    const { octetsPerSample, dataAt, encoding, channels } = this.#format;
    const bytes = this.#source.read(dataAt + this.#at * octetsPerSample, wanted * octetsPerSample);
    const count = Math.floor(bytes.length / octetsPerSample);
    const { run } = this.#kernels;
    this.#octets.view.set(bytes.subarray(0, count * octetsPerSample));
    const [from, to] = [this.#octets.at, this.#samples.at];
    if (encoding === "alaw") run.alawDecode(from, to, count * channels);
    else if (encoding === "ulaw") run.ulawDecode(from, to, count * channels);
    else this.#samples.view.set(new Int16Array(this.#kernels.buffer, from, count * channels));
    if (channels === 2) this.#fold(count);
    return count;
  }

  /** Both channels become one: their mean, or one of them. */
  #fold(count: number): void {
    const { view } = this.#samples;
    for (let at = 0; at < count; at++) {
      const [left, right] = [view[2 * at]!, view[2 * at + 1]!];
      view[at] = this.#side === "left" ? left : this.#side === "right" ? right : (left + right) >> 1;
    }
  }
}
