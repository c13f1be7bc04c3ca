import { Deadlines, elapsed, type Instant, later } from "../base/mod.ts";
import type { PresenceSettings } from "../directory/mod.ts";
import type { Seen } from "./presence_state.ts";

/**
 * When each person last gave a sign of life (a call, a new phone, a PUBLISH), and since when he counts as away or offline.
 * Nothing is due for anybody where the office counts neither.
 */
export class Life {
  readonly #signs = new Map<string, Instant>();
  readonly #inCall = new Set<string>();
  readonly #deadlines = new Deadlines<string>();
  #settings: PresenceSettings;

  constructor(settings: PresenceSettings) {
    this.#settings = settings;
  }

  /** How many people were heard of. */
  get size(): number {
    return this.#signs.size;
  }

  /** Somebody is there. */
  sign(number: string, now: Instant): void {
    this.#signs.set(number, now);
    this.#settle(number, now);
  }

  /** His line is in a call, or is no more: where that is news, it is a sign of life. */
  line(number: string, isInCall: boolean, now: Instant): void {
    if (this.#inCall.has(number) === isInCall) return;
    if (isInCall) this.#inCall.add(number);
    else this.#inCall.delete(number);
    this.sign(number, now);
  }

  /** What follows from how long nothing was heard of him; nothing for who talks, and who has only just come. */
  idleOf(number: string, now: Instant): Seen["idle"] {
    const sign = this.#signs.get(number);
    if (sign === undefined || this.#inCall.has(number)) return "no";
    const idleS = elapsed(sign, now) / 1_000;
    const { awayAfterS, offlineAfterS } = this.#settings;
    if (offlineAfterS !== false && idleS >= offlineAfterS) return "offline";
    return awayAfterS !== false && idleS >= awayAfterS ? "away" : "no";
  }

  /** The office counts otherwise now. */
  configure(settings: PresenceSettings, now: Instant): void {
    this.#settings = settings;
    for (const number of this.#signs.keys()) this.#settle(number, now);
  }

  /** Somebody is no more. */
  forget(number: string): void {
    this.#signs.delete(number);
    this.#inCall.delete(number);
    this.#deadlines.clear(number);
  }

  /** Somebody who has just come to count as away, or as offline; undefined when there is none. */
  take(now: Instant): string | undefined {
    const number = this.#deadlines.take(now);
    if (number !== undefined) this.#settle(number, now);
    return number;
  }

  /** When {@link take} is to be asked next. */
  next(): Instant | undefined {
    return this.#deadlines.next();
  }

  #settle(number: string, now: Instant): void {
    const sign = this.#signs.get(number)!;
    if (this.#inCall.has(number)) return this.#deadlines.clear(number);
    const moments = [this.#settings.awayAfterS, this.#settings.offlineAfterS]
      .flatMap((seconds) => seconds === false ? [] : [later(sign, seconds * 1_000)])
      .filter((at) => at > now)
      .sort((a, b) => a - b);
    if (moments[0] === undefined) this.#deadlines.clear(number);
    else this.#deadlines.set(number, moments[0]);
  }
}
