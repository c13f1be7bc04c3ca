/**
 * Calls of an office that never was, as the switchboard would have told them: as many as wanted, the same every time. Half of
 * them wait in queues; the agents of those log in and out, and pause, by their phones and at the desk.
 *
 * @module
 */
import { SeededChance } from "../../core/base/mod.ts";
import type { WallTime } from "../../core/base/mod.ts";
import type { CallEvent, CallFact, Party } from "../../core/record/mod.ts";
import { GeneratedCall, type Moment } from "./generated_call.ts";
import { QUEUES, tellQueueCall } from "./generated_queue_call.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const UNTAKEN = 24;
/** Of a hundred calls, how many come to a queue, as far as they are not agents' own. */
const QUEUED = 50;
/** Who has waited in a queue goes less easily than one whom a phone rings for. */
const PATIENCE = 3;
/** Of a hundred calls in queues so many are left for elsewhere. */
const LEAVES = 4;
/** So many callers keep an agent busy for a day. */
const CALLERS_AN_AGENT = 60;
/** Who works there, unless told: 101, 102 ... */
const PEOPLE = { first: 101, count: 60 };
const NUMBERS = 20;
const NAMES = ["Ana Pop", "Bob Ion", "Eva Dan", "Tudor Marin", "Ioana Stan", "Radu Ilie", "Maria Dumitru", "Dan Rusu"];
/** Of a thousand calls, how many come in each hour of the day (UTC). */
const BY_HOUR = [0, 0, 0, 0, 4, 20, 80, 115, 120, 110, 105, 95, 90, 85, 80, 56, 24, 10, 4, 2, 0, 0, 0, 0];
/** An agent's day: at what hour about he keys in what. */
const SHIFT: readonly (readonly [hour: number, dialled: string, what: "login" | "pause" | "unpause" | "logout"])[] = [
  [5.5, "*45", "login"],
  [8, "*461", "pause"],
  [8.5, "*46", "unpause"],
  [11, "*462", "pause"],
  [11.75, "*46", "unpause"],
  [15, "*45", "logout"],
];

export interface GeneratedOptions {
  /** Midnight (UTC) of the day that counts as the first, when the box was started. */
  readonly from: number;
  /** The day to begin with, and the sequence of its first event. */
  readonly day: number;
  readonly sequence: number;
  readonly callsADay: number;
  /** Their extensions. */
  readonly people?: { readonly first: number; readonly count: number };
  /** Of a hundred calls that ring at phones, how many nobody takes; 24 unless told. Of those in queues a third of that. */
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
  const agents = people.slice(0, agentsFor(callsADay));
  let sequence = first;
  for (let at = firstDay;; at++) {
    const day = from + at * DAY_MS;
    const chance = new SeededChance(at + 1);
    const idOf = (call: number) => idFrom(chance, at * callsADay + call);
    const told: Moment[] = [];
    let call = 0;
    for (const agent of agents) {
      // Every other one does it at the desk: that is no call.
      const isKeyed = Number(agent.number) % 2 === 0;
      for (const step of SHIFT) told.push(...agentOf(chance, agent, step, isKeyed ? idOf(call++) : ""));
    }
    while (call < callsADay) {
      const startMs = hourOf(chance) * HOUR_MS + chance.below(HOUR_MS * 1_000) / 1_000;
      told.push(...callOf(chance, { people, agents, untaken }, { startMs, id: idOf(call++) }));
    }
    told.sort((one, other) => one.atMs - other.atMs);
    yield told.map(({ fact, id, atMs }): CallEvent => {
      const ms = Math.min(atMs, DAY_MS - 1);
      return { ...fact, call: id, sequence: sequence++, at: day + ms as WallTime, monotonicMs: day - from + ms };
    });
  }
}

/** The agents of all queues. */
export function agentNumbers(
  { callsADay, people: { first, count } = PEOPLE }: Pick<GeneratedOptions, "callsADay" | "people">,
): readonly string[] {
  return Array.from({ length: Math.min(count, agentsFor(callsADay)) }, (_, at) => String(first + at));
}

function agentsFor(callsADay: number): number {
  return Math.ceil(callsADay * QUEUED / 100 / CALLERS_AN_AGENT);
}

interface Office {
  readonly people: readonly Party[];
  readonly agents: readonly Party[];
  readonly untaken: number;
}

