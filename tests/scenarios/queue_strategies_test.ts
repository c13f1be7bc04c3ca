import assert from "node:assert/strict";
import { SeededChance } from "../../core/base/mod.ts";
import { QUEUE_STRATEGIES, type QueueMember, type QueueStrategy } from "../../core/directory/mod.ts";
import type { Candidate } from "../../features/queue/mod.ts";
import { faultOf, Lots, poolOf } from "../fuzz/queue_oracle.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { inQueue, queueOffice, take } from "../lab/queues.ts";

const MEMBERS: readonly QueueMember[] = [
  { number: "102", penalty: 0, weight: 1, skills: { german: 3 } },
  { number: "103", penalty: 0, weight: 2, skills: { german: 7 } },
  { number: "104", penalty: 0, weight: 5, skills: { german: 5 } },
];
const CALLS = 40;

/** Callers come one after the other; agents take them or do not. Each offer of the box is held against the promise. */
function play(strategy: QueueStrategy): number {
  const needs = strategy === "skills" ? ["german"] : [];
  const { lab, ana, bob, eve, tom } = queueOffice({ strategy, members: MEMBERS, needs, retryS: 3 });
  const phones = new Map([["102", bob], ["103", eve], ["104", tom]]);
  const agents = MEMBERS.map((member, at) => ({ ...member, at, lastAt: 0, calls: 0 }));
  const [chance, lots] = [new SeededChance(7), new Lots()];
  let [last, offers, heard] = [-1, 0, 0];
  for (let call = 0; call < CALLS; call++) {
    const caller = inQueue(lab, ana);
    const tried = new Set<string>();
    for (let isTaken = false; !isTaken;) {
      const news = lab.events.slice(heard);
      heard = lab.events.length;
      const offered = news.flatMap((event) => event.type === "queue.offered" ? [event.agent] : []);
      // Who has not taken him is left in peace.
      const free: readonly Candidate[] = agents.filter(({ number }) => !tried.has(number));
      const fault = faultOf(offered, { strategy, free, tried, last, needs });
      assert.equal(fault, undefined, `call ${call}, offered to ${offered}`);
      if (strategy === "random" || strategy === "weighted") lots.fell(strategy, offered[0]!, poolOf(free, tried));
      offers += 1;
      const taker = offered[chance.below(offered.length)];
      const one = agents.find(({ number }) => number === taker)!;
      last = agents.find(({ number }) => number === offered[0])!.at;
      isTaken = strategy === "all" || tried.size === 2 || chance.below(3) > 0;
      if (isTaken) {
        take(lab, phones.get(one.number)!);
        one.calls += 1;
      } else {
        tried.add(one.number);
        phones.get(one.number)!.calls.at(-1)!.respond(603);
        lab.run(100);
      }
      if (!isTaken) continue;
      lab.run(1_000 + chance.below(20_000));
      caller.bye();
      lab.run(5_000);
      one.lastAt = lab.now;
    }
  }
  lots.judge();
  assertNothingLeft(lab);
  return offers;
}

for (const strategy of QUEUE_STRATEGIES) {
  Deno.test(`callers of a queue are offered as it promises: ${strategy}`, () => {
    assert.ok(play(strategy) >= CALLS);
  });
}
