import { type Instant, later } from "../base/mod.ts";

/** RFC 3261 §17.1.1.1: the three times all timers are made of, in milliseconds. */
export interface Timing {
  /** The round trip that is assumed. */
  readonly t1Ms: number;
  /** The longest wait between two sendings of a non-INVITE request or of a response to INVITE. */
  readonly t2Ms: number;
  /** How long a message may live in the network. */
  readonly t4Ms: number;
  /** Timer C (§16.6): how long an INVITE may go without a new provisional response; undefined when nobody counts. */
  readonly timerCMs: number | undefined;
}

/** What a machine must know about the moment in which something happens to it. */
export interface Moment {
  readonly now: Instant;
  /** Whether the transport delivers by itself: then nothing is sent twice, and timers D, I, J and K are zero. */
  readonly reliable: boolean;
  readonly timing: Timing;
}

/** The state that follows, and what is to be done, in this order. */
export type Step<State, Act> = readonly [state: State, ...acts: Act[]];

/** A transaction that is over. */
export interface Terminated {
  readonly at: "terminated";
}

export const TERMINATED: Terminated = { at: "terminated" };

/** When patience ends: 64*T1, which is timers B, D, F, H, J, L and M. (RFC 3261 §17.1.1.2 wants 32 s or more for D: so it is at the default T1.) */
export function patienceEnds(moment: Moment): Instant {
  return later(moment.now, 64 * moment.timing.t1Ms);
}

/** When timers I and K fire over an unreliable transport: the network has forgotten the last copy. */
export function networkForgets(moment: Moment): Instant {
  return later(moment.now, moment.timing.t4Ms);
}

/** Sending something again and again: when the next time is, and the wait that led to it. */
export interface Resending {
  readonly at: Instant;
  readonly waitMs: number;
}

/** The first time of sending again, T1 from now. */
export function resendFirst(moment: Moment): Resending {
  return { at: later(moment.now, moment.timing.t1Ms), waitMs: moment.timing.t1Ms };
}

/** The time after that: twice the wait, up to `capMs`. Counted from now, so that a late wake-up sends once, not many times. */
export function resendAgain(last: Resending, moment: Moment, capMs: number = Infinity): Resending {
  const waitMs = Math.min(2 * last.waitMs, capMs);
  return { at: later(moment.now, waitMs), waitMs };
}

/** The earlier of two deadlines that may not be set. */
export function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
