import { elapsed, type Instant, later } from "../base/mod.ts";
import type { Brakes, PaidClass } from "../directory/mod.ts";

const HOUR_MS = 3_600_000;

/** One call outside, as far as it costs. */
interface Toll {
  /** Where it sits now, be it in another call than the one that it began in. */
  leg: string;
  /** By which it is known wherever it sits; undefined while it goes over to another trunk. */
  sipCallId: string | undefined;
  readonly since: Instant;
  answeredAt: Instant | undefined;
  endedAt: Instant | undefined;
}

/** An account has talked as much as it may, and these legs of its are still there. */
export interface Spent {
  readonly payer: string;
  readonly kind: PaidClass;
  readonly legs: readonly string[];
}

/** Looked at again no sooner than this, where calls of an hour ago cease to count as fast as new minutes come. */
const SOONEST_MS = 1_000;

/** What each extension has called outside within the last hour, by what it costs. */
export class Tolls {
  readonly #tolls = new Map<string, Toll[]>();
  /** Those that run, by the leg on which they sit, and by their Call-ID. */
  readonly #byLeg = new Map<string, Toll>();
  readonly #bySipCallId = new Map<string, Toll>();
  /** Accounts whose minutes are over, and of which that was told. */
  readonly #told = new Set<string>();
  /** What `next` has found, for as long as no call changes it. */
  #found: { readonly brakes: Brakes; readonly at: Instant | undefined } | undefined;

  /** How many of the calls counted are still there. */
  get size(): number {
    return this.#byLeg.size;
  }

  /** Whether whoever pays has called as much as he may for now. */
  isOver(payer: string, kind: PaidClass, brakes: Brakes, now: Instant): boolean {
    const tolls = this.#recent(keyOf(payer, kind), now);
    const { calls, minutes } = brakes[kind];
    const begun = tolls.filter(({ since }) => elapsed(since, now) < HOUR_MS).length;
    return begun >= calls || talkedMs(tolls, now) >= minutes * 60_000;
  }

