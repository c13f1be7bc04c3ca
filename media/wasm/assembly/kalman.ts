// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * Cancelling echo: a Kalman filter in the frequency domain, its echo path cut into partitions of one block each (Enzner and
 * Vary, Signal Processing 86 (2006); Kuech et al., ICASSP 2014). For every bin and partition it knows its own uncertainty, so
 * that it learns fast while it knows little, and hardly at all while somebody speaks at the near end: no double-talk detector
 * is needed. Blocks are 4 ms, transforms two blocks: no delay.
 *
 *     X  spectrum of what went out: the block before and this one     W  the path         P  its uncertainty
 *     E  spectrum of what is left: zeros and this block               V  the power of what is no echo
 *
 *     gain = P X* / (sum P |X|^2 / 2 + V)      W += gain E      P = A^2 (1 - gain X / 2) P + (1 - A^2) |W|^2
 */
import { SCRATCH_AT } from "../map.ts";
import { fft, FFT_SCRATCH, fftOctets, fftTables, ifft, row } from "./fft.ts";

/**
 * A state is this, the tables, V, the last block sent, then for each partition X, W and P.
 */
@unmanaged
class Canceller {
  /** Samples of a block. */
  block: i32;
  partitions: i32;
  /** Which X is the newest; the older ones lie behind it, around the end. */
  newest: i32;
  /** The partition whose W is next made as long as a block again. */
  trimmed: i32;
  /** Energies of about the last 20 ms: of what came, and of what is left. */
  before: f32;
  after: f32;
  /** The same of about the last 100 ms, of what was taken away, and of what both have in common. */
  longBefore: f32;
  longAfter: f32;
  taken: f32;
  shared: f32;
  /** How much of the uncancelled sound is let through: 1 while cancelling would make it louder. */
  open: f32;
  /** Blocks until the path may be doubted again. */
  settling: i32;
  /** Blocks until something is learnt again. */
  held: i32;
}

const HEADER: usize = 64;

/** A^2: how much of the path stays as it is from block to block. */
const KEPT: f32 = 0.99993;
/** How slowly V follows: the part of the old that is kept with each block. */
const STEADY: f32 = 0.6;
/** Of each block at least this part is no echo, however unsure W is. */
const STRANGE: f32 = 0.5;
/**
 * How fast W becomes sure. By the model it is 0.5; but the model takes partitions and bins for strangers to each other, and
 * in a voiced sound they are not.
 */
const SURE: f32 = 0.25;
/**
 * W's uncertainty at first: of the first partition, and how much less for each later one. Past 128 ms the tail is there for
 * a delay, and its end as likely as its beginning: the more partitions, the less they differ.
 */
const UNSURE: f32 = 0.05;
const LATER: f64 = 0.9;
/** Partitions trimmed with each block. */
const TRIMMED: i32 = 4;
const RECENT: f32 = 0.8;
const LONG: f32 = 0.96;
/** What is left is this much louder than what came: the path is another one. */
const LOST: f32 = 1.12;
/** The same of one block alone. */
const WRONG: f32 = 4;
/** What is left holds this part of what was taken away: the path is as it was, but louder or softer. */
const OFF: f32 = 0.4;
/** 250 ms. */
const SETTLING: i32 = 64;
/** Mean square below which there is nothing to judge by: -60 dBm0. */
const QUIET: f32 = 300;
/** That over the last 100 ms: 1 / (1 - LONG). */
const BLOCKS_OF_LONG: f32 = 25;

function tablesOf(state: Canceller): usize {
  return changetype<usize>(state) + HEADER;
}

function noiseOf(state: Canceller): usize {
  return tablesOf(state) + fftOctets(state.block << 1);
}

function sentOf(state: Canceller): usize {
  return noiseOf(state) + row(state.block << 1);
}

/** Where the partitions' X begin. */

function soundOf(state: Canceller): usize {
  return sentOf(state) + (<usize> state.block << 2);
}

function pathOf(state: Canceller): usize {
  return soundOf(state) + 2 * row(state.block << 1) * <usize> state.partitions;
}

function unsureOf(state: Canceller): usize {
  return pathOf(state) + 2 * row(state.block << 1) * <usize> state.partitions;
}

