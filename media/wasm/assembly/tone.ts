// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * Up to four sines in one sound, each a pointer that turns by its own angle with every sample.
 *
 * A generator is 20 floats: four cosines and four sines of the pointers, the same of the angles, and four amplitudes.
 */

/** Writes `count` samples; their loudness goes from `first` to `last`, where 1 is the generator's own. */
export function tone(generator: usize, to: usize, count: i32, first: f32, last: f32): void {
  let cosine = v128.load(generator);
  let sine = v128.load(generator, 16);
  const turnCosine = v128.load(generator, 32);
  const turnSine = v128.load(generator, 48);
  const amplitude = v128.load(generator, 64);
  const step = (last - first) / <f32> count;
  let gain = first;
  for (const end = to + (<usize> count << 1); to < end; to += 2) {
    const all = f32x4.mul(sine, amplitude);
    const pairs = f32x4.add(all, f32x4.shuffle(all, all, 2, 3, 0, 1));
    const value = (f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1)) * gain;
    store<i16>(to, <i16> min(max(nearest<f32>(value), -32768), 32767));
    const nextCosine = f32x4.sub(f32x4.mul(cosine, turnCosine), f32x4.mul(sine, turnSine));
    sine = f32x4.add(f32x4.mul(sine, turnCosine), f32x4.mul(cosine, turnSine));
    cosine = nextCosine;
    gain += step;
  }
  // Rounding makes the pointers longer or shorter: one step of Newton's method towards length 1.
  const square = f32x4.add(f32x4.mul(cosine, cosine), f32x4.mul(sine, sine));
  const scale = f32x4.mul(f32x4.sub(f32x4.splat(3), square), f32x4.splat(0.5));
  v128.store(generator, f32x4.mul(cosine, scale));
  v128.store(generator, f32x4.mul(sine, scale), 16);
}
