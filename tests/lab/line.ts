/**
 * Telephone lines with echo, and the sounds by which G.168 judges who cancels it. Levels are in dBm0: 3.14 is the loudest
 * sine of A-law (G.711).
 *
 * @module
 */
import { seeded } from "./signals.ts";

const LOUDEST_DBM0 = 3.14;
const RMS_AT_0_DBM0 = 32_768 / Math.SQRT2 * 10 ** (-LOUDEST_DBM0 / 20);

/** One period of the composite source signal's voice, at 44.1 kHz. */
export type VoicedPeriod = readonly number[];
const VOICED_RATE = 44_100;

/** Milliseconds of voice, noise and pause (ITU-T P.501 §7.2.1): of who speaks alone, and of who speaks into it. */
const PARTS = { single: [48.62, 200, 101.38], double: [72.69, 200, 127.31] } as const;

/** A period by a formula: harmonics under the formants of an open vowel. */
function formulaPeriod(samples: number): VoicedPeriod {
  return Array.from({ length: samples }, (_, at) => {
    let value = 0;
    for (let harmonic = 1; harmonic * VOICED_RATE / samples < 8000; harmonic++) {
      const hz = harmonic * VOICED_RATE / samples;
      const strength = [700, 1200, 2600].reduce((sum, formant) => sum + 1 / (1 + ((hz - formant) / 160) ** 2), 0.03);
      value += strength * Math.cos(2 * Math.PI * harmonic * at / samples + harmonic * harmonic);
    }
    return value;
  });
}

/** As long as those of P.501: 329 Hz, and 193 Hz of who speaks into it. */
const PERIODS = { single: formulaPeriod(134), double: formulaPeriod(229) } as const;

/** A period at another rate, by its harmonics below the bound of that rate. */
function voiced(period: VoicedPeriod, rate: number, samples: number): Float64Array {
  const sound = new Float64Array(samples);
  const hz = VOICED_RATE / period.length;
  for (let harmonic = 1; harmonic * hz < 0.95 * rate / 2; harmonic++) {
    let re = 0, im = 0;
    period.forEach((value, at) => {
      re += value * Math.cos(2 * Math.PI * harmonic * at / period.length);
      im -= value * Math.sin(2 * Math.PI * harmonic * at / period.length);
    });
    for (let at = 0; at < samples; at++) {
      const angle = 2 * Math.PI * harmonic * hz * at / rate;
      sound[at]! += re * Math.cos(angle) - im * Math.sin(angle);
    }
  }
  return sound;
}

function scaleTo(sound: Float64Array, rms: number): Float64Array {
  const power = sound.reduce((sum, value) => sum + value * value, 0) / sound.length;
  return sound.map((value) => value * rms / Math.sqrt(power));
}

/** What a composite source signal is made of. */
export interface Composite {
  readonly seconds: number;
  /** Of the voice and the noise, not of the pauses. */
  readonly dBm0: number;
  readonly kind?: keyof typeof PARTS;
  readonly rate?: number;
  readonly period?: VoicedPeriod;
  readonly seed?: number;
}

/** The composite source signal: voice, then noise of a voice's colour, then a pause; every second time upside down. */
export function compositeSource(wish: Composite): Float64Array {
  const { seconds, dBm0, kind = "single", rate = 8000, period = PERIODS[kind], seed = 1 } = wish;
  const [voiceMs, noiseMs, pauseMs] = PARTS[kind];
  const samples = (ms: number): number => Math.round(ms * rate / 1000);
  const rms = RMS_AT_0_DBM0 * 10 ** (dBm0 / 20);
  const next = seeded(seed);
  const voice = scaleTo(voiced(period, rate, samples(voiceMs)), rms);
  const sound = new Float64Array(seconds * rate);
  let sign = 1;
  for (let at = 0; at < sound.length;) {
    let last = 0;
    // G.168 Annex C: noise whose spectrum falls as a voice's does; here by one pole.
    const hiss = scaleTo(new Float64Array(samples(noiseMs)).map(() => last = 0.5 * last + next() - 0.5), rms);
    for (const value of [...voice, ...hiss]) if (at < sound.length) sound[at++] = sign * value;
    at += samples(pauseMs);
    sign = -sign;
  }
  return sound;
}

/** Noise of a level. */
export function lineNoise(samples: number, dBm0: number, seed: number): Float64Array {
  const next = seeded(seed);
  const gaussian = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return scaleTo(new Float64Array(samples).map(gaussian), RMS_AT_0_DBM0 * 10 ** (dBm0 / 20));
}

/** A path by a formula: a few decaying swings behind a delay, with the loss of a hybrid. */
export function formulaPath(seed: number, delay: number, lossDb: number, length = 96): Float64Array {
  const next = seeded(seed);
  const swings = Array.from({ length: 5 }, () => ({ turn: 0.3 + 2.2 * next(), phase: 7 * next(), part: 0.3 + next() }));
  const path = new Float64Array(length).map((_, at) =>
    Math.exp(-at / (length / 7)) *
    swings.reduce((sum, { turn, phase, part }) => sum + part * Math.cos(turn * at + phase), 0)
  );
  const energy = path.reduce((sum, value) => sum + value * value, 0);
  const scaled = path.map((value) => value * 10 ** (-lossDb / 20) / Math.sqrt(energy));
  const all = new Float64Array(delay + length);
  all.set(scaled, delay);
  return all;
}

/** What comes back of a sound. */
export function echoOf(sound: ArrayLike<number>, path: ArrayLike<number>): Float64Array {
  const echo = new Float64Array(sound.length);
  for (let at = 0; at < sound.length; at++) {
    const most = Math.min(path.length - 1, at);
    for (let back = 0; back <= most; back++) echo[at]! += path[back]! * sound[at - back]!;
  }
  return echo;
}

/** As a leg of A-law carries it: twelve bits with a sign, rounded to sixteen steps in each octave (G.711). */
export function throughAlaw(sound: ArrayLike<number>): Int16Array {
  return Int16Array.from(sound, (value) => {
    const size = Math.min(Math.abs(value), 32_256);
    const step = size < 512 ? 16 : 2 ** (Math.floor(Math.log2(size)) - 4);
    return Math.sign(value) * (Math.floor(size / step) * step + step / 2);
  });
}

/** The power of a stretch, in seconds, in dB; -100 for silence. */
export function powerDb(sound: ArrayLike<number>, from: number, to: number, rate = 8000): number {
  const [first, last] = [Math.round(from * rate), Math.round(to * rate)];
  let power = 0;
  for (let at = first; at < last; at++) power += sound[at]! * sound[at]!;
  return 10 * Math.log10(power / (last - first) + 1e-10);
}
