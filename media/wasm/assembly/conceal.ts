// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * Concealing lost sound: what came last is played on, period by period, ever more of it, ever softer, and blended into what
 * comes next. No sample is held back for it.
 *
 *     heard ........|<- L ->|  lost: the last L samples again and again     |  heard, faded in
 *
 * L is one period of the voice for 20 ms, two up to 40 ms, then three: one period alone would soon buzz. Where no period
 * is found, it is three at once. From 10 ms on the sound fades, and after 60 ms it is gone.
 */
import { SCRATCH_AT } from "../map.ts";
import { energyOf, likeness } from "./likeness.ts";

/** A state is this, then the last 50 ms heard (i16), then the 50 ms that a loss began with (f32). */
@unmanaged
class Concealment {
  rate: i32;
  /** Samples since the loss began; 0 while all is well. */
  lost: i32;
  pitch: i32;
  periods: i32;
  /** Where in the last L samples the play has come to. */
  offset: i32;
  /** The play that is being left, and for how many samples more. */
  oldPeriods: i32;
  oldOffset: i32;
  leaving: i32;
  /** The jump from the last sample heard to the first one played, and for how many samples more it is made good. */
  jump: f32;
  landing: i32;
  gain: f32;
}

const HEADER: usize = 64;
/** Samples kept, of each 1000 per second: 50 ms hold three of the longest periods and a quarter more. */
const KEPT_PER_1000: i32 = 50;
/** The pitch is first looked for at 4 kHz, from 66 to 200 Hz; shorter periods are found as multiples. */
const COARSE_RATE: i32 = 4000;
const COARSE_LEAST: i32 = 20;
const COARSE_MOST: i32 = 60;
const COARSE_WINDOW: i32 = 80;
const COARSE_KEPT: i32 = 200;
const VOICED: f32 = 0.5;
const MOST_BLEND_MS: i32 = 3;

function kept(state: Concealment): i32 {
  return state.rate / 1000 * KEPT_PER_1000;
}

function history(state: Concealment): usize {
  return changetype<usize>(state) + HEADER;
}

function frozen(state: Concealment): usize {
  return history(state) + (<usize> kept(state) << 1);
}

export function concealReset(at: usize, rate: i32): void {
  const state = changetype<Concealment>(at);
  memory.fill(at, 0, HEADER);
  state.rate = rate;
  memory.fill(history(state), 0, <usize> kept(state) << 1);
}

function remember(state: Concealment, from: usize, count: i32): void {
  const all = kept(state);
  const past = history(state);
  if (count >= all) {
    memory.copy(past, from + (<usize> (count - all) << 1), <usize> all << 1);
    return;
  }
  memory.copy(past, past + (<usize> count << 1), <usize> (all - count) << 1);
  memory.copy(past + (<usize> (all - count) << 1), from, <usize> count << 1);
}

/** Finds the pitch's period in the frozen sound, in samples; decides how many are played. */
function findPitch(state: Concealment): void {
  const sound = frozen(state);
  const factor = state.rate / COARSE_RATE;
  for (let at = 0; at < COARSE_KEPT; at++) {
    let sum: f32 = 0;
    for (let part = 0; part < factor; part++) sum += load<f32>(sound + (<usize> (at * factor + part) << 2));
    store<f32>(SCRATCH_AT + (<usize> at << 2), sum / <f32> factor);
  }
  const newest = SCRATCH_AT + (<usize> (COARSE_KEPT - COARSE_WINDOW) << 2);
  const coarse = energyOf(newest, COARSE_WINDOW);
  let most: f32 = -2;
  let coarseBest = COARSE_LEAST;
  for (let lag = COARSE_LEAST; lag <= COARSE_MOST; lag++) {
    const found = likeness(newest, newest - (<usize> lag << 2), COARSE_WINDOW, coarse);
    if (found > most) {
      most = found;
      coarseBest = lag;
    }
  }
  const window = COARSE_WINDOW * factor;
  const fine = sound + (<usize> (kept(state) - window) << 2);
  const energy = energyOf(fine, window);
  const last = min(coarseBest + 1, COARSE_MOST) * factor;
  most = -2;
  for (let lag = max(coarseBest - 1, COARSE_LEAST) * factor; lag <= last; lag++) {
    const found = likeness(fine, fine - (<usize> lag << 2), window, energy);
    if (found > most) {
      most = found;
      state.pitch = lag;
    }
  }
  state.periods = most < VOICED ? 3 : 1;
}

