// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * G.711, both laws, without tables: sixteen codes or samples at a time.
 *
 * A code is a sign, a segment and four bits of mantissa. Shifting each sample by its own segment has no instruction, so
 * it is a multiplication by a power of two that a swizzle picks.
 */
import { SCRATCH_AT } from "../map.ts";

const STEP = 16;

/** The powers of two by which a segment scales a decoded mantissa. */
function scaleOf(segment: v128, powers: v128): v128 {
  return i8x16.swizzle(powers, segment);
}

/** Eight of the decoded magnitudes with their signs: `sign` is all ones in the lanes of negative samples. */
function signed(magnitude: v128, sign: v128): v128 {
  return i16x8.sub(v128.xor(magnitude, sign), sign);
}

function alawDecodeStep(from: usize, to: usize): void {
  const code = v128.xor(v128.load(from), i8x16.splat(0x55));
  const segment = v128.and(i8x16.shr_u(code, 4), i8x16.splat(7));
  const scale = scaleOf(segment, i8x16(1, 1, 2, 4, 8, 16, 32, 64, 0, 0, 0, 0, 0, 0, 0, 0));
  // Twice the mantissa and its half step; above segment 0 a leading one.
  const one = v128.and(i8x16.ne(segment, i8x16.splat(0)), i8x16.splat(0x20));
  const steps = i8x16.add(i8x16.add(i8x16.shl(v128.and(code, i8x16.splat(0x0f)), 1), i8x16.splat(1)), one);
  // In A-law a set sign bit means a positive sample.
  const sign = i8x16.ge_s(code, i8x16.splat(0));
  const low = i16x8.shl(i16x8.extmul_low_i8x16_u(steps, scale), 3);
  const high = i16x8.shl(i16x8.extmul_high_i8x16_u(steps, scale), 3);
  v128.store(to, signed(low, i16x8.extend_low_i8x16_s(sign)));
  v128.store(to, signed(high, i16x8.extend_high_i8x16_s(sign)), 16);
}

function ulawDecodeStep(from: usize, to: usize): void {
  const code = v128.not(v128.load(from));
  const segment = v128.and(i8x16.shr_u(code, 4), i8x16.splat(7));
  const scale = scaleOf(segment, i8x16(1, 2, 4, 8, 16, 32, 64, <i8> 128, 0, 0, 0, 0, 0, 0, 0, 0));
  const steps = i8x16.add(i8x16.shl(v128.and(code, i8x16.splat(0x0f)), 1), i8x16.splat(33));
  const sign = i8x16.lt_s(code, i8x16.splat(0));
  const bias = i16x8.splat(132);
  const low = i16x8.sub(i16x8.shl(i16x8.extmul_low_i8x16_u(steps, scale), 2), bias);
  const high = i16x8.sub(i16x8.shl(i16x8.extmul_high_i8x16_u(steps, scale), 2), bias);
  v128.store(to, signed(low, i16x8.extend_low_i8x16_s(sign)));
  v128.store(to, signed(high, i16x8.extend_high_i8x16_s(sign)), 16);
}

/** How many of seven thresholds, each twice the one before, every lane has reached. */
function segmentOf(magnitude: v128, first: i16): v128 {
  let below = i16x8.splat(0);
  let threshold = i16x8.splat(first);
  for (let segment = 0; segment < 7; segment++) {
    // A true comparison is -1.
    below = i16x8.sub(below, i16x8.ge_s(magnitude, threshold));
    threshold = i16x8.shl(threshold, 1);
  }
  return below;
}

/** Segment and mantissa of eight magnitudes: the mantissa is moved to bits 8 to 11 by the segment's multiplier. */
function code8(magnitude: v128, segment: v128, multipliers: v128): v128 {
  const multiplier = v128.and(i8x16.swizzle(multipliers, segment), i16x8.splat(0x00ff));
  const mantissa = v128.and(i16x8.shr_u(i16x8.mul(magnitude, multiplier), 8), i16x8.splat(0x0f));
  return v128.or(i16x8.shl(segment, 4), mantissa);
}

function alawCode8(samples: v128): v128 {
  const sign = i16x8.shr_s(samples, 15);
  // The ones' complement: -1 and 0 are equally far from the middle.
  const magnitude = i16x8.shr_u(v128.xor(samples, sign), 3);
  const segment = segmentOf(magnitude, 32);
  const multipliers = i8x16(<i8> 128, <i8> 128, 64, 32, 16, 8, 4, 2, 0, 0, 0, 0, 0, 0, 0, 0);
  const code = code8(magnitude, segment, multipliers);
  return v128.xor(code, v128.xor(v128.and(sign, i16x8.splat(0x80)), i16x8.splat(0xd5)));
}

function ulawCode8(samples: v128): v128 {
  const sign = i16x8.shr_s(samples, 15);
  const clipped = i16x8.min_s(i16x8.shr_u(v128.xor(samples, sign), 2), i16x8.splat(8158));
  const magnitude = i16x8.add(clipped, i16x8.splat(33));
  const segment = segmentOf(magnitude, 64);
  const multipliers = i8x16(<i8> 128, 64, 32, 16, 8, 4, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0);
  const code = code8(magnitude, segment, multipliers);
  return v128.xor(code, v128.xor(v128.and(sign, i16x8.splat(0x80)), i16x8.splat(0xff)));
}

function alawEncodeStep(from: usize, to: usize): void {
  v128.store(to, i8x16.narrow_i16x8_u(alawCode8(v128.load(from)), alawCode8(v128.load(from, 16))));
}

function ulawEncodeStep(from: usize, to: usize): void {
  v128.store(to, i8x16.narrow_i16x8_u(ulawCode8(v128.load(from)), ulawCode8(v128.load(from, 16))));
}

export function alawDecode(from: usize, to: usize, count: i32): void {
  let left = count;
  for (; left >= STEP; left -= STEP, from += STEP, to += 2 * STEP) alawDecodeStep(from, to);
  if (left === 0) return;
  // The rest goes through a whole step in the scratch: nothing is written behind the target.
  memory.copy(SCRATCH_AT, from, left);
  alawDecodeStep(SCRATCH_AT, SCRATCH_AT + STEP);
  memory.copy(to, SCRATCH_AT + STEP, 2 * left);
}

export function ulawDecode(from: usize, to: usize, count: i32): void {
  let left = count;
  for (; left >= STEP; left -= STEP, from += STEP, to += 2 * STEP) ulawDecodeStep(from, to);
  if (left === 0) return;
  memory.copy(SCRATCH_AT, from, left);
  ulawDecodeStep(SCRATCH_AT, SCRATCH_AT + STEP);
  memory.copy(to, SCRATCH_AT + STEP, 2 * left);
}

export function alawEncode(from: usize, to: usize, count: i32): void {
  let left = count;
  for (; left >= STEP; left -= STEP, from += 2 * STEP, to += STEP) alawEncodeStep(from, to);
  if (left === 0) return;
  memory.copy(SCRATCH_AT, from, 2 * left);
  alawEncodeStep(SCRATCH_AT, SCRATCH_AT + 2 * STEP);
  memory.copy(to, SCRATCH_AT + 2 * STEP, left);
}

export function ulawEncode(from: usize, to: usize, count: i32): void {
  let left = count;
  for (; left >= STEP; left -= STEP, from += 2 * STEP, to += STEP) ulawEncodeStep(from, to);
  if (left === 0) return;
  memory.copy(SCRATCH_AT, from, 2 * left);
  ulawEncodeStep(SCRATCH_AT, SCRATCH_AT + 2 * STEP);
  memory.copy(to, SCRATCH_AT + 2 * STEP, left);
}