function idFrom(chance: SeededChance, index: number): string {
  // Chance from a seed comes round again after some ten thousand tokens: its half of the id is not enough.
  const scattered = (Math.imul(index, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0");
  return `c${chance.token(32)}${scattered}`;
}

/** An agent comes, goes or pauses; without an id it is done at the desk. */
function agentOf(
  chance: SeededChance,
  agent: Party,
  [hour, dialled, what]: (typeof SHIFT)[number],
  id: string,
): readonly Moment[] {
  const call = new GeneratedCall(chance, { id, startMs: hour * HOUR_MS });
  call.pass(HOUR_MS / 4);
  const { number } = agent;
  const facts: readonly CallFact[] = what === "login" || what === "logout"
    ? QUEUES.map((queue) => ({ type: `agent.${what}`, agent: number, queue }))
    : what === "pause"
    ? [{ type: "agent.pause", agent: number, reason: dialled.slice(3) }]
    : [{ type: "agent.unpause", agent: number }];
  const tell = () => facts.forEach((fact) => call.say(fact));
  if (id === "") tell();
  else {
    const leg = call.start(agent, dialled);
    call.say({ type: "leg.brought", leg, to: what.startsWith("log") ? "agent" : "agent-pause", id: dialled.slice(3) });
    tell();
    call.say({ type: "leg.answered", leg, codec: "PCMA" });
    call.pass(4_000);
    call.say({ type: "leg.ended", leg, by: "us", cause: "normal" });
    call.say({ type: "call.ended", cause: "normal" });
    call.heard([leg], 2_000);
  }
  return call.moments;
}

/** One call: to a queue, from outside to a group of phones, to outside, or in the house. */
function callOf(
  chance: SeededChance,
  { people, agents, untaken }: Office,
  about: { readonly startMs: number; readonly id: string },
): readonly Moment[] {
  const call = new GeneratedCall(chance, about);
  const outside = { number: `+407${20_000_000 + chance.below(300_000)}` };
  const isQueued = chance.below(100) < QUEUED;
  const kind = isQueued ? 0 : chance.below(100);
  const caller: Party = kind < 55
    ? { ...outside, trunk: chance.below(3) === 0 ? "orange" : "digi" }
    : people[chance.below(people.length)]!;
  const number = `+4021300${1_000 + chance.below(NUMBERS)}`;
  if (isQueued) {
    tellQueueCall(call, { from: caller, dialled: number, agents, givesUp: untaken / PATIENCE, leaves: LEAVES });
    return call.moments;
  }
  const isOut = kind >= 55 && kind < 80;
  const to = isOut ? [{ ...outside, trunk: "digi" }] : some(chance, people, kind < 55 ? 1 + chance.below(2) : 1);
  const leg = call.start(caller, kind < 55 ? number : to[0]!.number);
  if (!isOut) call.say({ type: "leg.brought", leg, to: to.length > 1 ? "group" : "extension", id: to[0]!.number });
  ringAll(call, leg, to, chance.below(100) < untaken);
  return call.moments;
}

/** Phones ring until one of them is answered, or the caller hangs up. */
function ringAll(call: GeneratedCall, leg: string, to: readonly Party[], isUntaken: boolean): void {
  const rung = to.map((party) => call.offer(party));
  call.pass(300);
  for (const { leg } of rung) call.say({ type: "leg.ringing", leg });
  call.pass(20_000);
  if (isUntaken) {
    for (const phone of rung) call.silence(phone, "cancelled");
    call.say({ type: "leg.ended", leg, by: "them", cause: "cancelled", status: 487 });
    call.say({ type: "call.ended", cause: "cancelled" });
    return;
  }
  const [taker, ...others] = rung;
  call.say({ type: "leg.answered", leg: taker!.leg, codec: "PCMA" });
  for (const phone of others) call.silence(phone, "answered-elsewhere");
  call.say({ type: "leg.answered", leg, codec: "PCMA" });
  const talkedMs = call.talk(leg, taker!.leg);
  call.say({ type: "leg.ended", leg, by: "them", cause: "normal" });
  call.say({ type: "leg.ended", leg: taker!.leg, by: "us", cause: "normal" });
  call.say({ type: "call.ended", cause: "normal" });
  call.heard([leg, taker!.leg], talkedMs);
}

function some(chance: SeededChance, people: readonly Party[], count: number): readonly Party[] {
  const first = chance.below(people.length);
  return Array.from({ length: count }, (_, at) => people[(first + at) % people.length]!);
}

function hourOf(chance: SeededChance): number {
  let left = chance.below(1_000);
  return Math.max(0, BY_HOUR.findIndex((share) => (left -= share) < 0));
}
