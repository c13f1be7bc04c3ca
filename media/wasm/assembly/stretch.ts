// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * Making sound shorter or longer by a period of the voice (WSOLA): a stretch fades into the same stretch one period further
 * on, or one period back. The pitch stays as it is.
 */
import { SCRATCH_AT } from "../map.ts";
import { energyOf, likeness } from "./likeness.ts";

/** Periods are first looked for at 4 kHz. */
const COARSE_RATE: i32 = 4000;
const VECTOR: i32 = 4;

/** Floats of every `factor` samples' mean. */
function thin(from: usize, to: usize, count: i32, factor: i32): void {
  for (let at = 0; at < count; at++) {
    let sum = 0;
    for (let part = 0; part < factor; part++, from += 2) sum += <i32> load<i16>(from);
    store<f32>(to + (<usize> at << 2), <f32> sum / <f32> factor);
  }
}

/** The lag from `least` to `most` at which `count` floats are most like those at `at`; `step` is 4 forward, -4 back. */
function bestOf(at: usize, count: i32, least: i32, most: i32, step: i32): i32 {
  const energy = energyOf(at, count);
  let found = least;
  let best: f32 = -2;
  for (let lag = least; lag <= most; lag++) {
    const alike = likeness(at, at + lag * step, count, energy);
    if (alike > best) {
      best = alike;
      found = lag;
    }
  }
  return found;
}

/**
 * The lag at which the sound before (`direction` -1) or behind (1) is most like the `count` samples at `at`, from `least` to
 * `most` samples. `count` and `most` are multiples of what makes a sample at 4 kHz, `count` of 16 times that.
 */
export function stretchLag(at: usize, count: i32, least: i32, most: i32, direction: i32, rate: i32): i32 {
  const factor = rate / COARSE_RATE;
  const back = direction < 0 ? most : 0;
  const all = count + most;
  const from = at - (<usize> back << 1);
  thin(from, SCRATCH_AT, all / factor, factor);
  const coarse = bestOf(
    SCRATCH_AT + (<usize> (back / factor) << 2),
    count / factor / VECTOR * VECTOR,
    (least + factor - 1) / factor,
    most / factor,
    direction << 2,
  );
  if (factor === 1) return coarse;
  thin(from, SCRATCH_AT, all, 1);
  return bestOf(
    SCRATCH_AT + (<usize> back << 2),
    count / VECTOR * VECTOR,
    max(least, (coarse - 1) * factor + 1),
    min(most, (coarse + 1) * factor - 1),
    direction << 2,
  );
}

/** How alike two stretches of `count` samples are, from -1 to 1: a multiple of 4. */
export function stretchLikeness(a: usize, b: usize, count: i32): f32 {
  const second = SCRATCH_AT + (<usize> count << 2);
  thin(a, SCRATCH_AT, count, 1);
  thin(b, second, count, 1);
  return likeness(SCRATCH_AT, second, count, energyOf(SCRATCH_AT, count));
}

/** `count` samples that begin as those at `from` and end as those at `into`. `to` may be one of the two. */
export function crossfade(from: usize, into: usize, to: usize, count: i32): void {
  const step = <f32> 1 / <f32> (count + 1);
  let part = step;
  for (const end = from + (<usize> count << 1); from < end; from += 2, into += 2, to += 2, part += step) {
    const old = <f32> load<i16>(from);
    store<i16>(to, <i16> nearest<f32>(old + part * (<f32> load<i16>(into) - old)));
  }
}
