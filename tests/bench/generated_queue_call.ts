import type { Party } from "../../core/record/mod.ts";
import { type GeneratedCall, type OnLeg } from "./generated_call.ts";

export const QUEUES: readonly string[] = ["8001", "8002", "8003", "8004"];
/** The agents of this one are rung all at once, three of them; those of the others one after the other. */
const ALL_AT_ONCE = "8004";
const AT_ONCE = 3;
const RING_MS = 15_000;
const RETRY_MS = 5_000;
const WRAP_UP_MS = 10_000;
/** Of a hundred who were offered to an agent, how many he does not take. */
const NOT_TAKEN = 18;
/** Of a hundred agents who do not take somebody, how many are paused for it. */
const AUTO_PAUSED = 8;

/** Somebody waits in a queue, at a place of it. */
interface Stay {
  readonly leg: string;
  readonly from: Party;
  readonly queue: string;
  readonly position: number;
  readonly since: number;
}

/** Of a hundred callers how many give up, and how many leave otherwise. */
export interface Leaving {
  readonly givesUp: number;
  readonly leaves: number;
}

/** A caller from outside in a queue, until an agent has talked with him or he has left. */
export function tellQueueCall(
  call: GeneratedCall,
  { from, dialled, agents, givesUp, leaves }: Leaving & {
    readonly from: Party;
    readonly dialled: string;
    readonly agents: readonly Party[];
  },
): void {
  const { chance } = call;
  const queue = QUEUES[chance.below(QUEUES.length)]!;
  const leg = call.start(from, dialled);
  call.say({ type: "leg.brought", leg, to: "queue", id: queue });
  const fate = chance.below(100);
  if (fate === 99) return refuse(call, leg, queue);
  call.say({ type: "leg.answered", leg, codec: "PCMA" });
  const isFirst = chance.below(100) < 60;
  const stay: Stay = { leg, from, queue, position: isFirst ? 1 : 2 + chance.below(4), since: call.now };
  call.say({ type: "queue.joined", leg, queue, position: stay.position });
  if (!isFirst) call.pass(90_000);
  if (fate >= 99 - leaves) return leave(call, stay, agents);
  const offered = offersOf(call, stay, agents);
  for (let round = 0; round < 3 && chance.below(100) < NOT_TAKEN; round++) {
    missAll(call, stay, offered());
    call.pass(RETRY_MS);
  }
  const rung = offered();
  if (fate < givesUp) return abandon(call, stay, rung);
  take(call, stay, rung);
}

/** Rings the next agents, each time it is called. */
function offersOf(
  call: GeneratedCall,
  { leg, queue }: Stay,
  agents: readonly Party[],
): () => readonly OnLeg[] {
  let next = call.chance.below(agents.length);
  return () => {
    const offered = Array.from({ length: Math.min(agents.length, queue === ALL_AT_ONCE ? AT_ONCE : 1) }, () => {
      const agent = agents[next++ % agents.length]!;
      call.say({ type: "queue.offered", leg, queue, agent: agent.number });
      return call.offer(agent);
    });
    call.pass(300);
    for (const { leg } of offered) call.say({ type: "leg.ringing", leg });
    return offered;
  };
}

function missAll(call: GeneratedCall, { leg, queue }: Stay, rung: readonly OnLeg[]): void {
  call.now += RING_MS;
  for (const phone of rung) {
    const agent = phone.party.number;
    call.silence(phone, "no-answer");
    call.say({ type: "queue.ring-no-answer", leg, queue, agent, ringMs: RING_MS, cause: "no-answer" });
    if (call.chance.below(100) < AUTO_PAUSED) call.say({ type: "agent.auto-paused", agent, queue, missed: 3 });
  }
}

