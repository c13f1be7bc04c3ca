import type { SeededChance } from "../../core/base/mod.ts";
import type { CallFact, Cause, Party } from "../../core/record/mod.ts";

const PHONE = "Yealink SIP-T46U 108.86.0.20";
/** What is told of a phone that has rung and nothing else: the leg had ports, and nobody spoke. */
const UNHEARD = {
  ...{ packetsIn: 0, packetsOut: 0, octetsIn: 0, octetsOut: 0, lostIn: 0, jitterMs: 0, worstJitterMs: 0 },
  ...{ mos: 4.4, strangers: 0 },
};

/** What is told of a call, and when: milliseconds of its day. */
export interface Moment {
  readonly fact: CallFact;
  readonly atMs: number;
  /** The call's; empty for what happens to no call. */
  readonly id: string;
}

/** Somebody on a leg. */
export interface OnLeg {
  readonly leg: string;
  readonly party: Party;
}

/** One call of an office that never was, while it is told. */
export class GeneratedCall {
  readonly moments: Moment[] = [];
  readonly chance: SeededChance;
  readonly #id: string;
  /** Milliseconds of its day. */
  now: number;

  constructor(chance: SeededChance, { id, startMs }: { readonly id: string; readonly startMs: number }) {
    this.chance = chance;
    this.#id = id;
    this.now = startMs;
  }

  say(fact: CallFact): void {
    // Clocks have no finer grain, and sums of fractions do.
    this.moments.push({ fact, atMs: Math.round(this.now * 1_000) / 1_000, id: this.#id });
  }

  /** Lets some time pass, at most so much. Answers how much, in whole milliseconds. */
  pass(mostMs: number): number {
    const before = Math.round(this.now);
    this.now += this.chance.below(mostMs * 1_000) / 1_000;
    return Math.round(this.now) - before;
  }

  /** Somebody calls. Answers his leg. */
  start(from: Party, dialled: string): string {
    const [leg, sipCallId] = [`l${this.chance.token()}`, this.chance.token()];
    this.say({ type: "call.started", from, dialled, sipCallId });
    this.say({ type: "leg.offered", leg, party: from, direction: "in", sipCallId, ...agentOf(from) });
    return leg;
  }

  /** Somebody is called: a phone of the house, or the world. */
  offer(party: Party): OnLeg {
    const leg = `l${this.chance.token()}`;
    const sipCallId = this.chance.token(128);
    this.say({ type: "leg.offered", leg, party, direction: "out", sipCallId, ...agentOf(party) });
    return { leg, party };
  }

  /** A phone rings no longer, and nobody has taken the call at it. */
  silence({ leg }: OnLeg, cause: Cause): void {
    this.say({ type: "leg.ended", leg, by: "us", cause });
    this.say({ type: "leg.quality", leg, report: UNHEARD });
  }

  /** They talk for some minutes. Answers for how long, in milliseconds. */
  talk(a: string, b: string): number {
    this.say({ type: "bridge.made", a, b });
    const talkedMs = this.pass(360_000);
    this.say({ type: "bridge.broken", a, b });
    return talkedMs;
  }

  /** How the sound of two was who have talked so long. */
  heard(legs: readonly string[], talkedMs: number): void {
    this.pass(20);
    for (const leg of legs) {
      const packets = Math.round(talkedMs / 20);
      const lostIn = this.chance.below(10) === 0 ? this.chance.below(40) : 0;
      this.say({
        type: "leg.quality",
        leg,
        report: {
          packetsIn: packets - lostIn,
          packetsOut: packets,
          octetsIn: 160 * (packets - lostIn),
          octetsOut: 160 * packets,
          lostIn,
          jitterMs: this.chance.below(90_000) / 10_000,
          worstJitterMs: this.chance.below(30_000) / 1_000,
          mos: lostIn === 0 ? 4.4 : 4.4 - lostIn / 40,
          roundTripMs: this.chance.below(40_000) / 1_000,
          strangers: 0,
          codec: "PCMA",
        },
      });
    }
  }
}

function agentOf(party: Party): { readonly userAgent?: string } {
  return party.trunk === undefined ? { userAgent: PHONE } : {};
}
