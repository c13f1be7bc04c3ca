// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * The Fourier transform of real sound, as one of half as many complex numbers: even samples are their real parts, odd ones
 * the imaginary. Stockham's order of the steps, so that nothing is ever bit-reversed; four lanes at once in every step.
 *
 * `size` is a power of two from 32 to 1024. A spectrum is `size / 2 + 4` real parts (the last three are zero), then as
 * many imaginary ones. Tables are `11 / 4 size` floats: the first step's three rows of turns, all turns, the split's.
 */
import { SCRATCH_AT } from "../map.ts";

/** What a transform uses of the scratch: two times two rows of `size / 2 + 4` floats. */
export const FFT_SCRATCH: usize = 16_384;

/** Octets of a spectrum's real parts. */

export function row(size: i32): usize {
  return <usize> ((size >> 1) + 4) << 2;
}

/** Octets of the tables. */

export function fftOctets(size: i32): usize {
  return <usize> size * 11;
}

function turns(at: usize, count: i32, step: f64): void {
  for (let index = 0; index < count; index++) {
    const angle = -2 * Math.PI * step * <f64> index;
    store<f32>(at + (<usize> index << 2), <f32> Math.cos(angle));
    store<f32>(at + (<usize> (count + index) << 2), <f32> Math.sin(angle));
  }
}

export function fftTables(tables: usize, size: i32): void {
  const n = size >> 1;
  const quarter = n >> 2;
  for (let factor = 1; factor < 4; factor++) {
    turns(tables + (<usize> ((factor - 1) * 2 * quarter) << 2), quarter, <f64> factor / <f64> n);
  }
  turns(tables + (<usize> (6 * quarter) << 2), n, 1.0 / <f64> n);
  turns(tables + (<usize> (6 * quarter + 2 * n) << 2), n, 1.0 / <f64> size);
}

function multiplyRe(ar: v128, ai: v128, br: v128, bi: v128): v128 {
  return f32x4.sub(f32x4.mul(ar, br), f32x4.mul(ai, bi));
}

function multiplyIm(ar: v128, ai: v128, br: v128, bi: v128): v128 {
  return f32x4.add(f32x4.mul(ar, bi), f32x4.mul(ai, br));
}

/** Stores four vectors as the columns of 16 floats. */

function storeColumns(to: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = f32x4.shuffle(a, b, 0, 4, 1, 5);
  const cd = f32x4.shuffle(c, d, 0, 4, 1, 5);
  const AB = f32x4.shuffle(a, b, 2, 6, 3, 7);
  const CD = f32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(to, f32x4.shuffle(ab, cd, 0, 1, 4, 5));
  v128.store(to, f32x4.shuffle(ab, cd, 2, 3, 6, 7), 16);
  v128.store(to, f32x4.shuffle(AB, CD, 0, 1, 4, 5), 32);
  v128.store(to, f32x4.shuffle(AB, CD, 2, 3, 6, 7), 48);
}

/** The first step: butterflies of four side by side, each with its own turns. */
function firstStep(tables: usize, n: i32, re: usize, im: usize, toRe: usize, toIm: usize): void {
  const m = <usize> n; // octets of a quarter
  for (let p: usize = 0; p < m; p += 16) {
    const r0 = v128.load(re + p),
      r1 = v128.load(re + p + m),
      r2 = v128.load(re + p + 2 * m),
      r3 = v128.load(re + p + 3 * m);
    const i0 = v128.load(im + p),
      i1 = v128.load(im + p + m),
      i2 = v128.load(im + p + 2 * m),
      i3 = v128.load(im + p + 3 * m);
    const sumR = f32x4.add(r0, r2), sumI = f32x4.add(i0, i2), gapR = f32x4.sub(r0, r2), gapI = f32x4.sub(i0, i2);
    const oddR = f32x4.add(r1, r3), oddI = f32x4.add(i1, i3);
    // (b - d) times -i
    const quarterR = f32x4.sub(i1, i3), quarterI = f32x4.sub(r3, r1);
    const ar = f32x4.add(gapR, quarterR), ai = f32x4.add(gapI, quarterI);
    const br = f32x4.sub(sumR, oddR), bi = f32x4.sub(sumI, oddI);
    const cr = f32x4.sub(gapR, quarterR), ci = f32x4.sub(gapI, quarterI);
    const w = tables + p;
    const w1r = v128.load(w), w1i = v128.load(w + m), w2r = v128.load(w + 2 * m), w2i = v128.load(w + 3 * m);
    const w3r = v128.load(w + 4 * m), w3i = v128.load(w + 5 * m);
    storeColumns(
      toRe + 4 * p,
      f32x4.add(sumR, oddR),
      multiplyRe(ar, ai, w1r, w1i),
      multiplyRe(br, bi, w2r, w2i),
      multiplyRe(cr, ci, w3r, w3i),
    );
    storeColumns(
      toIm + 4 * p,
      f32x4.add(sumI, oddI),
      multiplyIm(ar, ai, w1r, w1i),
      multiplyIm(br, bi, w2r, w2i),
      multiplyIm(cr, ci, w3r, w3i),
    );
  }
}