function take(call: GeneratedCall, { leg, queue, since, position }: Stay, [taker, ...others]: readonly OnLeg[]): void {
  const { leg: to, party: { number: agent } } = taker!;
  const ringMs = call.pass(12_000);
  call.say({ type: "leg.answered", leg: to, codec: "PCMA" });
  cancel(call, { leg, queue }, others, { ringMs, cause: "answered-elsewhere" });
  const waitedMs = call.now - since;
  const about = { leg, queue, agent, waitedMs };
  call.say({ type: "queue.connected", ...about, to, ringMs });
  const talkedMs = call.talk(leg, to);
  const isCallers = call.chance.below(2) === 0;
  call.say({ type: "leg.ended", leg, by: isCallers ? "them" : "us", cause: "normal" });
  call.say({ type: "leg.ended", leg: to, by: isCallers ? "us" : "them", cause: "normal" });
  call.say({
    type: "queue.completed",
    ...about,
    joinedAt: position,
    by: isCallers ? "caller" : "agent",
    talkedMs,
  });
  call.say({ type: "agent.wrap-up", agent, queue, forMs: WRAP_UP_MS });
  call.say({ type: "call.ended", cause: "normal" });
  call.heard([leg, to], talkedMs);
}

function abandon(call: GeneratedCall, { leg, queue, since, position }: Stay, rung: readonly OnLeg[]): void {
  const ringMs = call.pass(RING_MS);
  call.say({ type: "leg.ended", leg, by: "them", cause: "normal" });
  cancel(call, { leg, queue }, rung, { ringMs, cause: "cancelled" });
  call.say({ type: "queue.abandoned", leg, queue, position: 1, joinedAt: position, waitedMs: call.now - since });
  call.say({ type: "call.ended", cause: "normal" });
  call.heard([leg], call.now - since);
}

function cancel(
  call: GeneratedCall,
  { leg, queue }: Pick<Stay, "leg" | "queue">,
  rung: readonly OnLeg[],
  { ringMs, cause }: { readonly ringMs: number; readonly cause: "answered-elsewhere" | "cancelled" },
): void {
  for (const phone of rung) {
    const agent = phone.party.number;
    call.say({ type: "queue.ring-cancelled", leg, queue, agent, ringMs, cause });
    call.silence(phone, cause);
  }
}

function refuse(call: GeneratedCall, leg: string, queue: string): void {
  call.say({ type: "queue.could-not-join", leg, queue, why: call.chance.below(2) === 0 ? "full" : "empty" });
  call.say({ type: "leg.ended", leg, by: "us", cause: "busy", status: 486 });
  call.say({ type: "call.ended", cause: "busy" });
}

/** He has waited too long and rings at somebody's phone instead, or books to be called back. */
function leave(call: GeneratedCall, { leg, from, queue, since, position }: Stay, agents: readonly Party[]): void {
  const about = { leg, queue, position: 1, joinedAt: position };
  if (call.chance.below(3) === 0) {
    call.pass(20_000);
    call.say({ type: "leg.digit", leg, digit: "1", by: "rfc4733" });
    call.say({ type: "queue.left", ...about, why: "call-back", waitedMs: call.now - since });
    call.say({ type: "queue.call-back-booked", leg, queue, number: from.number });
    call.pass(8_000);
    return end(call, leg, since);
  }
  call.now += 120_000;
  const agent = agents[call.chance.below(agents.length)]!;
  call.say({ type: "queue.left", ...about, why: "timeout", waitedMs: call.now - since });
  call.say({ type: "queue.overflowed", leg, queue, to: `extension:${agent.number}` });
  call.say({ type: "leg.brought", leg, to: "extension", id: agent.number });
  const rung = call.offer(agent);
  call.pass(300);
  call.say({ type: "leg.ringing", leg: rung.leg });
  call.pass(20_000);
  call.silence(rung, "no-answer");
  end(call, leg, since);
}

function end(call: GeneratedCall, leg: string, since: number): void {
  call.say({ type: "leg.ended", leg, by: "us", cause: "normal" });
  call.say({ type: "call.ended", cause: "normal" });
  call.heard([leg], call.now - since);
}
