import { elapsed, type Instant, later } from "../base/mod.ts";

/** How often it is asked whether anybody is there: most routers forget a UDP flow after 30 s, and so the way in stays open. */
const EVERY_MS = 25_000;
/** How long it has to say so, and how often in a row it may fail to. */
export const HEALTH_WITHIN_MS = 5_000;
/** The same where somebody waits for it: three or four sendings over UDP (timer E). */
export const HURRIED_WITHIN_MS = 2_000;
export const MOST_MISSES = 3;

/**
 * Whether a registrar that has taken us is still there: asked by OPTIONS, over the flow by which it would call us (RFC 5626
 * §4.4 has phones do it by CRLF, STUN or, as here, whatever the peer answers). One that never answers OPTIONS is not
 * judged by it: its registration is all that is known of it.
 */
export class HealthWatch {
  /** When it is next asked, or has had its time to answer. */
  #at: Instant | undefined;
  #everyMs = EVERY_MS;
  /** The transaction of what was asked last. */
  #underWay: string | undefined;
  #misses = 0;
  #heardAt: Instant | undefined;
  #isHurried = false;

  get next(): Instant | undefined {
    return this.#at;
  }

  /**
   * It has just registered us.
   *
   * @param flowTimerS how long it keeps the flow without hearing of us, as it said (RFC 5626 §4.4.1)
   */
  start(now: Instant, flowTimerS: number | undefined): void {
    // §4.4.1: at 80 to 100 % of it.
    this.#everyMs = flowTimerS === undefined ? EVERY_MS : Math.min(EVERY_MS, Math.max(1, flowTimerS) * 800);
    this.#begin(now);
  }

  stop(): void {
    this.#at = undefined;
    this.#underWay = undefined;
  }

  /** Somebody waits for it: asked now, unless it has answered within the last `withinMs`. */
  hurry(now: Instant, withinMs: number): void {
    if (this.#at === undefined || this.#underWay !== undefined) return;
    if (this.#heardAt === undefined || elapsed(this.#heardAt, now) < withinMs) return;
    this.#isHurried = true;
    this.#at = now;
  }

  /** What is due: it is to be asked, or is found to be gone. */
  take(now: Instant): "ask" | "gone" | undefined {
    if (this.#at === undefined || this.#at > now) return undefined;
    if (this.#underWay !== undefined) this.#missed(now);
    if (this.#misses >= MOST_MISSES && this.#heardAt !== undefined) {
      this.stop();
      return "gone";
    }
    if (this.#at > now) return undefined;
    this.#at = later(now, this.#isHurried ? HURRIED_WITHIN_MS : HEALTH_WITHIN_MS);
    return "ask";
  }

  sent(key: string): void {
    this.#underWay = key;
  }

  /** True when the answer was to its question; what it says does not matter, for it was there to say it. */
  answered(key: string, now: Instant): boolean {
    if (key !== this.#underWay) return false;
    this.#heardAt = now;
    this.#begin(now);
    return true;
  }

  /** True when it was its question that came to nothing. */
  unanswered(key: string, now: Instant): boolean {
    if (key !== this.#underWay) return false;
    this.#at = now;
    return true;
  }

  #begin(now: Instant): void {
    this.#underWay = undefined;
    this.#misses = 0;
    this.#isHurried = false;
    this.#at = later(now, this.#everyMs);
  }

  /** Asked again at once; one that has never answered is left in peace for a while. */
  #missed(now: Instant): void {
    this.#underWay = undefined;
    this.#misses += 1;
    this.#at = this.#heardAt === undefined ? later(now, this.#everyMs) : now;
  }
}
