// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * Changing the sample rate by `up`/`down`: of a filter that would run at `up` times the old rate, only the taps that meet
 * a sample, and only the samples that are kept, are computed.
 *
 * `phases` holds `up` rows of `taps` coefficients in Q14, oldest sample first; `taps` is a multiple of 16. `history`
 * holds the last `taps` samples.
 */
import { SCRATCH_AT } from "../map.ts";

/** Sixteen taps at a time, in two sums that do not wait for each other. */
function filter(samples: usize, row: usize, bytes: usize): i32 {
  let even = i32x4.splat(0);
  let odd = i32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 32) {
    even = i32x4.add(even, i32x4.dot_i16x8_s(v128.load(samples + at), v128.load(row + at)));
    odd = i32x4.add(odd, i32x4.dot_i16x8_s(v128.load(samples + at, 16), v128.load(row + at, 16)));
  }
  const four = i32x4.add(even, odd);
  const two = i32x4.add(four, i32x4.shuffle(four, four, 2, 3, 0, 1));
  return i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1);
}

/** `count` samples become `count * up / down`, which must be whole. */
export function resample(
  history: usize,
  phases: usize,
  taps: i32,
  up: i32,
  down: i32,
  from: usize,
  to: usize,
  count: i32,
): void {
  const bytes = <usize> taps << 1;
  memory.copy(SCRATCH_AT, history, bytes);
  memory.copy(SCRATCH_AT + bytes, from, <usize> count << 1);
  const end = to + (<usize> (count * up / down) << 1);
  let phase = 0;
  // The window that ends with the first new sample.
  let window: usize = SCRATCH_AT + 2;
  for (; to < end; to += 2) {
    const sum = filter(window, phases + <usize> phase * bytes, bytes);
    store<i16>(to, <i16> min(max((sum + 8192) >> 14, -32768), 32767));
    for (phase += down; phase >= up; phase -= up) window += 2;
  }
  memory.copy(history, SCRATCH_AT + (<usize> count << 1), bytes);
}
