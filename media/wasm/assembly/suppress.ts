// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * Making softer what is no voice: the noise of a room or a line, and what a canceller left of an echo. One transform there
 * and back serves both. A frame of 10 ms is judged by the last 32 ms, and comes out 4 ms late: the window is long towards the
 * past and short towards the future.
 *
 *                 ____---->|            what is transformed: 32 ms
 *             _---         |\
 *                    /-----+\           what is put together: 10 ms, and 4 ms in which two frames overlap
 *
 * The noise is the least power of each bin in the last 1.6 s (Martin, IEEE Trans. SAP 9 (2001)); the voice's part is
 * estimated from the last frame and this one (Ephraim and Malah, IEEE Trans. ASSP 32 (1984)), in two steps (Plapous et al.,
 * IEEE Trans. ASLP 14 (2006)), and gives Wiener's gain. What is left of the echo is the part of the echo's power that comes and goes with it (Valin, IEEE Trans. ASLP 15 (2007)). Where an
 * echo is suppressed, noise like that of the background fills the hole.
 */
import { SCRATCH_AT } from "../map.ts";
import { fft, FFT_SCRATCH, fftOctets, fftTables, ifft, row } from "./fft.ts";

/** A state is this, the tables, then what the functions below name. */
@unmanaged
class Suppressor {
  rate: i32;
  /** Frames since the last row of minima was begun, and which row that is. */
  frame: i32;
  minimum: i32;
  /** Whether a frame was heard: until then nothing is known of the noise. */
  hasHeard: i32;
  /** How the power left and the power of the echo go together, and how the echo's goes with itself. */
  together: f32;
  alone: f32;
  /** By what noise that fills must be louder, as its frames are not windowed at first. */
  fill: f32;
  /** Four seeds. */
  seed: v128;
}

const HEADER: usize = 64;

const MINIMA: i32 = 8;
const FRAMES_OF_MINIMUM: i32 = 20;
/** More than any power. */
const UNHEARD: f32 = 1e30;
/** The least of so many powers lies below their mean: by this. */
const BIAS: f32 = 5.5;
/** How much of the power before is kept: less where it falls, so that a short pause is enough to hear the background. */
const RISING: f32 = 0.8;
const FALLING: f32 = 0.55;
/** How much of the voice's part is known by the last frame. */
const BEFORE: f32 = 0.96;
/** How slowly it is learnt what is left of the echo, and within what bounds. */
const PATIENCE: f32 = 0.985;
const LEAST_LEFT: f32 = 0.0005;
const MOST_LEFT: f32 = 1;
/** It is taken for so much more: an echo that is heard is worse than a hole that is filled. */
const CAUTION: f32 = 3;
/** An echo dies away by this part with every frame, longer than the tail. */
const FADING: f32 = 0.5;

function sizeOf(state: Suppressor): i32 {
  return state.rate === 8000 ? 256 : 512;
}

/** Octets of a frame of floats. */

function hopOf(state: Suppressor): usize {
  return <usize> (state.rate / 100) << 2;
}

/** Octets of the overlap. */

function overlapOf(state: Suppressor): usize {
  return <usize> (state.rate / 250) << 2;
}

function tablesOf(state: Suppressor): usize {
  return changetype<usize>(state) + HEADER;
}

/** The window before the transform, then the one after it. */

function windowOf(state: Suppressor): usize {
  return tablesOf(state) + fftOctets(sizeOf(state));
}

function windowBackOf(state: Suppressor): usize {
  return windowOf(state) + (<usize> sizeOf(state) << 2);
}

/** The end of the last frame, not yet complete. */

function overlappingOf(state: Suppressor): usize {
  return windowBackOf(state) + hopOf(state) + overlapOf(state);
}

/** The last 32 ms of the sound, then of the echo. */

function soundOf(state: Suppressor): usize {
  return overlappingOf(state) + overlapOf(state);
}

function echoOf(state: Suppressor): usize {
  return soundOf(state) + (<usize> sizeOf(state) << 2);
}

/** A number for each bin: which one, is counted from 0. */

function binsOf(state: Suppressor, index: i32): usize {
  return echoOf(state) + (<usize> sizeOf(state) << 2) + row(sizeOf(state)) * <usize> index;
}