/** A step whose butterflies of four share their turns with the `stride` next to them. */
function fourStep(all: usize, n: i32, stride: i32, re: usize, im: usize, toRe: usize, toIm: usize): void {
  const s = <usize> stride << 2;
  const m = <usize> n; // octets of a quarter
  const imaginary = all + (<usize> n << 2);
  for (let p: usize = 0, far: usize = 0; p < m; p += s, far += 4 * s) {
    const w1r = v128.load32_splat(all + p), w1i = v128.load32_splat(imaginary + p);
    const w2r = v128.load32_splat(all + 2 * p), w2i = v128.load32_splat(imaginary + 2 * p);
    const w3r = v128.load32_splat(all + 3 * p), w3i = v128.load32_splat(imaginary + 3 * p);
    for (let q: usize = 0; q < s; q += 16) {
      const r = re + p + q, i = im + p + q;
      const r0 = v128.load(r), r1 = v128.load(r + m), r2 = v128.load(r + 2 * m), r3 = v128.load(r + 3 * m);
      const i0 = v128.load(i), i1 = v128.load(i + m), i2 = v128.load(i + 2 * m), i3 = v128.load(i + 3 * m);
      const sumR = f32x4.add(r0, r2), sumI = f32x4.add(i0, i2), gapR = f32x4.sub(r0, r2), gapI = f32x4.sub(i0, i2);
      const oddR = f32x4.add(r1, r3), oddI = f32x4.add(i1, i3);
      const quarterR = f32x4.sub(i1, i3), quarterI = f32x4.sub(r3, r1);
      const ar = f32x4.add(gapR, quarterR), ai = f32x4.add(gapI, quarterI);
      const br = f32x4.sub(sumR, oddR), bi = f32x4.sub(sumI, oddI);
      const cr = f32x4.sub(gapR, quarterR), ci = f32x4.sub(gapI, quarterI);
      const tr = toRe + far + q, ti = toIm + far + q;
      v128.store(tr, f32x4.add(sumR, oddR));
      v128.store(ti, f32x4.add(sumI, oddI));
      v128.store(tr + s, multiplyRe(ar, ai, w1r, w1i));
      v128.store(ti + s, multiplyIm(ar, ai, w1r, w1i));
      v128.store(tr + 2 * s, multiplyRe(br, bi, w2r, w2i));
      v128.store(ti + 2 * s, multiplyIm(br, bi, w2r, w2i));
      v128.store(tr + 3 * s, multiplyRe(cr, ci, w3r, w3i));
      v128.store(ti + 3 * s, multiplyIm(cr, ci, w3r, w3i));
    }
  }
}

/** The last step where the number of steps is odd: butterflies of two, without turns. */
function twoStep(n: i32, at: usize, to: usize): void {
  const half = <usize> n << 1;
  for (let q: usize = 0; q < half; q += 16) {
    const a = v128.load(at + q), b = v128.load(at + q + half);
    v128.store(to + q, f32x4.add(a, b));
    v128.store(to + q + half, f32x4.sub(a, b));
  }
}

/**
 * Transforms the `n` complex numbers in the scratch. Returns where the result's real parts lie; the imaginary parts follow,
 * or came first where `im` does: with the two exchanged, it is the transform back.
 */
