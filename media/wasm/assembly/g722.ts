// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * G.722 at 64 kbit/s: a quadrature mirror filter, and two sub-bands of adaptive differential code.
 *
 * A state is 256 octets: the lower band, the upper band, and the last 16 samples of each of the filter's phases. An
 * encoder has one, and a decoder has one.
 */
import { SCRATCH_AT } from "../map.ts";
import { adaptLower, adaptUpper, BAND_BYTES, bandAt, predict, sat16, sum4 } from "./g722_band.ts";
import { ILN, ILP, Q6, QM2, QM4, QM6, QMF_EVEN, QMF_ODD } from "./g722_tables.ts";

const STATE_BYTES: usize = 256;
const HISTORY: usize = 192;
const HISTORY_BYTES: usize = 32;
/** Codes worked at once; bounds the scratch. */
const BLOCK: i32 = 512;
const EVEN: usize = SCRATCH_AT;
const ODD: usize = SCRATCH_AT + 2048;

export function g722Reset(state: usize): void {
  memory.fill(state, 0, STATE_BYTES);
  bandAt(state).det = 32;
  bandAt(state + BAND_BYTES).det = 8;
}

/** Puts the phases' history before the new samples. */
function recall(state: usize): void {
  memory.copy(EVEN, state + HISTORY, HISTORY_BYTES);
  memory.copy(ODD, state + HISTORY + HISTORY_BYTES, HISTORY_BYTES);
}

function remember(state: usize, count: i32): void {
  const used = <usize> count << 1;
  memory.copy(state + HISTORY, EVEN + used, HISTORY_BYTES);
  memory.copy(state + HISTORY + HISTORY_BYTES, ODD + used, HISTORY_BYTES);
}

/** One phase of the filter, over the 16 samples that end at `at`. */
function phase(at: usize, first: v128, second: v128): i32 {
  return sum4(i32x4.add(i32x4.dot_i16x8_s(v128.load(at), first), i32x4.dot_i16x8_s(v128.load(at, 16), second)));
}

function limit15(value: i32): i32 {
  return min(max(value, -16384), 16383);
}

/** How many of the decision levels `magnitude` has reached, four at a time: block QUANTL. */
function levelOf(magnitude: i32, det: i32): usize {
  const value = i32x4.splat(magnitude);
  const scale = i16x8.splat(<i16> det);
  let reached = i32x4.splat(0);
  for (let at: usize = 0; at < 64; at += 16) {
    const levels = v128.load(Q6 + at);
    const low = i32x4.shr_s(i32x4.extmul_low_i16x8_s(levels, scale), 12);
    const high = i32x4.shr_s(i32x4.extmul_high_i16x8_s(levels, scale), 12);
    reached = i32x4.sub(reached, i32x4.add(i32x4.ge_s(value, low), i32x4.ge_s(value, high)));
  }
  // Less the three zeros at the table's end; interval 1 is the first.
  return sum4(reached) - 2;
}

function encodeLower(state: usize, x: i32): i32 {
  const band = bandAt(state);
  const e = sat16(x - band.s);
  const det = band.det;
  const level = levelOf(e >= 0 ? e : ~e, det);
  const code = <i32> load<u8>((e < 0 ? ILN : ILP) + level);
  const adapting = code >> 2;
  adaptLower(band, adapting);
  predict(state, (det * <i32> load<i16>(QM4 + (<usize> adapting << 1))) >> 15);
  return code;
}

function encodeUpper(state: usize, x: i32): i32 {
  const band = bandAt(state);
  const e = sat16(x - band.s);
  const det = band.det;
  // Block QUANTH: one level beside zero.
  const isFar = (e >= 0 ? e : ~e) >= ((564 * det) >> 12);
  const code = e < 0 ? (isFar ? 0 : 1) : (isFar ? 2 : 3);
  adaptUpper(band, code);
  predict(state, (det * <i32> load<i16>(QM2 + (<usize> code << 1))) >> 15);
  return code;
}

