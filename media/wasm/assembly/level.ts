// @ts-nocheck AssemblyScript: its own compiler checks the types
/** How loud a sound is, and making it louder or softer. Counts are multiples of 8. */

function sumOf(lanes: v128): i32 {
  const pairs = i32x4.add(lanes, i32x4.shuffle(lanes, lanes, 2, 3, 0, 1));
  return i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
}

/** The mean square of a sound around its own mean: what a line adds as a constant is not heard. */
export function power(from: usize, count: i32): f64 {
  let squares = f64x2.splat(0);
  let total = i32x4.splat(0);
  const ones = i16x8.splat(1);
  for (const end = from + (<usize> count << 1); from < end; from += 16) {
    const samples = v128.load(from);
    // A sum of two squares fits 32 bits, but for two of the least samples: read as unsigned it always does.
    const pairs = i32x4.dot_i16x8_s(samples, samples);
    squares = f64x2.add(squares, f64x2.convert_low_i32x4_u(pairs));
    squares = f64x2.add(squares, f64x2.convert_low_i32x4_u(i32x4.shuffle(pairs, pairs, 2, 3, 0, 1)));
    total = i32x4.add(total, i32x4.dot_i16x8_s(samples, ones));
  }
  const mean = <f64> sumOf(total) / <f64> count;
  return (f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1)) / <f64> count - mean * mean;
}

/** The largest magnitude, to 32,768. */
export function peak(from: usize, count: i32): i32 {
  let most = i16x8.splat(0);
  // The magnitude of the least sample is only right as unsigned.
  for (const end = from + (<usize> count << 1); from < end; from += 16) {
    most = i16x8.max_u(most, i16x8.abs(v128.load(from)));
  }
  let found = 0;
  for (let lane = 0; lane < 8; lane++) {
    found = max(found, i16x8.extract_lane_u(most, 0));
    most = i8x16.shuffle(most, most, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1);
  }
  return found;
}

/** Multiplies in place by a factor that goes from `first` to `last`; what becomes too loud is held. */
export function amplify(at: usize, count: i32, first: f32, last: f32): void {
  const step = (last - first) / <f32> count;
  const four = f32x4.splat(4 * step);
  let low = f32x4.add(f32x4.splat(first), f32x4.mul(f32x4.splat(step), f32x4(0, 1, 2, 3)));
  for (const end = at + (<usize> count << 1); at < end; at += 16) {
    const samples = v128.load(at);
    const high = f32x4.add(low, four);
    const left = f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(samples)), low);
    const right = f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(samples)), high);
    const rounded = i16x8.narrow_i32x4_s(
      i32x4.trunc_sat_f32x4_s(f32x4.nearest(left)),
      i32x4.trunc_sat_f32x4_s(f32x4.nearest(right)),
    );
    v128.store(at, rounded);
    low = f32x4.add(high, four);
  }
}