/** Octets of a state. */
export function cancelOctets(block: i32, partitions: i32): i32 {
  const size = block << 1;
  return <i32> (HEADER + fftOctets(size) + row(size) + (<usize> block << 2) + 5 * row(size) * <usize> partitions);
}

export function cancelReset(at: usize, block: i32, partitions: i32): void {
  memory.fill(at, 0, <usize> cancelOctets(block, partitions));
  const state = changetype<Canceller>(at);
  state.block = block;
  state.partitions = partitions;
  fftTables(tablesOf(state), block << 1);
  doubt(state);
}

/** Is as unsure of the path as in the beginning. */
function doubt(state: Canceller): void {
  const next = row(state.block << 1);
  let at = unsureOf(state);
  let unsure = UNSURE;
  const later = <f32> Math.pow(LATER, 8.0 / <f64> max(8, state.partitions - 24));
  for (let partition = 0; partition < state.partitions; partition++) {
    for (const end = at + next; at < end; at += 4) store<f32>(at, unsure);
    unsure *= later;
  }
  state.settling = SETTLING;
}

/** Takes the path for none at all. */
function forget(state: Canceller): void {
  memory.fill(pathOf(state), 0, 2 * row(state.block << 1) * <usize> state.partitions);
}

function widen(from: usize): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(v128.load64_zero(from)));
}

function narrow(to: usize, four: v128): void {
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.nearest(four));
  v128.store64_lane(to, i16x8.narrow_i32x4_s(whole, whole), 0);
}

