/** Asterisk tells of a call's end before all its rows are written. */
const SETTLE_MS = 2_000;
/** Rows that are written in batches come later: one more look. */
const AGAIN_MS = 20_000;
/** A busy system tells of something all the time, and a look takes seconds. */
const APART_MS = 10_000;

/**
 * When to look because something was told: soon after it, once more a while later, and never all the time. What is told only
 * wakes: the tables know.
 */
export class Nudges {
  /** Looks that are wanted, oldest first. */
  #due: readonly number[] = [];
  /** The last look that was wanted: those by the hour are few. */
  #lookedAt = -Infinity;

  /** Undefined while nothing was told. */
  get dueAt(): number | undefined {
    return this.#due[0];
  }

  told(now: number): void {
    const soon = Math.min(this.#due[0] ?? Infinity, Math.max(now + SETTLE_MS, this.#lookedAt + APART_MS));
    this.#due = [soon, Math.max(now + AGAIN_MS, soon + APART_MS)];
  }

  /** A look has begun: what was to be seen by then is. */
  looks(now: number): void {
    if (this.#due.some((at) => at <= now)) this.#lookedAt = now;
    this.#due = this.#due.filter((at) => at > now);
  }
}