/** The power, smoothed; the voice's of the last frame; the echo's, fading; the means of what is left and of the echo. */
const POWER: i32 = 0;
const VOICE: i32 = 1;
const FADED: i32 = 2;
const MEAN_LEFT: i32 = 3;
const MEAN_ECHO: i32 = 4;
/** The least power of all rows but the one that is being made; then the rows. */
const LEAST: i32 = 5;
const ROWS: i32 = 6;
const ALL_BINS: i32 = ROWS + MINIMA;

/** Octets of a state; `rate` is 8000 or 16,000. */
export function suppressOctets(rate: i32): i32 {
  const size = rate === 8000 ? 256 : 512;
  const samples = 3 * size + rate / 100 + 2 * (rate / 250);
  return <i32> (HEADER + fftOctets(size) + (<usize> samples << 2) + row(size) * <usize> ALL_BINS);
}

export function suppressReset(at: usize, rate: i32, seed: i32): void {
  memory.fill(at, 0, <usize> suppressOctets(rate));
  const state = changetype<Suppressor>(at);
  state.rate = rate;
  state.seed = v128.or(i32x4.add(i32x4.splat(seed), i32x4(0, 0x1e37_79b9, 0x3c6e_f372, 0x5aa6_6d2b)), i32x4.splat(1));
  fftTables(tablesOf(state), sizeOf(state));
  const size = sizeOf(state);
  const overlap = rate / 250;
  const hop = rate / 100;
  const rising = size - overlap;
  let power: f64 = 0;
  for (let index = 0; index < size; index++) {
    const into = index < rising
      ? (<f64> index + 0.5) / <f64> rising
      : 1 - (<f64> (index - rising) + 0.5) / <f64> overlap;
    const value = Math.sin(Math.PI / 2 * into);
    store<f32>(windowOf(state) + (<usize> index << 2), <f32> value);
    power += value * value;
  }
  state.fill = <f32> Math.sqrt(<f64> size / power);
  const first = size - hop - overlap;
  for (let index = 0; index < hop + overlap; index++) {
    const before = <f64> load<f32>(windowOf(state) + (<usize> (first + index) << 2));
    const into = Math.sin(Math.PI / 2 * (<f64> index + 0.5) / <f64> overlap);
    const value = index < overlap ? into * into / before : index < hop ? 1 / before : before;
    store<f32>(windowBackOf(state) + (<usize> index << 2), <f32> value);
  }
}

function widen(from: usize): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(v128.load64_zero(from)));
}

