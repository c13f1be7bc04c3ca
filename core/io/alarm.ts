import type { Clock, Instant } from "../base/mod.ts";

/** Calls `fire` once after `ms`; what it returns takes the call back. */
export type Timer = (fire: () => void, ms: number) => () => void;

/** The event loop's own timer. */
export const systemTimer: Timer = (fire, ms) => {
  const id = setTimeout(fire, ms);
  return () => clearTimeout(id);
};

/** Longer waits overflow `setTimeout`; the alarm looks at the clock again and waits on. */
const LONGEST_WAIT_MS = 0x7fff_ffff;

/**
 * One timer for a machine's next deadline, set again after every turn, thousands of times a second. Deadlines mostly
 * move *away* (a call ends, a retransmission is no longer needed), so a timer that rings too early is left armed and
 * looks again when it rings: only a deadline that moves nearer costs a new one.
 */
export class Alarm implements Disposable {
  readonly #clock: Clock;
  readonly #timer: Timer;
  readonly #onDue: () => void;
  #due: Instant | undefined;
  #armed: { readonly at: Instant; readonly cancel: () => void } | undefined;

  constructor(world: { readonly clock: Clock; readonly timer?: Timer }, onDue: () => void) {
    this.#clock = world.clock;
    this.#timer = world.timer ?? systemTimer;
    this.#onDue = onDue;
  }

  /** Rings once at `at`, in place of an earlier setting; never when undefined. A moment that has passed rings soon. */
  set(at: Instant | undefined): void {
    this.#due = at;
    if (at === undefined || (this.#armed !== undefined && this.#armed.at <= at)) return;
    this.#armed?.cancel();
    this.#arm(at);
  }

  /** Takes the timer away; quiet when there is none. */
  [Symbol.dispose](): void {
    this.#due = undefined;
    this.#armed?.cancel();
    this.#armed = undefined;
  }

  #arm(at: Instant): void {
    // Rounded up: a timer that rings a fraction of a millisecond early would only have to be armed again.
    const ms = Math.min(Math.max(0, Math.ceil(at - this.#clock.now())), LONGEST_WAIT_MS);
    this.#armed = { at, cancel: this.#timer(() => this.#ring(), ms) };
  }

  #ring(): void {
    this.#armed = undefined;
    if (this.#due === undefined) return;
    if (this.#due > this.#clock.now()) return this.#arm(this.#due);
    this.#due = undefined;
    this.#onDue();
  }
}
