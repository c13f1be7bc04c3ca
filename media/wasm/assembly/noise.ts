// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * Comfort noise (RFC 3389): white noise through the lattice filter that the far side's reflection coefficients describe.
 *
 * A state is: the seed (u32), the order (i32), eight octets unused, 12 coefficients (f32), 13 backward values (f32).
 */
const COEFFICIENTS: usize = 16;
const BACKWARD: usize = 64;

/** Writes `count` samples of noise whose excitation's largest amplitude goes from `first` to `last`. */
export function comfortNoise(state: usize, to: usize, count: i32, first: f32, last: f32): void {
  let seed = load<u32>(state);
  const order = <usize> load<i32>(state, 4);
  const step = (last - first) / <f32> count;
  let amplitude = first;
  for (const end = to + (<usize> count << 1); to < end; to += 2) {
    // Marsaglia's xorshift: its period is 2^32 - 1, six days of noise.
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    let forward = <f32> (<i32> seed) * <f32> (1.0 / 2147483648.0) * amplitude;
    for (let stage = order; stage > 0; stage--) {
      const k = load<f32>(state + COEFFICIENTS + ((stage - 1) << 2));
      const behind = load<f32>(state + BACKWARD + ((stage - 1) << 2));
      forward -= k * behind;
      store<f32>(state + BACKWARD + (stage << 2), behind + k * forward);
    }
    store<f32>(state + BACKWARD, forward);
    store<i16>(to, <i16> min<f32>(max<f32>(nearest<f32>(forward), -32768), 32767));
    amplitude += step;
  }
  store<u32>(state, seed);
}
