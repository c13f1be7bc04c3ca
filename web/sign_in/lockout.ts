import { elapsed, type Instant, later } from "../../core/base/mod.ts";

export interface LockoutSettings {
  readonly tries: number;
  readonly withinMs: number;
  readonly lockMs: number;
}

export const LOCKOUT: LockoutSettings = { tries: 5, withinMs: 300_000, lockMs: 900_000 };
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

  constructor(settings: LockoutSettings = LOCKOUT) {
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
    const { tries, withinMs, lockMs } = this.#settings;
    return who.filter((each) => {
      const before = this.#known.get(each)?.failed ?? [];
      const failed = [...before.filter((at) => elapsed(at, now) < withinMs), now];
      const isLocked = failed.length >= tries;
      this.#known.delete(each);
      this.#known.set(each, isLocked ? { failed: [], lockedUntil: later(now, lockMs) } : { failed });
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