/** The quarter of a period over which one sound goes over into another. */
function quarter(state: Concealment): i32 {
  return state.pitch >> 2;
}

/** The sample of a play, whose end goes smoothly over into its beginning. */
function played(state: Concealment, periods: i32, offset: i32): f32 {
  const length = periods * state.pitch;
  const at = frozen(state) + (<usize> (kept(state) - length + offset) << 2);
  const sample = load<f32>(at);
  const into = offset - (length - quarter(state));
  if (into < 0) return sample;
  const part = <f32> (into + 1) / <f32> quarter(state);
  return sample + part * (load<f32>(at - (<usize> length << 2)) - sample);
}

/** From here on one period more is played: the sound goes over to the one before. */
function lengthen(state: Concealment): void {
  state.oldPeriods = state.periods;
  state.oldOffset = state.offset;
  state.leaving = quarter(state);
  state.periods += 1;
  state.offset = state.offset % state.pitch;
}

function begin(state: Concealment): void {
  const all = kept(state);
  const past = history(state);
  const sound = frozen(state);
  for (let at = 0; at < all; at++) {
    store<f32>(sound + (<usize> at << 2), <f32> load<i16>(past + (<usize> at << 1)));
  }
  findPitch(state);
  state.offset = 0;
  state.leaving = 0;
  state.gain = 1;
  state.landing = quarter(state);
  const end = sound + (<usize> (all - 1) << 2);
  state.jump = load<f32>(end) - load<f32>(end - (<usize> (state.periods * state.pitch) << 2));
}

/** The next sample of what is played in place of what is lost. */
function next(state: Concealment): f32 {
  let value = played(state, state.periods, state.offset);
  state.offset += 1;
  if (state.offset === state.periods * state.pitch) state.offset = 0;
  if (state.leaving > 0) {
    const old = played(state, state.oldPeriods, state.oldOffset);
    state.oldOffset += 1;
    if (state.oldOffset === state.oldPeriods * state.pitch) state.oldOffset = 0;
    value += (old - value) * <f32> state.leaving / <f32> quarter(state);
    state.leaving -= 1;
  }
  if (state.landing > 0) {
    value += state.jump * <f32> state.landing / <f32> quarter(state);
    state.landing -= 1;
  }
  value *= state.gain;
  state.lost += 1;
  const tenMs = state.rate / 100;
  if (state.lost > tenMs) state.gain = max<f32>(0, state.gain - <f32> 0.2 / <f32> tenMs);
  if (state.lost === 2 * tenMs && state.periods < 2) lengthen(state);
  if (state.lost === 4 * tenMs && state.periods < 3) lengthen(state);
  return value;
}

function hold(value: f32): i16 {
  return <i16> min<f32>(max<f32>(nearest<f32>(value), -32768), 32767);
}

/** Writes `count` samples in place of those that are lost. */
export function concealLost(at: usize, to: usize, count: i32): void {
  const state = changetype<Concealment>(at);
  if (state.lost === 0) begin(state);
  for (let sample = 0; sample < count; sample++) store<i16>(to + (<usize> sample << 1), hold(next(state)));
  remember(state, to, count);
}

/** Takes `count` samples that do not follow from those before, though nothing was lost: they are joined on to them. */
export function concealJoin(at: usize, frame: usize, count: i32): void {
  const state = changetype<Concealment>(at);
  if (state.lost === 0) {
    begin(state);
    state.lost = 1;
  }
  concealHeard(at, frame, count);
}

/** Takes `count` samples that were heard. After a loss, their beginning is changed: what was played fades out of it. */
export function concealHeard(at: usize, frame: usize, count: i32): void {
  const state = changetype<Concealment>(at);
  if (state.lost > 0) {
    // Long enough not to click, and no longer: what has come is better than anything that is played.
    const length = min(min(quarter(state), state.rate * MOST_BLEND_MS / 1000), count);
    for (let sample = 0; sample < length; sample++) {
      const place = frame + (<usize> sample << 1);
      const part = <f32> (sample + 1) / <f32> (length + 1);
      const old = next(state);
      store<i16>(place, hold(old + part * (<f32> load<i16>(place) - old)));
    }
    state.lost = 0;
  }
  remember(state, frame, count);
}
