// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * Mixing a conference: everybody hears the sum of all others. Sums have 32 bits and are held at 16 only where they leave,
 * so that two loud speakers never spoil what a third one hears.
 *
 * Frames lie anywhere: lists of 32-bit addresses say where. Sixteen samples of all parties are worked at a time.
 */
const STEP_BYTES: usize = 32;
const ADDRESS_BYTES: usize = 4;

/** Every party's own frame is taken from the sum of all. `count` is a multiple of 16. */
export function mixMinus(from: usize, to: usize, parties: i32, count: i32): void {
  const bytes = <usize> count << 1;
  const list = <usize> parties * ADDRESS_BYTES;
  for (let offset: usize = 0; offset < bytes; offset += STEP_BYTES) {
    let sum0 = i32x4.splat(0), sum1 = i32x4.splat(0), sum2 = i32x4.splat(0), sum3 = i32x4.splat(0);
    for (let party: usize = 0; party < list; party += ADDRESS_BYTES) {
      const frame = <usize> load<u32>(from + party) + offset;
      const low = v128.load(frame), high = v128.load(frame, 16);
      sum0 = i32x4.add(sum0, i32x4.extend_low_i16x8_s(low));
      sum1 = i32x4.add(sum1, i32x4.extend_high_i16x8_s(low));
      sum2 = i32x4.add(sum2, i32x4.extend_low_i16x8_s(high));
      sum3 = i32x4.add(sum3, i32x4.extend_high_i16x8_s(high));
    }
    for (let party: usize = 0; party < list; party += ADDRESS_BYTES) {
      const frame = <usize> load<u32>(from + party) + offset;
      const target = <usize> load<u32>(to + party) + offset;
      const low = v128.load(frame), high = v128.load(frame, 16);
      const rest0 = i32x4.sub(sum0, i32x4.extend_low_i16x8_s(low));
      const rest1 = i32x4.sub(sum1, i32x4.extend_high_i16x8_s(low));
      const rest2 = i32x4.sub(sum2, i32x4.extend_low_i16x8_s(high));
      const rest3 = i32x4.sub(sum3, i32x4.extend_high_i16x8_s(high));
      v128.store(target, i16x8.narrow_i32x4_s(rest0, rest1));
      v128.store(target, i16x8.narrow_i32x4_s(rest2, rest3), 16);
    }
  }
}

/** The sum of all, for those who only listen. `count` is a multiple of 16. */
export function mixAll(from: usize, to: usize, parties: i32, count: i32): void {
  const bytes = <usize> count << 1;
  const list = <usize> parties * ADDRESS_BYTES;
  for (let offset: usize = 0; offset < bytes; offset += STEP_BYTES) {
    let sum0 = i32x4.splat(0), sum1 = i32x4.splat(0), sum2 = i32x4.splat(0), sum3 = i32x4.splat(0);
    for (let party: usize = 0; party < list; party += ADDRESS_BYTES) {
      const frame = <usize> load<u32>(from + party) + offset;
      const low = v128.load(frame), high = v128.load(frame, 16);
      sum0 = i32x4.add(sum0, i32x4.extend_low_i16x8_s(low));
      sum1 = i32x4.add(sum1, i32x4.extend_high_i16x8_s(low));
      sum2 = i32x4.add(sum2, i32x4.extend_low_i16x8_s(high));
      sum3 = i32x4.add(sum3, i32x4.extend_high_i16x8_s(high));
    }
    v128.store(to + offset, i16x8.narrow_i32x4_s(sum0, sum1));
    v128.store(to + offset, i16x8.narrow_i32x4_s(sum2, sum3), 16);
  }
}
