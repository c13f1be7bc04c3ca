import { ok, type Result } from "../../core/base/mod.ts";
import type { Rate, Resampler, Resamplers } from "../resample/mod.ts";
import { type Block, type Kernels, type Span, takeOctets, takeSamples } from "../wasm/mod.ts";
import type { ByteSource } from "./bytes.ts";
import type { Side } from "./opus_track.ts";
import type { Track } from "./player.ts";
import { readWav, type WavFormat } from "./wav_format.ts";

const STEPS_PER_SECOND = 50;
const [LOWEST, HIGHEST] = [-32_768, 32_767];

function held(sample: number): number {
  return Math.max(LOWEST, Math.min(HIGHEST, sample));
}

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
  /** The next sample in the file, and the first that is not there. */
  #at = 0;
  #end: number;
  /** Samples still to come out, with those that lie before the place. */
  #owed = 0;
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
    this.#end = format.samples;
    this.#resampler = format.rate === wanted.rate ? undefined : resamplers.make(format.rate, wanted.rate);
    this.#octets = takeOctets(kernels, step * format.octetsPerSample);
    this.#samples = takeSamples(kernels, step * format.channels);
  }

  seek(ms: number): number {
    const { rate, samples } = this.#format;
    const delay = this.#resampler?.delay ?? 0;
    this.#at = Math.round(ms * rate / 1000);
    this.#end = samples;
    this.#owed = delay + this.#ours(samples - this.#at);
    if (this.#resampler !== undefined) this.#lookBack(this.#resampler);
    return delay;
  }

  step(out: Span): number {
    if (this.#owed <= 0) return 0;
    const step = this.#format.rate / STEPS_PER_SECOND;
    const wanted = Math.min(step, this.#end - this.#at);
    const count = this.#read(this.#at, wanted);
    this.#at += count;
    if (count < wanted) {
      // Somebody cut the file shorter, or spoiled it here.
      this.#owed -= this.#ours(this.#end - this.#at);
      this.#end = this.#at;
    }
    const whole = { at: this.#samples.at, length: step };
    if (this.#resampler === undefined) {
      this.#kernels.samples.copyWithin(out.at >> 1, whole.at >> 1, (whole.at >> 1) + step);
    } else {
      if (count < step) this.#goOn(count, step);
      this.#resampler.resample(whole, out);
    }
    const given = Math.max(0, Math.min(this.mostSamples, this.#owed));
    this.#owed -= given;
    return given;
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#resampler?.[Symbol.dispose]();
    this.#kernels.arena.giveBack(this.#octets.at);
    this.#kernels.arena.giveBack(this.#samples.at);
  }

  #ours(samples: number): number {
    return Math.ceil(samples * this.rate / this.#format.rate);
  }

  /**
   * Has the filter remember what lies before the place. Before the beginning that is the sound itself, turned about its
   * first sample: a file that was cut in the middle of a wave begins with that wave, and not with a click.
   */
  #lookBack(resampler: Resampler): void {
    const before = new Int16Array(resampler.memory);
    const { view } = this.#samples;
    if (this.#at >= before.length) {
      before.set(view.subarray(0, this.#read(this.#at - before.length, before.length)));
    } else {
      const last = this.#read(this.#at, before.length + 1) - 1;
      for (let nth = 1; nth <= before.length; nth++) {
        before[before.length - nth] = last < 0 ? 0 : held(2 * view[0]! - view[Math.min(nth, last)]!);
      }
    }
    resampler.remember(before);
  }

  /** Goes on behind the last sample as if the sound did, turned about it: it lies in this step, or ended the one before. */
  #goOn(count: number, step: number): void {
    const { view } = this.#samples;
    const last = (count === 0 ? step : count) - 1;
    const about = view[last]!;
    for (let nth = 0; count + nth < step; nth++) {
      view[count + nth] = held(2 * about - view[Math.max(0, last - 1 - nth)]!);
    }
  }

  /** Reads samples from a place and lays them on one channel. Returns how many there were. */
  #read(at: number, wanted: number): number {
    const { octetsPerSample, dataAt, encoding, channels } = this.#format;
    const bytes = this.#source.read(dataAt + at * octetsPerSample, wanted * octetsPerSample);
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
