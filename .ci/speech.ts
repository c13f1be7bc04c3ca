/**
 * Speech for the prompts: what espeak-ng says of a text, cut at both ends, as loud as all the rest.
 *
 * Of its licence we know this. espeak-ng is free software under the GPL, version 3 or later (Debian: `espeak-ng`). We run
 * the program and take what it says; neither its code nor its files are linked, copied or shipped. The FSF holds that what
 * a program puts out is covered by the program's copyright only where the program copies part of itself into it (its FAQ,
 * `#GPLOutput`). espeak-ng makes vowels by formants, and mixes short recorded noises of its data into consonants; we know of
 * no word of its authors on what that means for speech, and this is no legal advice. The owner's own recordings replace any
 * or all of it.
 *
 * @module
 */
import type { Words } from "../media/prompts/read_words.ts";
import { readWav } from "../media/file/wav_format.ts";
import { fromMemory } from "../media/file/mod.ts";
import type { Rate, Resamplers } from "../media/resample/mod.ts";
import { type Kernels, takeSamples } from "../media/wasm/mod.ts";

/** Where speech lies, over the frames that are speech: 20 dB below the loudest square wave. */
const LOUDNESS_DB = -20;
/** No sample is louder: Opus adds a little to some. */
const PEAK_DB = -4.5;
/** How long before and after a peak it is turned down. */
const GRIP_MS = 3;
/** What lies further below the loudest sample is silence, and a frame further below the loudest frame is a pause. */
const [SILENCE_DB, PAUSE_DB] = [-46, -30];
/** What stays before and behind the voice, and how long it fades there. */
const [LEAD_MS, REST_MS, FADE_MS] = [12, 25, 4];
/** How long the voice rests after its last sign. */
const PAUSES_MS: Readonly<Record<string, number>> = { ".": 250, ",": 90 };
/** A sentence without its end, or a word that joins: more follows, so the voice stays up as it does before a comma. */
const GOES_ON = /^\p{Lu}.+[^.,]$|(^| )(and|și|until|până)$/u;
const FRAME_MS = 20;
const LOUDEST = 32_768;
const WORD = /[\p{L}'-]+/gu;

/** What the voice is given for a text: words that it would say wrongly are replaced. */
export function soundsOf(text: string, pronounced: ReadonlyMap<string, string>): string {
  return text.replace(WORD, (word) => pronounced.get(word) ?? word);
}

/** Says a text. Returns its samples at `rate`, ready to be joined with others. Throws what espeak-ng says. */
export async function say(
  text: string,
  words: Words,
  tools: { readonly kernels: Kernels; readonly resamplers: Resamplers; readonly rate: Rate },
): Promise<Int16Array<ArrayBuffer>> {
  const { rate } = tools;
  const sounds = soundsOf(text, words.pronounced);
  const spoken = await espeak(GOES_ON.test(text) ? `${sounds},` : sounds, words);
  const cut = trim(resample(spoken.samples, spoken.rate, tools), rate);
  if (cut.length === 0) throw new Error(`Cannot say "${text}": espeak-ng is silent`);
  const loud = fade(level(cut, rate), rate);
  const pause = PAUSES_MS[text.at(-1) ?? ""] ?? 0;
  const whole = new Int16Array(loud.length + rate * pause / 1000);
  whole.set(loud);
  return whole;
}

async function espeak(
  text: string,
  { voice }: Words,
): Promise<{ readonly samples: Int16Array<ArrayBuffer>; readonly rate: number }> {
  const { success, stdout, stderr } = await new Deno.Command("espeak-ng", {
    args: ["-v", voice.name, "-s", String(voice.speed), "-p", String(voice.pitch), "-b", "1", "--stdout", "--", text],
  }).output();
  const format = readWav(fromMemory(stdout));
  if (!success || !format.ok) {
    throw new Error(`Cannot say "${text}" as "${voice.name}": ${new TextDecoder().decode(stderr).trim()}`);
  }
  const { dataAt, samples, rate } = format.value;
  return { samples: new Int16Array(stdout.slice(dataAt, dataAt + 2 * samples).buffer), rate };
}

/** Brings samples to the rate of the pack, in pieces of 20 ms. */
function resample(
  sound: Int16Array,
  from: number,
  { kernels, resamplers, rate }: { readonly kernels: Kernels; readonly resamplers: Resamplers; readonly rate: Rate },
): Int16Array<ArrayBuffer> {
  using resampler = resamplers.make(from, rate);
  const pcm = takeSamples(kernels, from * FRAME_MS / 1000);
  const out = takeSamples(kernels, rate * FRAME_MS / 1000);
  // One piece more than there is: what the filter still holds comes out of it.
  const pieces = Math.ceil(sound.length / pcm.length) + 1;
  const heard = new Int16Array(pieces * out.length);
  for (let piece = 0; piece < pieces; piece++) {
    const part = sound.subarray(piece * pcm.length, (piece + 1) * pcm.length);
    pcm.view.set(part);
    pcm.view.fill(0, part.length);
    resampler.resample(pcm, out);
    heard.set(out.view, piece * out.length);
  }
  kernels.arena.giveBack(pcm.at);
  kernels.arena.giveBack(out.at);
  return heard;
}

/** Cuts off the silence at both ends, but for a few ms. */
function trim(sound: Int16Array, rate: number): Int16Array {
  const floor = peakOf(sound) * 10 ** (SILENCE_DB / 20);
  const isVoice = (sample: number): boolean => Math.abs(sample) > floor;
  const [first, last] = [sound.findIndex(isVoice), sound.findLastIndex(isVoice)];
  if (first < 0) return new Int16Array(0);
  return sound.subarray(Math.max(0, first - LEAD_MS * rate / 1000), last + REST_MS * rate / 1000);
}

/** Makes speech as loud as it should be, and turns its peaks down. */
function level(sound: Int16Array, rate: number): Int16Array<ArrayBuffer> {
  const gain = LOUDEST * 10 ** (LOUDNESS_DB / 20) / speechLevel(sound, rate);
  const limit = LOUDEST * 10 ** (PEAK_DB / 20) / gain;
  const reach = GRIP_MS * rate / 1000;
  const around = (
    at: number,
  ): readonly [number, number] => [Math.max(0, at - reach), Math.min(sound.length, at + reach + 1)];
  const least = new Float64Array(sound.length).fill(gain);
  sound.forEach((sample, peak) => {
    if (Math.abs(sample) <= limit) return;
    const [from, to] = around(peak);
    for (let at = from; at < to; at++) least[at] = Math.min(least[at]!, gain * limit / Math.abs(sample));
  });
  // The mean around a peak is over gains that all hold it, so it changes smoothly and nothing gets past.
  const sums = new Float64Array(sound.length + 1);
  least.forEach((value, at) => sums[at + 1] = sums[at]! + value);
  return Int16Array.from(sound, (sample, at) => {
    const [from, to] = around(at);
    return Math.round(sample * (sums[to]! - sums[from]!) / (to - from));
  });
}

/** The root of the mean square over the frames that are no pauses, in samples' units. */
function speechLevel(sound: Int16Array, rate: number): number {
  const length = rate * FRAME_MS / 1000;
  const powers: number[] = [];
  for (let at = 0; at < sound.length; at += length) {
    const frame = sound.subarray(at, at + length);
    powers.push(frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length);
  }
  const least = Math.max(...powers) * 10 ** (PAUSE_DB / 10);
  const speech = powers.filter((power) => power >= least);
  return Math.sqrt(speech.reduce((sum, power) => sum + power, 0) / speech.length);
}

function fade(sound: Int16Array<ArrayBuffer>, rate: number): Int16Array<ArrayBuffer> {
  const length = Math.min(sound.length, FADE_MS * rate / 1000);
  for (let at = 0; at < length; at++) {
    sound[at] = Math.round(sound[at]! * at / length);
    sound[sound.length - 1 - at] = Math.round(sound[sound.length - 1 - at]! * at / length);
  }
  return sound;
}

/** Of the loudest sample, whatever its sign. */
export function peakOf(sound: Int16Array): number {
  return sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}
