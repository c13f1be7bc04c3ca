import { elapsed, type Instant, later, sooner } from "../base/mod.ts";

/** How often it is asked whether anybody is there: most routers forget a UDP flow after 30 s, and so the way in stays open. */
const EVERY_MS = 25_000;

/** How long a trunk has to say that it is there, and how often in a row it may fail to. */
export interface Patience {
  readonly withinMs: number;
  readonly misses: number;
}
const ORDINARY: Patience = { withinMs: 5_000, misses: 3 };
/** Where a call waits for it: four sendings over UDP in two seconds (timer E), so that a few lost packets kill nobody. */
const HURRIED: Patience = { withinMs: 1_000, misses: 2 };

/** How long one waits for a trunk's answer. */
export function patienceOf(isHurried: boolean): Patience {
  return isHurried ? HURRIED : ORDINARY;
}

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
  /** Those of what it has not answered in time. Late is there, too. */
  readonly #missed = new Set<string>();
  #heardAt: Instant | undefined;
  #isHurried = false;

  /** Whether it is judged by OPTIONS. */
  get isAnswering(): boolean {
    return this.#heardAt !== undefined;
  }

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
    this.#missed.clear();
  }

  /** Somebody waits for it: asked now, unless it has answered within the last `withinMs`. */
  hurry(now: Instant, withinMs: number): void {
    if (this.#at === undefined || this.#isHurried) return;
    if (this.#heardAt === undefined || elapsed(this.#heardAt, now) < withinMs) return;
    this.#isHurried = true;
    this.#at = this.#underWay === undefined ? now : sooner(this.#at, later(now, HURRIED.withinMs));
  }

  /** What is due: it is to be asked, or is found to be gone. */
  take(now: Instant): "ask" | "gone" | undefined {
    if (this.#at === undefined || this.#at > now) return undefined;
    const { withinMs, misses } = patienceOf(this.#isHurried);
    if (this.#underWay !== undefined) this.#miss(this.#underWay, now);
    if (this.#missed.size >= misses && this.#heardAt !== undefined) {
      this.stop();
      return "gone";
    }
    if (this.#at > now) return undefined;
    this.#at = later(now, withinMs);
    return "ask";
  }

  sent(key: string): void {
    this.#underWay = key;
  }

  /** True when the answer was to its question; what it says does not matter, for it was there to say it. */
  answered(key: string, now: Instant): boolean {
    if (key !== this.#underWay && !this.#missed.has(key)) return false;
    this.#heardAt = now;
    this.#begin(now);
    return true;
  }

  /** True when it was its question that came to nothing. */
  unanswered(key: string, now: Instant): boolean {
    if (key === this.#underWay) this.#at = now;
    return key === this.#underWay || this.#missed.has(key);
  }

  #begin(now: Instant): void {
    this.#underWay = undefined;
    this.#missed.clear();
    this.#isHurried = false;
    this.#at = later(now, this.#everyMs);
  }

  /** Asked again at once; one that has never answered is left in peace for a while. */
  #miss(key: string, now: Instant): void {
    this.#underWay = undefined;
    if (this.#heardAt !== undefined) this.#missed.add(key);
    this.#at = this.#heardAt === undefined ? later(now, this.#everyMs) : now;
  }
}