function encodeBlock(state: usize, from: usize, to: usize, count: i32): void {
  recall(state);
  for (let done: usize = 0; done < <usize> count; done += 8) {
    const first = v128.load(from + (done << 2));
    const second = v128.load(from + (done << 2), 16);
    v128.store(EVEN + HISTORY_BYTES + (done << 1), i16x8.shuffle(first, second, 0, 2, 4, 6, 8, 10, 12, 14));
    v128.store(ODD + HISTORY_BYTES + (done << 1), i16x8.shuffle(first, second, 1, 3, 5, 7, 9, 11, 13, 15));
  }
  const even0 = v128.load(QMF_EVEN), even1 = v128.load(QMF_EVEN, 16);
  const odd0 = v128.load(QMF_ODD), odd1 = v128.load(QMF_ODD, 16);
  for (let at = 0; at < count; at++) {
    const newest = <usize> (at + 1) << 1;
    const even = phase(EVEN + newest, even0, even1);
    const odd = phase(ODD + newest, odd0, odd1);
    const lower = encodeLower(state, limit15((odd + even) >> 14));
    const upper = encodeUpper(state + BAND_BYTES, limit15((odd - even) >> 14));
    store<u8>(to + at, <u8> ((upper << 6) | lower));
  }
  remember(state, count);
}

function decodeLower(state: usize, code: i32): i32 {
  const band = bandAt(state);
  const det = band.det;
  const adapting = code >> 2;
  const sound = limit15(band.s + ((det * <i32> load<i16>(QM6 + (<usize> code << 1))) >> 15));
  adaptLower(band, adapting);
  predict(state, (det * <i32> load<i16>(QM4 + (<usize> adapting << 1))) >> 15);
  return sound;
}

function decodeUpper(state: usize, code: i32): i32 {
  const band = bandAt(state);
  const d = (band.det * <i32> load<i16>(QM2 + (<usize> code << 1))) >> 15;
  const sound = limit15(band.s + d);
  adaptUpper(band, code);
  predict(state, d);
  return sound;
}

function decodeBlock(state: usize, from: usize, to: usize, count: i32): void {
  recall(state);
  for (let at = 0; at < count; at++) {
    const code = <i32> load<u8>(from + at);
    const lower = decodeLower(state, code & 63);
    const upper = decodeUpper(state + BAND_BYTES, code >> 6);
    const slot = HISTORY_BYTES + (<usize> at << 1);
    store<i16>(EVEN + slot, <i16> sat16(lower + upper));
    store<i16>(ODD + slot, <i16> sat16(lower - upper));
  }
  const even0 = v128.load(QMF_EVEN), even1 = v128.load(QMF_EVEN, 16);
  const odd0 = v128.load(QMF_ODD), odd1 = v128.load(QMF_ODD, 16);
  for (let at = 0; at < count; at++) {
    const newest = <usize> (at + 1) << 1;
    store<i16>(to + (<usize> at << 2), <i16> sat16(phase(ODD + newest, odd0, odd1) >> 11));
    store<i16>(to + (<usize> at << 2), <i16> sat16(phase(EVEN + newest, even0, even1) >> 11), 2);
  }
  remember(state, count);
}

/** Encodes 2 * `count` samples at 16 kHz into `count` codes. */
export function g722Encode(state: usize, from: usize, to: usize, count: i32): void {
  for (let done = 0; done < count; done += BLOCK) {
    encodeBlock(state, from + (<usize> done << 2), to + done, min(BLOCK, count - done));
  }
}

/** Decodes `count` codes into 2 * `count` samples at 16 kHz. */
export function g722Decode(state: usize, from: usize, to: usize, count: i32): void {
  for (let done = 0; done < count; done += BLOCK) {
    decodeBlock(state, from + done, to + (<usize> done << 2), min(BLOCK, count - done));
  }
}
