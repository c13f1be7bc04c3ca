/** How much of either sound is looked at, and faded where that must be: 5 ms. */
export const EDGE_SAMPLES = 80;

/**
 * A step is a click when it is so much larger than those that the sounds make themselves, as their root mean square: the
 * steps of a sine reach 1.4 of it, those of noise rarely 2.5. One large step, with which a sound may begin, hardly counts ...
 */
const TIMES = 2.5;
/** ... and larger than this: 44 dB below the loudest sample nobody hears it. */
const LEAST_STEP = 200;

/**
 * Joins two sounds where they meet at `at`: the one ends there, the other goes on to `end`; either may be nothing, which
 * is silence. What runs on smoothly (a sound that was cut in two) is left as it is, bit by bit; else the one falls and the
 * other rises.
 */
export function join(samples: Int16Array, at: number, end: number): void {
  const from = Math.max(0, at - EDGE_SAMPLES);
  const to = Math.min(end, at + EDGE_SAMPLES);
  const last = at > from ? samples[at - 1]! : 0;
  const first = to > at ? samples[at]! : 0;
  const usual = Math.max(usualStep(samples, from, at), usualStep(samples, at, to));
  if (Math.abs(first - last) <= TIMES * usual + LEAST_STEP) return;
  for (let nth = from; nth < at; nth++) samples[nth]! *= (at - nth - 0.5) / (at - from);
  for (let nth = at; nth < to; nth++) samples[nth]! *= (nth - at + 0.5) / (to - at);
}

function usualStep(samples: Int16Array, from: number, to: number): number {
  let squares = 0;
  for (let nth = from + 1; nth < to; nth++) squares += (samples[nth]! - samples[nth - 1]!) ** 2;
  return Math.sqrt(squares / Math.max(1, to - from - 1));
}