function sumOf(lanes: v128): f32 {
  const pairs = f32x4.add(lanes, f32x4.shuffle(lanes, lanes, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/** The spectrum of the block before and this one becomes the newest X. `work` is room for two blocks. */
function send(state: Canceller, far: usize, work: usize): void {
  const octets = <usize> state.block << 2;
  const size = state.block << 1;
  state.newest = (state.newest === 0 ? state.partitions : state.newest) - 1;
  memory.copy(work, sentOf(state), octets);
  for (let k: usize = 0; k < octets; k += 16) v128.store(work + octets + k, widen(far + (k >> 1)));
  memory.copy(sentOf(state), work + octets, octets);
  fft(tablesOf(state), size, work, soundOf(state) + 2 * row(size) * <usize> state.newest);
}

/** The echo's spectrum, and how unsure it is: sum P |X|^2. */
function expect(state: Canceller, echo: usize, unsure: usize): void {
  const next = row(state.block << 1);
  const sound = soundOf(state);
  const end = sound + 2 * next * <usize> state.partitions;
  const first = sound + 2 * next * <usize> state.newest;
  for (let k: usize = 0; k < next; k += 16) {
    let re = f32x4.splat(0), im = f32x4.splat(0), doubt = f32x4.splat(0);
    let w = pathOf(state) + k, p = unsureOf(state) + k;
    let x = first + k;
    for (let partition = 0; partition < state.partitions; partition++) {
      const xr = v128.load(x), xi = v128.load(x + next), wr = v128.load(w), wi = v128.load(w + next);
      re = f32x4.add(re, f32x4.sub(f32x4.mul(xr, wr), f32x4.mul(xi, wi)));
      im = f32x4.add(im, f32x4.add(f32x4.mul(xr, wi), f32x4.mul(xi, wr)));
      doubt = f32x4.add(doubt, f32x4.mul(v128.load(p), f32x4.add(f32x4.mul(xr, xr), f32x4.mul(xi, xi))));
      w += 2 * next;
      p += next;
      x += 2 * next;
      if (x >= end) x -= end - sound;
    }
    v128.store(echo + k, re);
    v128.store(echo + next + k, im);
    v128.store(unsure + k, doubt);
  }
}

/** Learns from what is left. */
function learn(state: Canceller, left: usize, unsure: usize): void {
  const next = row(state.block << 1);
  const sound = soundOf(state);
  const end = sound + 2 * next * <usize> state.partitions;
  const first = sound + 2 * next * <usize> state.newest;
  const noise = noiseOf(state);
  const half = f32x4.splat(0.5), one = f32x4.splat(1), kept = f32x4.splat(KEPT), lost = f32x4.splat(1 - KEPT);
  const steady = f32x4.splat(STEADY), fresh = f32x4.splat(1 - STEADY);
  const strangest = f32x4.splat(STRANGE), confidence = f32x4.splat(SURE);
  // Samples are whole numbers: what is left is never more exact than this.
  const least = f32x4.splat(<f32> (state.block << 3));
  for (let k: usize = 0; k < next; k += 16) {
    const er = v128.load(left + k), ei = v128.load(left + next + k);
    const power = f32x4.add(f32x4.mul(er, er), f32x4.mul(ei, ei));
    const doubted = f32x4.mul(half, v128.load(unsure + k));
    const strange = f32x4.max(f32x4.sub(power, doubted), f32x4.mul(power, strangest));
    const other = f32x4.add(f32x4.mul(steady, v128.load(noise + k)), f32x4.mul(fresh, strange));
    v128.store(noise + k, f32x4.max(one, other));
    const all = f32x4.add(f32x4.add(doubted, other), least);
    const trust = f32x4.div(one, all);
    let w = pathOf(state) + k, p = unsureOf(state) + k;
    let x = first + k;
    for (let partition = 0; partition < state.partitions; partition++) {
      const xr = v128.load(x), xi = v128.load(x + next), doubt = v128.load(p);
      const gain = f32x4.mul(doubt, trust);
      const turnR = f32x4.add(f32x4.mul(xr, er), f32x4.mul(xi, ei));
      const turnI = f32x4.sub(f32x4.mul(xr, ei), f32x4.mul(xi, er));
      const wr = f32x4.add(v128.load(w), f32x4.mul(gain, turnR));
      const wi = f32x4.add(v128.load(w + next), f32x4.mul(gain, turnI));
      v128.store(w, wr);
      v128.store(w + next, wi);
      const loud = f32x4.add(f32x4.mul(xr, xr), f32x4.mul(xi, xi));
      const sure = f32x4.sub(one, f32x4.mul(confidence, f32x4.mul(gain, loud)));
      const path = f32x4.add(f32x4.mul(wr, wr), f32x4.mul(wi, wi));
      v128.store(p, f32x4.add(f32x4.mul(kept, f32x4.mul(doubt, sure)), f32x4.mul(lost, path)));
      w += 2 * next;
      p += next;
      x += 2 * next;
      if (x >= end) x -= end - sound;
    }
  }
}

/** A partition's echo is one block long: whatever grew behind it is cut off, of a few partitions at a time. */
function trim(state: Canceller, work: usize): void {
  const size = state.block << 1;
  const octets = <usize> state.block << 2;
  const tables = tablesOf(state);
  for (let round = min(TRIMMED, state.partitions); round > 0; round--) {
    const path = pathOf(state) + 2 * row(size) * <usize> state.trimmed;
    ifft(tables, size, path, work);
    memory.fill(work + octets, 0, octets);
    fft(tables, size, work, path);
    state.trimmed += 1;
    if (state.trimmed === state.partitions) state.trimmed = 0;
  }
}

/**
 * Weighs what came, what is left (`left`) and what was taken away (`echo`). True where this block is so much softer than what
 * is left of it that there is no echo at all.
 */
function weigh(state: Canceller, near: usize, left: usize, echo: usize): bool {
  const octets = <usize> state.block << 2;
  let before = f32x4.splat(0), after = f32x4.splat(0), taken = f32x4.splat(0), shared = f32x4.splat(0);
  for (let k: usize = 0; k < octets; k += 16) {
    const came = widen(near + (k >> 1)), stays = v128.load(left + k), goes = v128.load(echo + k);
    before = f32x4.add(before, f32x4.mul(came, came));
    after = f32x4.add(after, f32x4.mul(stays, stays));
    taken = f32x4.add(taken, f32x4.mul(goes, goes));
    shared = f32x4.add(shared, f32x4.mul(stays, goes));
  }
  // One more than nothing: numbers that fade for ever become too small to be quick.
  const came = sumOf(before) + 1, stays = sumOf(after) + 1;
  state.before = RECENT * state.before + came;
  state.after = RECENT * state.after + stays;
  state.longBefore = LONG * state.longBefore + came;
  state.longAfter = LONG * state.longAfter + stays;
  state.taken = LONG * state.taken + sumOf(taken) + 1;
  state.shared = LONG * state.shared + sumOf(shared);
  return stays > WRONG * came;
}

/** Whether the path has become another one: then W is unsure again, and worth nothing where it makes things worse. */
function hasChanged(state: Canceller): bool {
  if (state.settling > 0) {
    state.settling -= 1;
    return false;
  }
  const least = QUIET * BLOCKS_OF_LONG * <f32> state.block;
  const isLost = state.longAfter > LOST * state.longBefore && state.longAfter > least;
  const isOff = abs<f32>(state.shared) > OFF * state.taken && state.taken > least;
  if (!isLost && !isOff) return false;
  if (isLost) forget(state);
  doubt(state);
  return true;
}

/** A block of which nothing is learnt: it says nothing about the path, and the path may be doubted only by what comes later. */
function forgo(state: Canceller): void {
  state.held -= 1;
  state.longBefore =
    state.longAfter =
    state.taken =
    state.shared =
      0;
  state.settling = max(state.settling, <i32> BLOCKS_OF_LONG);
}

/** One block: `error` becomes what is left, `echo` what was taken away. */
function cancelBlock(state: Canceller, near: usize, far: usize, error: usize, echo: usize): void {
  const size = state.block << 1;
  const next = row(size);
  const octets = <usize> state.block << 2;
  const work = SCRATCH_AT + FFT_SCRATCH;
  const spectrum = work + 2 * octets;
  const unsure = spectrum + 2 * next;
  const left = unsure + next;
  const wasOpen = state.open;
  send(state, far, work);
  expect(state, spectrum, unsure);
  ifft(tablesOf(state), size, spectrum, work);
  memory.fill(left, 0, octets);
  for (let k: usize = 0; k < octets; k += 16) {
    v128.store(left + octets + k, f32x4.sub(widen(near + (k >> 1)), v128.load(work + octets + k)));
  }
  const isWrong = weigh(state, near, left + octets, work + octets);
  state.open = state.after > state.before ? 1 : 0;
  const first = isWrong ? <f32> 1 : wasOpen;
  const step = isWrong ? <f32> 0 : (state.open - wasOpen) / <f32> state.block;
  let open = f32x4.add(f32x4.splat(first), f32x4.mul(f32x4.splat(step), f32x4(1, 2, 3, 4)));
  for (let k: usize = 0; k < octets; k += 16) {
    const taken = f32x4.mul(f32x4.sub(f32x4.splat(1), open), v128.load(work + octets + k));
    const came = widen(near + (k >> 1));
    narrow(echo + (k >> 1), taken);
    narrow(error + (k >> 1), f32x4.sub(came, taken));
    open = f32x4.add(open, f32x4.splat(4 * step));
  }
  if (state.held > 0) return forgo(state);
  if (hasChanged(state)) return;
  fft(tablesOf(state), size, left, spectrum);
  learn(state, spectrum, unsure);
  trim(state, work);
}

/** For so many blocks nothing is learnt: what comes is not where it belongs. */
export function cancelHold(at: usize, blocks: i32): void {
  const state = changetype<Canceller>(at);
  state.held = max(state.held, blocks);
}

/** What was sent while nothing came back that could hold its echo: it is remembered, and nothing is learnt. */
export function cancelPass(at: usize, far: usize, count: i32): void {
  const state = changetype<Canceller>(at);
  state.before = state.after = state.open = 0;
  for (const end = far + (<usize> count << 1); far < end; far += <usize> state.block << 1) {
    send(state, far, SCRATCH_AT + FFT_SCRATCH);
  }
}

/** Cancels the echo of `far` in `near`. `count` is a multiple of the block. */
export function cancel(at: usize, near: usize, far: usize, error: usize, echo: usize, count: i32): void {
  const state = changetype<Canceller>(at);
  const octets = <usize> state.block << 1;
  for (const end = near + (<usize> count << 1); near < end; near += octets, far += octets) {
    cancelBlock(state, near, far, error, echo);
    error += octets;
    echo += octets;
  }
}
