/**
 * Sounds that are made for tests, and what can be measured of sounds. Samples are 16 bits, levels in dB below the loudest
 * sine (dBFS).
 *
 * @module
 */
const LOUDEST = 32_767;

/** A sine: `level` 0 is the loudest that there is. */
export function sine(hz: number, rate: number, samples: number, level: number): Int16Array<ArrayBuffer> {
  const peak = LOUDEST * 10 ** (level / 20);
  return Int16Array.from({ length: samples }, (_, at) => Math.round(peak * Math.sin(2 * Math.PI * hz * at / rate)));
}

/** A stream of numbers from 0 to 1 that is the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** White noise of a power, as Gaussian numbers. */
export function noise(samples: number, level: number, seed: number): Int16Array<ArrayBuffer> {
  const next = seeded(seed);
  const deviation = LOUDEST / Math.SQRT2 * 10 ** (level / 20);
  return Int16Array.from({ length: samples }, () => {
    const gaussian = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    return Math.max(-32_768, Math.min(32_767, Math.round(deviation * gaussian)));
  });
}

/** A voice of a formula: harmonics of a gliding pitch that swell and fall in syllables, and a little breath. */
export function voice(rate: number, seconds: number): Int16Array<ArrayBuffer> {
  const breath = noise(rate * seconds, -45, 1);
  let phase = 0;
  return Int16Array.from(breath, (hiss, at) => {
    const t = at / rate;
    phase += (140 + 25 * Math.sin(2 * Math.PI * 0.7 * t)) / rate;
    const loud = Math.max(0, Math.sin(2 * Math.PI * 2.3 * t)) ** 0.5;
    let value = 0;
    for (let harmonic = 1; harmonic <= 20; harmonic++) {
      value += Math.cos(2 * Math.PI * harmonic * phase + harmonic * harmonic) / (1 + Math.abs(harmonic - 5));
    }
    return hiss + 3500 * loud * value;
  });
}

/** The sum of sounds, held at the bounds of 16 bits. */
export function sum(...sounds: readonly Int16Array[]): Int16Array<ArrayBuffer> {
  const length = Math.max(...sounds.map((sound) => sound.length));
  return Int16Array.from({ length }, (_, at) => {
    const value = sounds.reduce((total, sound) => total + (sound[at] ?? 0), 0);
    return Math.max(-32_768, Math.min(32_767, value));
  });
}

/** The power in dBFS: 0 for the loudest sine, -Infinity for silence. */
export function levelOf(sound: Int16Array): number {
  let power = 0;
  for (const sample of sound) power += sample * sample;
  return 10 * Math.log10(power / sound.length / (LOUDEST * LOUDEST / 2));
}

/** What was found of one sine in a sound. */
export interface FoundTone {
  /** In dBFS. */
  readonly level: number;
  /** Its power against everything else's, in dB. */
  readonly snr: number;
}

/** Fits a sine of a known frequency, whatever its phase, and measures what is left. */
export function findTone(sound: Int16Array, hz: number, rate: number): FoundTone {
  const turn = 2 * Math.PI * hz / rate;
  let ss = 0, cc = 0, sc = 0, xs = 0, xc = 0, power = 0;
  for (let at = 0; at < sound.length; at++) {
    const s = Math.sin(turn * at), c = Math.cos(turn * at), x = sound[at]!;
    ss += s * s;
    cc += c * c;
    sc += s * c;
    xs += x * s;
    xc += x * c;
    power += x * x;
  }
  const determinant = ss * cc - sc * sc;
  const a = (xs * cc - xc * sc) / determinant;
  const b = (xc * ss - xs * sc) / determinant;
  const found = a * xs + b * xc;
  return {
    level: 20 * Math.log10(Math.hypot(a, b) / LOUDEST),
    snr: 10 * Math.log10(found / Math.max(power - found, 1e-9)),
  };
}

/** Where two runs of numbers part; -1 where they are the same. Says it without printing thousands of them. */
export function firstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const length = Math.max(a.length, b.length);
  for (let at = 0; at < length; at++) {
    if (a[at] !== b[at]) return at;
  }
  return -1;
}
