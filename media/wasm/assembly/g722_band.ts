// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * One sub-band of G.722: its adaptive scale and its adaptive predictor. The names are those of the Recommendation's
 * blocks (clause 6.2), the arithmetic is its 16-bit arithmetic, so that every bit agrees.
 */
import { ILB, WH, WL } from "./g722_tables.ts";

/** Octets of a band's state. Eight lanes hold d1..d6 and eight b1..b6, two of them always zero. */
export const BAND_BYTES: usize = 96;
const DIFFERENCES: usize = 0;
const COEFFICIENTS: usize = 16;
const SCALARS: usize = 32;

@unmanaged
export class Band {
  /** The prediction, and its part from the zeros. */
  s: i32;
  sz: i32;
  /** The logarithm of the scale, and the scale. */
  nb: i32;
  det: i32;
  /** Of the poles: the last reconstructed signal, the last two partial signals, the coefficients. */
  r1: i32;
  p1: i32;
  p2: i32;
  a1: i32;
  a2: i32;
}

export function bandAt(at: usize): Band {
  return changetype<Band>(at + SCALARS);
}

export function sat16(value: i32): i32 {
  return min(max(value, -32768), 32767);
}

export function sum4(lanes: v128): i32 {
  const pairs = i32x4.add(lanes, i32x4.shuffle(lanes, lanes, 2, 3, 0, 1));
  return i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
}

/** Blocks SCALEL and SCALEH. */
function scaleOf(nb: i32, least: i32): i32 {
  const fraction = <i32> load<i16>(ILB + (<usize> ((nb >> 6) & 31) << 1));
  const shift = least - (nb >> 11);
  return (shift < 0 ? fraction << -shift : fraction >> shift) << 2;
}

/** Blocks LOGSCL and SCALEL, by the code's four upper bits. */
export function adaptLower(band: Band, code: i32): void {
  band.nb = min(max(((band.nb * 127) >> 7) + <i32> load<i16>(WL + (<usize> code << 1)), 0), 18432);
  band.det = scaleOf(band.nb, 8);
}

/** Blocks LOGSCH and SCALEH. */
export function adaptUpper(band: Band, code: i32): void {
  band.nb = min(max(((band.nb * 127) >> 7) + <i32> load<i16>(WH + (<usize> code << 1)), 0), 22528);
  band.det = scaleOf(band.nb, 10);
}

/** The zero predictor, blocks UPZERO, DELAYA and FILTEZ, six taps at once. Returns its part of the prediction. */
function predictZeros(at: usize, d: i32): i32 {
  const last = v128.load(at, DIFFERENCES);
  const b = v128.load(at, COEFFICIENTS);
  const now = i16x8.splat(<i16> d);
  // Up by 128 where the signs agree, down where they differ, and not at all after a difference of zero.
  const differ = i16x8.shr_s(v128.xor(last, now), 15);
  const step = i16x8.sub(v128.xor(i16x8.splat(d === 0 ? 0 : 128), differ), differ);
  // b * 32640 >> 15 is b less its 256th part, rounded up.
  const rest = i16x8.ne(v128.and(b, i16x8.splat(255)), i16x8.splat(0));
  const leaked = i16x8.add(i16x8.sub(b, i16x8.shr_s(b, 8)), rest);
  const six = i16x8(-1, -1, -1, -1, -1, -1, 0, 0);
  const coefficients = v128.and(i16x8.add_sat_s(leaked, step), six);
  const differences = v128.and(i16x8.shuffle(now, last, 0, 8, 9, 10, 11, 12, 13, 14), six);
  v128.store(at, differences, DIFFERENCES);
  v128.store(at, coefficients, COEFFICIENTS);
  const twice = i16x8.add_sat_s(differences, differences);
  const low = i32x4.shr_s(i32x4.extmul_low_i16x8_s(coefficients, twice), 15);
  const high = i32x4.shr_s(i32x4.extmul_high_i16x8_s(coefficients, twice), 15);
  return sat16(sum4(i32x4.add(low, high)));
}

/** Takes the quantized difference `d` and predicts the next sample: blocks RECONS to PREDIC. */
export function predict(at: usize, d: i32): void {
  const band = bandAt(at);
  const r0 = sat16(band.s + d);
  const p0 = sat16(band.sz + d);
  const sign0 = p0 >> 31;
  const isLike1 = sign0 === (band.p1 >> 31);
  const isLike2 = sign0 === (band.p2 >> 31);
  const a1 = band.a1;
  // UPPOL2
  const fourfold = sat16(a1 << 2);
  const pull = isLike1 ? min(-fourfold, 32767) : fourfold;
  const second = (pull >> 7) + (isLike2 ? 128 : -128) + ((band.a2 * 32512) >> 15);
  const ap2 = min(max(second, -12288), 12288);
  // UPPOL1
  const first = sat16((isLike1 ? 192 : -192) + ((a1 * 32640) >> 15));
  const limit = sat16(15360 - ap2);
  const ap1 = min(max(first, -limit), limit);
  const r1 = band.r1;
  band.r1 = r0;
  band.p2 = band.p1;
  band.p1 = p0;
  band.a1 = ap1;
  band.a2 = ap2;
  // FILTEP
  const sp = sat16(((ap1 * sat16(r0 + r0)) >> 15) + ((ap2 * sat16(r1 + r1)) >> 15));
  const sz = predictZeros(at, d);
  band.sz = sz;
  band.s = sat16(sp + sz);
}