function complex(tables: usize, n: i32, isBack: bool): usize {
  const next = row(n << 1);
  const first = isBack ? next : 0;
  let at: usize = SCRATCH_AT, to: usize = SCRATCH_AT + 2 * next;
  firstStep(tables, n, at + first, at + next - first, to + first, to + next - first);
  const all = tables + (<usize> (6 * (n >> 2)) << 2);
  let stride = 4;
  for (; stride << 2 <= n; stride <<= 2) {
    const from = to;
    to = at;
    at = from;
    fourStep(all, n, stride, at + first, at + next - first, to + first, to + next - first);
  }
  if (stride === n) return to;
  twoStep(n, to, at);
  twoStep(n, to + next, at + next);
  return at;
}

/** The four floats that end at `at`, last one first. */

function backwards(at: usize): v128 {
  const four = v128.load(at - 12);
  return f32x4.shuffle(four, four, 3, 2, 1, 0);
}

/** `size` floats at `from` become a spectrum at `to`. */
export function fft(tables: usize, size: i32, from: usize, to: usize): void {
  const n = size >> 1;
  const next = row(size);
  const octets = <usize> n << 2;
  for (let k: usize = 0; k < octets; k += 16) {
    const a = v128.load(from + 2 * k), b = v128.load(from + 2 * k, 16);
    v128.store(SCRATCH_AT + k, f32x4.shuffle(a, b, 0, 2, 4, 6));
    v128.store(SCRATCH_AT + k + next, f32x4.shuffle(a, b, 1, 3, 5, 7));
  }
  const at = complex(tables, n, false);
  store<f32>(at + octets, load<f32>(at));
  store<f32>(at + next + octets, load<f32>(at + next));
  const split = tables + (<usize> (6 * (n >> 2) + 2 * n) << 2);
  const half = f32x4.splat(0.5);
  for (let k: usize = 0; k < octets; k += 16) {
    const mirror = at + octets - k;
    const a = v128.load(at + k), b = v128.load(at + next + k), c = backwards(mirror), d = backwards(mirror + next);
    const wr = v128.load(split + k), wi = v128.load(split + octets + k);
    const oddR = f32x4.add(b, d), oddI = f32x4.sub(c, a);
    v128.store(to + k, f32x4.mul(half, f32x4.add(f32x4.add(a, c), multiplyRe(oddR, oddI, wr, wi))));
    v128.store(to + next + k, f32x4.mul(half, f32x4.add(f32x4.sub(b, d), multiplyIm(oddR, oddI, wr, wi))));
  }
  v128.store(to + octets, f32x4(load<f32>(at) - load<f32>(at + next), 0, 0, 0));
  v128.store(to + next + octets, f32x4.splat(0));
}

/** A spectrum at `from` becomes `size` floats at `to`. */
export function ifft(tables: usize, size: i32, from: usize, to: usize): void {
  const n = size >> 1;
  const next = row(size);
  const octets = <usize> n << 2;
  const split = tables + (<usize> (6 * (n >> 2) + 2 * n) << 2);
  const scale = f32x4.splat(<f32> 0.5 / <f32> n);
  for (let k: usize = 0; k < octets; k += 16) {
    const mirror = from + octets - k;
    const a = v128.load(from + k), b = v128.load(from + next + k), c = backwards(mirror), d = backwards(mirror + next);
    const wr = v128.load(split + k), wi = v128.load(split + octets + k);
    const gapR = f32x4.sub(a, c), gapI = f32x4.add(b, d);
    // The odd half turned back: times the conjugate of w, then times i.
    const oddR = f32x4.add(f32x4.mul(gapR, wr), f32x4.mul(gapI, wi));
    const oddI = f32x4.sub(f32x4.mul(gapI, wr), f32x4.mul(gapR, wi));
    v128.store(SCRATCH_AT + k, f32x4.mul(scale, f32x4.sub(f32x4.add(a, c), oddI)));
    v128.store(SCRATCH_AT + next + k, f32x4.mul(scale, f32x4.add(f32x4.sub(b, d), oddR)));
  }
  const at = complex(tables, n, true);
  for (let k: usize = 0; k < octets; k += 16) {
    const r = v128.load(at + k), i = v128.load(at + next + k);
    v128.store(to + 2 * k, f32x4.shuffle(r, i, 0, 4, 1, 5));
    v128.store(to + 2 * k, f32x4.shuffle(r, i, 2, 6, 3, 7), 16);
  }
}
