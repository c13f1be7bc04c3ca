/** How fine the taps are: Q14, so that even a tap of 1 fits 16 bits. */
const ONE = 16_384;
/** Of Kaiser's window: the stop band lies 80 dB below. */
const BETA = 8;
/** The filter's middle as a part of the lower rate's half: 3.4 kHz pass, 4.6 kHz are gone. */
const MIDDLE = 0.99;
const TAPS_AT_LOWER_RATE = 32;
const STEP = 16;

/** A filter that changes the rate by `up`/`down`, cut into phases. */
export interface Polyphase {
  readonly up: number;
  readonly down: number;
  /** Of each phase: a multiple of 16. */
  readonly taps: number;
  /** `up` rows of `taps` coefficients in Q14, for the oldest sample first. */
  readonly phases: Int16Array;
}

/** Designs the filter between two rates in Hz: a sinc under Kaiser's window. */
export function designPolyphase(from: number, to: number): Polyphase {
  const shared = greatestCommonDivisor(from, to);
  const [up, down] = [to / shared, from / shared];
  const taps = Math.ceil(TAPS_AT_LOWER_RATE * Math.max(1, down / up) / STEP) * STEP;
  const length = taps * up;
  // Turns per sample of the filter's own rate, which is `up` times the old one.
  const cutoff = MIDDLE * Math.min(from, to) / 2 / (from * up);
  const middle = (length - 1) / 2;
  const filter = Array.from({ length }, (_, at) => {
    const x = 2 * cutoff * (at - middle);
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return sinc * bessel(BETA * Math.sqrt(1 - ((at - middle) / middle) ** 2));
  });
  const phases = new Int16Array(length);
  for (let phase = 0; phase < up; phase++) {
    const row = Array.from({ length: taps }, (_, at) => filter[phase + (taps - 1 - at) * up]!);
    phases.set(quantize(row), phase * taps);
  }
  return { up, down, taps, phases };
}

/** Scales to a sum of exactly one, so that no phase is louder than another: rounding is paid by the largest tap. */
function quantize(row: readonly number[]): number[] {
  const sum = row.reduce((total, tap) => total + tap, 0);
  const taps = row.map((tap) => Math.round(ONE * tap / sum));
  const largest = taps.indexOf(Math.max(...taps));
  taps[largest]! += ONE - taps.reduce((total, tap) => total + tap, 0);
  return taps;
}

/** The modified Bessel function of order 0, by its series. */
function bessel(x: number): number {
  let term = 1;
  let sum = 1;
  for (let order = 1; term > sum * 1e-12; order++) {
    term *= (x / 2 / order) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
