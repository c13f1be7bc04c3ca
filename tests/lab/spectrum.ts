/**
 * What is measured of spectra: how far two sounds lie apart, and how well the one still says what the other said.
 *
 * @module
 */

/** The powers of a real frame's spectrum, from 0 Hz to half the rate. Its length is a power of two. */
export function powersOf(frame: Float64Array): Float64Array {
  const size = frame.length;
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  for (let at = 0, reversed = 0; at < size; at++) {
    re[reversed] = frame[at]!;
    let bit = size >> 1;
    for (; bit > 0 && (reversed & bit) !== 0; bit >>= 1) reversed ^= bit;
    reversed |= bit;
  }
  const turns = turnsOf(size);
  for (let span = 2; span <= size; span *= 2) {
    for (let turn = 0; turn < span / 2; turn++) {
      const c = turns.cos[turn * size / span]!, s = -turns.sin[turn * size / span]!;
      for (let low = turn; low < size; low += span) {
        const high = low + span / 2;
        const x = re[high]! * c - im[high]! * s, y = re[high]! * s + im[high]! * c;
        re[high] = re[low]! - x;
        im[high] = im[low]! - y;
        re[low]! += x;
        im[low]! += y;
      }
    }
  }
  return Float64Array.from({ length: size / 2 + 1 }, (_, at) => re[at]! ** 2 + im[at]! ** 2);
}

const known = new Map<number, { readonly cos: Float64Array; readonly sin: Float64Array }>();

/** The cosines and sines of half a turn in steps of 1/`size` of a turn. */
function turnsOf(size: number): { readonly cos: Float64Array; readonly sin: Float64Array } {
  const found = known.get(size);
  if (found !== undefined) return found;
  const of = (wave: (angle: number) => number): Float64Array =>
    Float64Array.from({ length: size / 2 }, (_, at) => wave(2 * Math.PI * at / size));
  const made = { cos: of(Math.cos), sin: of(Math.sin) };
  known.set(size, made);
  return made;
}

/** A sound's frames under Hann's window, each padded with zeros to `size`. */
function framesOf(sound: Int16Array, length: number, step: number, size: number): Float64Array[] {
  const frames: Float64Array[] = [];
  for (let from = 0; from + length <= sound.length; from += step) {
    const frame = new Float64Array(size);
    for (let at = 0; at < length; at++) {
      frame[at] = sound[from + at]! * Math.sin(Math.PI * (at + 0.5) / length) ** 2;
    }
    frames.push(frame);
  }
  return frames;
}

/** The log-spectral distance in dB, over frames of 256 that are not silent in the original. */
export function spectralDistance(original: Int16Array, heard: Int16Array): number {
  const size = 256;
  const floor = size * 100;
  const theirs = framesOf(heard, size, size / 2, size);
  let sum = 0;
  let count = 0;
  framesOf(original, size, size / 2, size).forEach((frame, at) => {
    const clean = powersOf(frame);
    if (clean.reduce((total, power) => total + power, 0) < size * size * 10_000) return;
    const other = powersOf(theirs[at]!);
    const squares = clean.reduce((total, power, bin) => {
      return total + (10 * Math.log10((power + floor) / (other[bin]! + floor))) ** 2;
    }, 0);
    sum += Math.sqrt(squares / clean.length);
    count += 1;
  });
  return sum / count;
}

/** Taal's measure: bands of a third of an octave from 150 Hz, in stretches of 30 frames, clipped at -15 dB. */
const BANDS = 13;
const LOWEST_HZ = 150;
const STRETCH = 30;
const CLIP = 1 + 10 ** (15 / 20);
const LOUD_DB = 40;

/**
 * Short-time objective intelligibility (Taal et al. 2011), from 0 to 1, for sounds at 8 kHz: frames of 25.6 ms as there, and
 * 13 of its 15 bands, since the upper two lie beyond 4 kHz.
 */
export function intelligibility(original: Int16Array, heard: Int16Array): number {
  const [length, size, rate] = [204, 512, 8000];
  const loud: number[] = [];
  const clean = framesOf(original, length, length / 2, size);
  const other = framesOf(heard, length, length / 2, size);
  const energies = clean.map((frame) => 10 * Math.log10(frame.reduce((sum, x) => sum + x * x, 1e-9)));
  const loudest = energies.reduce((most, energy) => Math.max(most, energy), -Infinity);
  energies.forEach((energy, at) => energy > loudest - LOUD_DB && loud.push(at));
  const bandsOf = (frame: Float64Array): number[] => {
    const powers = powersOf(frame);
    return Array.from({ length: BANDS }, (_, band) => {
      const middle = LOWEST_HZ * 2 ** (band / 3);
      const [from, to] = [middle * 2 ** (-1 / 6), middle * 2 ** (1 / 6)].map((hz) => Math.round(hz * size / rate));
      return Math.sqrt(powers.subarray(from, to).reduce((sum, power) => sum + power, 0));
    });
  };
  const [x, y] = [loud.map((at) => bandsOf(clean[at]!)), loud.map((at) => bandsOf(other[at]!))];
  let sum = 0;
  let count = 0;
  for (let end = STRETCH; end <= loud.length; end++) {
    for (let band = 0; band < BANDS; band++) {
      const a = x.slice(end - STRETCH, end).map((bands) => bands[band]!);
      const b = y.slice(end - STRETCH, end).map((bands) => bands[band]!);
      const scale = norm(a) / Math.max(norm(b), 1e-9);
      sum += correlation(a, b.map((value, at) => Math.min(value * scale, a[at]! * CLIP)));
      count += 1;
    }
  }
  return sum / count;
}

function norm(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const centre = (values: readonly number[]): number[] => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  };
  const [x, y] = [centre(a), centre(b)];
  return x.reduce((sum, value, at) => sum + value * y[at]!, 0) / Math.max(norm(x) * norm(y), 1e-9);
}