  /** When {@link takeSpent} is to be asked next: no account's minutes can be over before. */
  next(brakes: Brakes, now: Instant): Instant | undefined {
    if (this.#byLeg.size === 0) return undefined;
    if (this.#found?.brakes !== brakes) this.#found = { brakes, at: this.#earliest(brakes, now) };
    return this.#found.at;
  }

  #earliest(brakes: Brakes, now: Instant): Instant | undefined {
    let earliest: Instant | undefined;
    for (const [key, tolls] of this.#tolls) {
      const talking = tolls.filter(isTalking).length;
      if (talking === 0 || this.#told.has(key)) continue;
      const leftMs = brakes[partsOf(key).kind].minutes * 60_000 - talkedMs(tolls, now);
      const at = later(now, leftMs <= 0 ? 0 : Math.max(SOONEST_MS, leftMs / talking));
      if (earliest === undefined || at < earliest) earliest = at;
    }
    return earliest;
  }

  /** The accounts whose minutes are over since this was last asked, while they talk: each once, until it may call again. */
  takeSpent(brakes: Brakes, now: Instant): readonly Spent[] {
    const spent: Spent[] = [];
    const due = this.next(brakes, now);
    if (due === undefined || due > now) return spent;
    this.#found = undefined;
    for (const [key, tolls] of this.#tolls) {
      const { payer, kind } = partsOf(key);
      if (this.#told.has(key) || !tolls.some(isTalking)) continue;
      if (talkedMs(tolls, now) < brakes[kind].minutes * 60_000) continue;
      this.#told.add(key);
      spent.push({ payer, kind, legs: tolls.flatMap(({ leg, endedAt }) => endedAt === undefined ? leg : []) });
    }
    return spent;
  }

  /** A call begins on a leg. */
  began(
    { leg, sipCallId }: { readonly leg: string; readonly sipCallId: string },
    { payer, kind }: Pick<Spent, "payer" | "kind">,
    now: Instant,
  ): void {
    const toll: Toll = { leg, sipCallId, since: now, answeredAt: undefined, endedAt: undefined };
    const key = keyOf(payer, kind);
    this.#tolls.set(key, [...this.#recent(key, now), toll]);
    this.#byLeg.set(leg, toll);
    this.#bySipCallId.set(sipCallId, toll);
    this.#told.delete(key);
  }

  answered(leg: string, now: Instant): void {
    const toll = this.#byLeg.get(leg);
    if (toll === undefined || toll.answeredAt !== undefined) return;
    toll.answeredAt = now;
    this.#found = undefined;
  }

  /** It goes over to another call, as the leg `to` there; whoever began it pays on. */
  moved(leg: string, to: string): void {
    const toll = this.#byLeg.get(leg);
    if (toll !== undefined) this.#sit(toll, to);
  }

  /** A trunk has failed it: what is placed on its leg next is the same call along another way. */
  failed(leg: string): void {
    const toll = this.#byLeg.get(leg);
    if (toll?.sipCallId === undefined) return;
    this.#bySipCallId.delete(toll.sipCallId);
    toll.sipCallId = undefined;
  }

  /** Another sits on the leg from now on. Of two who change seats this is said one after the other. */
  taken(leg: string, sipCallId: string): void {
    const there = this.#byLeg.get(leg);
    if (there !== undefined && there.sipCallId === undefined) {
      there.sipCallId = sipCallId;
      this.#bySipCallId.set(sipCallId, there);
      return;
    }
    const toll = this.#bySipCallId.get(sipCallId);
    if (toll !== undefined) this.#sit(toll, leg);
  }

  ended(leg: string, now: Instant): void {
    const toll = this.#byLeg.get(leg);
    if (toll === undefined) return;
    toll.endedAt = now;
    this.#found = undefined;
    this.#byLeg.delete(leg);
    if (toll.sipCallId !== undefined) this.#bySipCallId.delete(toll.sipCallId);
  }

  #sit(toll: Toll, leg: string): void {
    // Whoever changed seats with it may sit there already.
    if (this.#byLeg.get(toll.leg) === toll) this.#byLeg.delete(toll.leg);
    toll.leg = leg;
    this.#byLeg.set(leg, toll);
  }

  /** Forgets what is more than an hour ago. */
  expire(now: Instant): void {
    for (const key of this.#tolls.keys()) {
      if (this.#recent(key, now).length > 0) continue;
      this.#tolls.delete(key);
      this.#told.delete(key);
    }
  }

  #recent(key: string, now: Instant): readonly Toll[] {
    const tolls = this.#tolls.get(key);
    if (tolls === undefined) return [];
    const recent = tolls.filter(({ endedAt }) => endedAt === undefined || elapsed(endedAt, now) < HOUR_MS);
    if (recent.length < tolls.length) this.#tolls.set(key, recent);
    return recent;
  }
}

function isTalking({ answeredAt, endedAt }: Toll): boolean {
  return answeredAt !== undefined && endedAt === undefined;
}

function talkedMs(tolls: readonly Toll[], now: Instant): number {
  return tolls.reduce((sum, toll) => sum + talkedWithinHour(toll, now), 0);
}

function talkedWithinHour({ answeredAt, endedAt }: Toll, now: Instant): number {
  if (answeredAt === undefined) return 0;
  const untilAgo = endedAt === undefined ? 0 : elapsed(endedAt, now);
  return Math.max(0, Math.min(elapsed(answeredAt, now), HOUR_MS) - untilAgo);
}

function keyOf(payer: string, kind: PaidClass): string {
  return `${kind} ${payer}`;
}

function partsOf(key: string): Pick<Spent, "payer" | "kind"> {
  const space = key.indexOf(" ");
  return { kind: key.slice(0, space) as PaidClass, payer: key.slice(space + 1) };
}
