/**
 * Calls of an office that never was, as the switchboard would have told them: as many as wanted, the same every time.
 *
 * @module
 */
import { SeededChance } from "../../core/base/mod.ts";
import type { WallTime } from "../../core/base/mod.ts";
import type { CallEvent, CallFact, Party } from "../../core/record/mod.ts";

const DAY_MS = 86_400_000;
const UNTAKEN = 24;
/** Who works there, unless told: 101, 102 ... */
const PEOPLE = { first: 101, count: 60 };
const NUMBERS = 20;
const PHONE = "Yealink SIP-T46U 108.86.0.20";
const NAMES = ["Ana Pop", "Bob Ion", "Eva Dan", "Tudor Marin", "Ioana Stan", "Radu Ilie", "Maria Dumitru", "Dan Rusu"];
/** Of a thousand calls, how many come in each hour of the day (UTC). */
const BY_HOUR = [0, 0, 0, 0, 4, 20, 80, 115, 120, 110, 105, 95, 90, 85, 80, 56, 24, 10, 4, 2, 0, 0, 0, 0];

export interface GeneratedOptions {
  /** Midnight (UTC) of the day that counts as the first, when the box was started. */
  readonly from: number;
  /** The day to begin with, and the sequence of its first event. */
  readonly day: number;
  readonly sequence: number;
  readonly callsADay: number;
  /** Their extensions. */
  readonly people?: { readonly first: number; readonly count: number };
  /** Of a hundred calls, how many nobody takes; 24 unless told. */
  readonly untaken?: number;
}

/** Day after day, each the same whatever one begins with; the events of a day in order of time, calls interleaved. */
export function* generatedDays(
  { from, day: firstDay, callsADay, sequence: first, people: { first: lowest, count } = PEOPLE, untaken = UNTAKEN }:
    GeneratedOptions,
): Generator<readonly CallEvent[], never> {
  const people = Array.from({ length: count }, (_, at): Party => ({
    number: String(lowest + at),
    name: `${NAMES[at % NAMES.length]} ${at}`,
  }));
  let sequence = first;
  for (let at = firstDay;; at++) {
    const day = from + at * DAY_MS;
    const chance = new SeededChance(at + 1);
    const told: { readonly event: Unnumbered; readonly at: number }[] = [];
    for (let call = 0; call < callsADay; call++) {
      const startMs = hourOf(chance) * 3_600_000 + chance.below(3_600_000_000) / 1_000;
      for (const { fact, atMs, id } of callOf(chance, people, { startMs, index: at * callsADay + call, untaken })) {
        told.push({ event: { ...fact, call: id }, at: Math.min(atMs, DAY_MS - 1) });
      }
    }
    told.sort((one, other) => one.at - other.at);
    yield told.map(({ event, at }): CallEvent => ({
      ...event,
      sequence: sequence++,
      at: day + at as WallTime,
      monotonicMs: day - from + at,
    }));
  }
}

type Unnumbered = CallFact & { readonly call: string };

interface Moment {
  readonly fact: CallFact;
  readonly atMs: number;
  readonly id: string;
}

/** One call: from outside to a group of phones, to outside, or in the house. */
function callOf(
  chance: SeededChance,
  people: readonly Party[],
  { startMs, index, untaken }: { readonly startMs: number; readonly index: number; readonly untaken: number },
): readonly Moment[] {
  const moments: Moment[] = [];
  // Chance from a seed comes round again after some ten thousand tokens: its half of the id is not enough.
  const scattered = (Math.imul(index, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0");
  const id = `c${chance.token(32)}${scattered}`;
  let now = startMs;
  const say = (fact: CallFact) => void moments.push({ fact, atMs: now, id });
  const pass = (ms: number) => void (now += chance.below(ms * 1_000) / 1_000);
  const kind = chance.below(100);
  const outside = { number: `+407${20_000_000 + chance.below(300_000)}` };
  const [from, to]: readonly [Party, readonly Party[]] = kind < 55
    ? [{ ...outside, trunk: chance.below(3) === 0 ? "orange" : "digi" }, some(chance, people, 1 + chance.below(2))]
    : kind < 80
    ? [people[chance.below(people.length)]!, [{ ...outside, trunk: "digi" }]]
    : [people[chance.below(people.length)]!, some(chance, people, 1)];
  const dialled = kind < 55 ? `+4021300${1_000 + chance.below(NUMBERS)}` : to[0]!.number;
  const caller = `l${chance.token()}`;
  const sipCallId = chance.token();
  say({ type: "call.started", from, dialled, sipCallId });
  const agentOf = (party: Party) => party.trunk === undefined ? { userAgent: PHONE } : {};
  say({ type: "leg.offered", leg: caller, party: from, direction: "in", sipCallId, ...agentOf(from) });
  const legs = to.map((party) => ({ leg: `l${chance.token()}`, party }));
  for (const { leg, party } of legs) {
    say({ type: "leg.offered", leg, party, direction: "out", sipCallId: chance.token(128), ...agentOf(party) });
  }
  pass(300);
  for (const { leg } of legs) say({ type: "leg.ringing", leg });
  pass(kind < 55 ? 24_000 : 15_000);
  if (chance.below(100) < untaken) {
    for (const { leg } of legs) say({ type: "leg.ended", leg, by: "us", cause: "cancelled" });
    say({ type: "leg.ended", leg: caller, by: "them", cause: "cancelled", status: 487 });
    say({ type: "call.ended", cause: "cancelled" });
    return moments;
  }
  const [taker, ...others] = legs;
  say({ type: "leg.answered", leg: taker!.leg, codec: "PCMA" });
  for (const { leg } of others) say({ type: "leg.ended", leg, by: "us", cause: "answered-elsewhere" });
  say({ type: "leg.answered", leg: caller, codec: "PCMA" });
  say({ type: "bridge.made", a: caller, b: taker!.leg });
  const answeredAt = now;
  pass(360_000);
  say({ type: "bridge.broken", a: caller, b: taker!.leg });
  say({ type: "leg.ended", leg: caller, by: "them", cause: "normal" });
  say({ type: "leg.ended", leg: taker!.leg, by: "us", cause: "normal" });
  say({ type: "call.ended", cause: "normal" });
  pass(20);
  for (const leg of [caller, taker!.leg]) {
    const packets = Math.round((now - answeredAt) / 20);
    const lostIn = chance.below(10) === 0 ? chance.below(40) : 0;
    say({
      type: "leg.quality",
      leg,
      report: {
        packetsIn: packets - lostIn,
        packetsOut: packets,
        octetsIn: 160 * (packets - lostIn),
        octetsOut: 160 * packets,
        lostIn,
        jitterMs: chance.below(90_000) / 10_000,
        worstJitterMs: chance.below(30_000) / 1_000,
        mos: lostIn === 0 ? 4.4 : 4.4 - lostIn / 40,
        roundTripMs: chance.below(40_000) / 1_000,
        strangers: 0,
        codec: "PCMA",
      },
    });
  }
  return moments;
}

function some(chance: SeededChance, people: readonly Party[], count: number): readonly Party[] {
  const first = chance.below(people.length);
  return Array.from({ length: count }, (_, at) => people[(first + at) % people.length]!);
}

function hourOf(chance: SeededChance): number {
  let left = chance.below(1_000);
  return Math.max(0, BY_HOUR.findIndex((share) => (left -= share) < 0));
}
