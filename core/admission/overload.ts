import { elapsed, type Instant } from "../base/mod.ts";

/** What the box takes on at most. */
export interface OverloadLimits {
  /** New calls a second, over time; 800. */
  readonly callsPerS: number;
  /** New calls at once, after a quiet time; 800. */
  readonly burst: number;
  /** Running calls; unlimited, the ports are the limit. */
  readonly calls: number;
}

/** How the box is, when a call asks to come in. */
export interface Load {
  /** Whether the record's queue takes more: while it does not, a call would leave no trace. */
  readonly recordReady: boolean;
  /** Running calls. */
  readonly calls: number;
}

export type Admission = { readonly ok: true } | { readonly ok: false; readonly retryAfterS: number };

/** How long the record is given to catch up, and running calls to end. */
const RETRY_AFTER_S = 5;

/**
 * Says whether a new call may start: a token bucket for the rate, and the state of the box. An emergency call is not
 * asked: its caller passes it.
 */
export class Overload {
  readonly #limits: OverloadLimits;
  #tokens: number;
  #filledAt: Instant | undefined;

  constructor(options: { readonly limits?: Partial<OverloadLimits> } = {}) {
    const { callsPerS = 800, burst = 800, calls = Infinity } = options.limits ?? {};
    for (const [name, value] of Object.entries({ callsPerS, burst, calls })) {
      if (!(value >= 1)) throw new RangeError(`Cannot limit "${name}" to "${value}": expected 1 or more`);
    }
    this.#limits = { callsPerS, burst, calls };
    this.#tokens = burst;
  }

  /** Takes a place for a new call; a refusal is a 503 with `Retry-After`. */
  admit(now: Instant, load: Load): Admission {
    if (!load.recordReady || load.calls >= this.#limits.calls) return { ok: false, retryAfterS: RETRY_AFTER_S };
    const { callsPerS, burst } = this.#limits;
    const idleMs = this.#filledAt === undefined ? 0 : Math.max(elapsed(this.#filledAt, now), 0);
    this.#tokens = Math.min(burst, this.#tokens + idleMs * callsPerS / 1_000);
    this.#filledAt = now;
    if (this.#tokens < 1) return { ok: false, retryAfterS: Math.max(Math.ceil((1 - this.#tokens) / callsPerS), 1) };
    this.#tokens--;
    return { ok: true };
  }
}
