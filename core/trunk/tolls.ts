import { elapsed, type Instant } from "../base/mod.ts";
import type { Brakes, PaidClass } from "../directory/mod.ts";

const HOUR_MS = 3_600_000;

/** One call outside, as far as it costs. */
interface Toll {
  readonly since: Instant;
  answeredAt: Instant | undefined;
  endedAt: Instant | undefined;
}

/** What each extension has called outside within the last hour, by what it costs. */
export class Tolls {
  readonly #tolls = new Map<string, Toll[]>();
  readonly #running = new Map<string, Toll>();

  /** How many of the calls counted are still there. */
  get size(): number {
    return this.#running.size;
  }

  /** Whether whoever pays has called as much as he may for now. */
  isOver(payer: string, kind: PaidClass, brakes: Brakes, now: Instant): boolean {
    const tolls = this.#recent(keyOf(payer, kind), now);
    const { calls, minutes } = brakes[kind];
    const begun = tolls.filter(({ since }) => elapsed(since, now) < HOUR_MS).length;
    const talkedMs = tolls.reduce((sum, toll) => sum + talkedWithinHour(toll, now), 0);
    return begun >= calls || talkedMs >= minutes * 60_000;
  }

  /** A call begins on a leg. */
  began(leg: string, payer: string, kind: PaidClass, now: Instant): void {
    const toll: Toll = { since: now, answeredAt: undefined, endedAt: undefined };
    const key = keyOf(payer, kind);
    this.#tolls.set(key, [...this.#recent(key, now), toll]);
    this.#running.set(leg, toll);
  }

  answered(leg: string, now: Instant): void {
    const toll = this.#running.get(leg);
    if (toll !== undefined) toll.answeredAt = now;
  }

  ended(leg: string, now: Instant): void {
    const toll = this.#running.get(leg);
    if (toll === undefined) return;
    toll.endedAt = now;
    this.#running.delete(leg);
  }

  /** Forgets what is more than an hour ago. */
  expire(now: Instant): void {
    for (const key of this.#tolls.keys()) if (this.#recent(key, now).length === 0) this.#tolls.delete(key);
  }

  #recent(key: string, now: Instant): readonly Toll[] {
    const tolls = this.#tolls.get(key);
    if (tolls === undefined) return [];
    const recent = tolls.filter(({ endedAt }) => endedAt === undefined || elapsed(endedAt, now) < HOUR_MS);
    if (recent.length < tolls.length) this.#tolls.set(key, recent);
    return recent;
  }
}

function talkedWithinHour({ answeredAt, endedAt }: Toll, now: Instant): number {
  if (answeredAt === undefined) return 0;
  const untilAgo = endedAt === undefined ? 0 : elapsed(endedAt, now);
  return Math.max(0, Math.min(elapsed(answeredAt, now), HOUR_MS) - untilAgo);
}

function keyOf(payer: string, kind: PaidClass): string {
  return `${kind} ${payer}`;
}