function sumOf(lanes: v128): f32 {
  const pairs = f32x4.add(lanes, f32x4.shuffle(lanes, lanes, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

function mix(part: f32, old: v128, fresh: v128): v128 {
  return f32x4.add(f32x4.mul(f32x4.splat(part), old), f32x4.mul(f32x4.splat(1 - part), fresh));
}

function powerAt(spectrum: usize, next: usize): v128 {
  const re = v128.load(spectrum), im = v128.load(spectrum + next);
  return f32x4.add(f32x4.mul(re, re), f32x4.mul(im, im));
}

/** The spectrum of the last 32 ms, `from` being the newest 10 of them. */
function hear(state: Suppressor, from: usize, past: usize, work: usize, spectrum: usize): void {
  const hop = hopOf(state);
  const octets = <usize> sizeOf(state) << 2;
  memory.copy(past, past + hop, octets - hop);
  for (let k: usize = 0; k < hop; k += 16) v128.store(past + octets - hop + k, widen(from + (k >> 1)));
  const window = windowOf(state);
  for (let k: usize = 0; k < octets; k += 16) {
    v128.store(work + k, f32x4.mul(v128.load(past + k), v128.load(window + k)));
  }
  fft(tablesOf(state), sizeOf(state), work, spectrum);
}

/** Learns the background's power of each bin, as its least smoothed power of late. */
function learnNoise(state: Suppressor, spectrum: usize): void {
  const next = row(sizeOf(state));
  const power = binsOf(state, POWER);
  if (state.hasHeard === 0) {
    state.hasHeard = 1;
    for (let k: usize = 0; k < next; k += 16) {
      v128.store(power + k, powerAt(spectrum + k, next));
      for (let index = 0; index <= MINIMA; index++) v128.store(binsOf(state, LEAST + index) + k, f32x4.splat(UNHEARD));
    }
  }
  const one = f32x4.splat(1);
  const isFull = state.frame === FRAMES_OF_MINIMUM;
  if (isFull) {
    state.frame = 0;
    state.minimum = (state.minimum + 1) % MINIMA;
  }
  state.frame += 1;
  const current = binsOf(state, ROWS + state.minimum);
  for (let k: usize = 0; k < next; k += 16) {
    // One more than nothing: numbers that fade for ever become too small to be quick.
    const fresh = f32x4.add(one, powerAt(spectrum + k, next)), earlier = v128.load(power + k);
    const smooth = f32x4.min(mix(RISING, earlier, fresh), mix(FALLING, earlier, fresh));
    v128.store(power + k, smooth);
    v128.store(current + k, isFull ? smooth : f32x4.min(smooth, v128.load(current + k)));
  }
  if (!isFull) return;
  for (let k: usize = 0; k < next; k += 16) {
    let least = v128.load(binsOf(state, ROWS) + k);
    for (let index = 1; index < MINIMA; index++) least = f32x4.min(least, v128.load(binsOf(state, ROWS + index) + k));
    v128.store(binsOf(state, LEAST) + k, least);
  }
}

/** The part of the echo's power that is still there: how far what is left goes with the echo from its mean and back. */
function learnLeft(state: Suppressor, spectrum: usize, echo: usize): f32 {
  const next = row(sizeOf(state));
  const one = f32x4.splat(1);
  let together = f32x4.splat(0), alone = f32x4.splat(0), left = f32x4.splat(0), loud = f32x4.splat(0);
  for (let k: usize = 0; k < next; k += 16) {
    const stays = powerAt(spectrum + k, next), goes = powerAt(echo + k, next);
    const meanLeft = binsOf(state, MEAN_LEFT) + k, meanEcho = binsOf(state, MEAN_ECHO) + k;
    const offLeft = f32x4.sub(stays, v128.load(meanLeft)), offEcho = f32x4.sub(goes, v128.load(meanEcho));
    v128.store(meanLeft, f32x4.max(one, mix(PATIENCE, v128.load(meanLeft), stays)));
    v128.store(meanEcho, f32x4.max(one, mix(PATIENCE, v128.load(meanEcho), goes)));
    together = f32x4.add(together, f32x4.mul(offLeft, offEcho));
    alone = f32x4.add(alone, f32x4.mul(offEcho, offEcho));
    left = f32x4.add(left, stays);
    loud = f32x4.add(loud, goes);
  }
  // Much is learnt of a frame that is mostly echo, and nothing of one without.
  const part = (<f32> 1 - PATIENCE) * min<f32>(1, sumOf(loud) / max<f32>(1, sumOf(left)));
  state.together += part * (sumOf(together) - state.together);
  state.alone += part * (sumOf(alone) - state.alone);
  const ratio = state.together / max<f32>(1, state.alone);
  return min<f32>(max<f32>(ratio, LEAST_LEFT), MOST_LEFT);
}

/** What is left of the echo, of each bin: coloured like the echo, and partly white, as what a codec rounds is. */
function expectLeft(state: Suppressor, spectrum: usize, echo: usize, residue: usize): void {
  const next = row(sizeOf(state));
  const faded = binsOf(state, FADED);
  let all = f32x4.splat(0);
  for (let k: usize = 0; k < next; k += 16) {
    const power = f32x4.max(powerAt(echo + k, next), f32x4.mul(f32x4.splat(FADING), v128.load(faded + k)));
    v128.store(faded + k, power);
    all = f32x4.add(all, power);
  }
  const left = f32x4.splat(CAUTION * learnLeft(state, spectrum, echo));
  const white = f32x4.splat(sumOf(all) / <f32> (sizeOf(state) >> 1));
  for (let k: usize = 0; k < next; k += 16) {
    v128.store(residue + k, f32x4.mul(left, f32x4.add(white, v128.load(faded + k))));
  }
}

/** A random number from -1 to 1 in each lane (Marsaglia's xorshift). */

function chance(seed: v128): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(seed), f32x4.splat(<f32> (1.0 / 2147483648.0)));
}

function nextSeed(seed: v128): v128 {
  let next = v128.xor(seed, i32x4.shl(seed, 13));
  next = v128.xor(next, i32x4.shr_u(next, 17));
  return v128.xor(next, i32x4.shl(next, 5));
}

/** Gives every bin its gain; no noise becomes softer than `least` of itself. `residue` is 0 where there is no echo. */
function judge(state: Suppressor, spectrum: usize, residue: usize, least: f32): void {
  const next = row(sizeOf(state));
  const one = f32x4.splat(1), none = f32x4.splat(0);
  // What rounding samples makes: noise is never less.
  const rounded = f32x4.splat(<f32> sizeOf(state) / 16);
  const fill = f32x4.splat(<f32> 1.224745 * state.fill);
  let seed = state.seed;
  for (let k: usize = 0; k < next; k += 16) {
    const re = v128.load(spectrum + k), im = v128.load(spectrum + next + k);
    const power = f32x4.add(f32x4.mul(re, re), f32x4.mul(im, im));
    const lowest = f32x4.min(v128.load(binsOf(state, LEAST) + k), v128.load(binsOf(state, ROWS + state.minimum) + k));
    const noise = f32x4.add(rounded, f32x4.mul(f32x4.splat(BIAS), lowest));
    const left = residue === 0 ? none : v128.load(residue + k);
    const trust = f32x4.div(one, f32x4.add(noise, left));
    const voice = binsOf(state, VOICE) + k;
    const above = f32x4.max(none, f32x4.sub(f32x4.mul(power, trust), one));
    const likely = mix(BEFORE, f32x4.mul(v128.load(voice), trust), above);
    const ofNoise = f32x4.mul(noise, trust);
    const floor = f32x4.mul(f32x4.splat(least), ofNoise);
    const wiener = f32x4.div(likely, f32x4.add(one, likely));
    const spoken = f32x4.mul(power, f32x4.mul(wiener, wiener));
    v128.store(voice, spoken);
    // Judged again by what was found, as the last frame knows nothing of a voice that begins with this one.
    const found = f32x4.mul(spoken, trust);
    const gain = f32x4.max(floor, f32x4.div(found, f32x4.add(one, found)));
    let toRe = f32x4.mul(re, gain), toIm = f32x4.mul(im, gain);
    if (residue !== 0) {
      // With the floor squared times the power, this is as loud as the background.
      const hole = f32x4.mul(f32x4.mul(left, ofNoise), f32x4.max(none, f32x4.sub(one, f32x4.mul(gain, gain))));
      const size = f32x4.mul(f32x4.mul(fill, f32x4.splat(least)), f32x4.sqrt(hole));
      seed = nextSeed(seed);
      toRe = f32x4.add(toRe, f32x4.mul(size, chance(seed)));
      seed = nextSeed(seed);
      toIm = f32x4.add(toIm, f32x4.mul(size, chance(seed)));
    }
    v128.store(spectrum + k, toRe);
    v128.store(spectrum + next + k, toIm);
  }
  state.seed = seed;
}

function narrow(to: usize, four: v128): void {
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.nearest(four));
  v128.store64_lane(to, i16x8.narrow_i32x4_s(whole, whole), 0);
}

