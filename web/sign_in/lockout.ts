import { elapsed, type Instant, later } from "../../core/base/mod.ts";
import type { LockoutSettings } from "../../core/config/mod.ts";

/** Names and addresses that are remembered: an attacker who changes both makes us forget his oldest. */
const MOST = 10_000;

interface Guesser {
  readonly failed: readonly Instant[];
  readonly lockedUntil?: Instant;
}

/** Who has guessed too often waits, and may try again by himself afterwards. */
export class Lockout {
  readonly #settings: LockoutSettings;
  readonly #known = new Map<string, Guesser>();

  constructor(settings: LockoutSettings) {
    this.#settings = settings;
  }

  /** How long the longest of these has still to wait; 0 for nobody. */
  waitMs(who: readonly string[], now: Instant): number {
    const waits = who.map((each) => {
      const until = this.#known.get(each)?.lockedUntil;
      return until === undefined ? 0 : Math.max(0, elapsed(now, until));
    });
    return Math.max(0, ...waits);
  }

  /** A wrong guess. Gives those who are locked out by it. */
  failed(who: readonly string[], now: Instant): readonly string[] {
    const { tries, withinS, forS } = this.#settings;
    return who.filter((each) => {
      const known = this.#known.get(each);
      // Of guesses that came at once, those behind the last one change nothing.
      if (known?.lockedUntil !== undefined && known.lockedUntil > now) return false;
      const before = known?.failed ?? [];
      const failed = [...before.filter((at) => elapsed(at, now) < 1_000 * withinS), now];
      const isLocked = failed.length >= tries;
      this.#known.delete(each);
      this.#known.set(each, isLocked ? { failed: [], lockedUntil: later(now, 1_000 * forS) } : { failed });
      this.#forgetOldest();
      return isLocked;
    });
  }

  /** He was who he says he is: his own slips are forgotten. */
  passed(who: string): void {
    this.#known.delete(who);
  }

  #forgetOldest(): void {
    if (this.#known.size <= MOST) return;
    const [oldest] = this.#known.keys();
    this.#known.delete(oldest!);
  }
}