/** Puts the frame together: its beginning with the end of the last one; its own end is kept. */
function put(state: Suppressor, work: usize, to: usize): void {
  const hop = hopOf(state), overlap = overlapOf(state);
  const window = windowBackOf(state), kept = overlappingOf(state);
  const from = work + (<usize> sizeOf(state) << 2) - hop - overlap;
  for (let k: usize = 0; k < hop; k += 16) {
    let value = f32x4.mul(v128.load(from + k), v128.load(window + k));
    if (k < overlap) value = f32x4.add(value, v128.load(kept + k));
    narrow(to + (k >> 1), value);
  }
  for (let k: usize = 0; k < overlap; k += 16) {
    v128.store(kept + k, f32x4.mul(v128.load(from + hop + k), v128.load(window + hop + k)));
  }
}

/**
 * Suppresses noise, and what is left of `echo` where that is not 0. `count` is a multiple of 10 ms; `to` may be `from`.
 * `least` is what the noise is made softer by at most: 1 leaves it as it is.
 */
export function suppress(at: usize, from: usize, echo: usize, to: usize, count: i32, least: f32): void {
  const state = changetype<Suppressor>(at);
  const size = sizeOf(state);
  const octets = hopOf(state) >> 1;
  const work = SCRATCH_AT + FFT_SCRATCH;
  const spectrum = work + (<usize> size << 2);
  const echoes = spectrum + 2 * row(size);
  const residue = echoes + 2 * row(size);
  for (const end = from + (<usize> count << 1); from < end; from += octets, to += octets) {
    hear(state, from, soundOf(state), work, spectrum);
    learnNoise(state, spectrum);
    if (echo !== 0) {
      hear(state, echo, echoOf(state), work, echoes);
      expectLeft(state, spectrum, echoes, residue);
      echo += octets;
    }
    judge(state, spectrum, echo === 0 ? 0 : residue, least);
    ifft(tablesOf(state), size, spectrum, work);
    put(state, work, to);
  }
}
