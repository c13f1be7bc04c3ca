/**
 * A box that will be killed while calls run: opens the store in the folder it is given, appends the events of many calls
 * at once as fast as they are kept, and says what was acknowledged.
 *
 *     deno run -A store_victim.ts FOLDER SEED
 */
import { SeededChance } from "../../core/base/mod.ts";
import { SystemClock } from "../../core/io/mod.ts";
import type { CallFact } from "../../core/record/mod.ts";
import { openStore } from "../../core/store/io/mod.ts";

const [folder = "", seed = "1"] = Deno.args;
const CALLS_AT_ONCE = 30;
const PAUSE_MS = 5;

const chance = new SeededChance(Number(seed));
const clock = new SystemClock();
const store = await openStore(folder, { clock, log: { write: (line) => console.error(line.text) } });
console.log(`ready ${store.lastSequence}`);

const party = { number: "101", name: "Ana Pop" };
const FACTS: readonly CallFact[] = [
  { type: "call.started", from: party, dialled: "102", sipCallId: "7d3c9f1b@10.1.0.7" },
  { type: "leg.offered", leg: "a", party, direction: "in", sipCallId: "7d3c9f1b@10.1.0.7" },
  { type: "leg.offered", leg: "b", party: { number: "102" }, direction: "out", sipCallId: "1f0d88e2@10.0.0.1" },
  { type: "leg.answered", leg: "b", codec: "G722" },
  { type: "bridge.made", a: "a", b: "b" },
  { type: "leg.ended", leg: "a", by: "them", cause: "normal" },
  { type: "leg.ended", leg: "b", by: "us", cause: "normal" },
  { type: "call.ended", cause: "normal" },
];
const calls = Array.from({ length: CALLS_AT_ONCE }, () => ({ id: chance.token(), at: 0 }));
const said = { last: store.record.acknowledged };
setInterval(() => {
  for (let event = 0; event < CALLS_AT_ONCE; event++) {
    const call = calls[chance.below(calls.length)]!;
    const sequence = store.record.acknowledged + store.record.waiting + 1;
    const stamp = { at: clock.wall(), monotonicMs: performance.now() };
    store.record.append({ ...FACTS[call.at]!, ...stamp, call: call.id, sequence });
    call.at += 1;
    if (call.at === FACTS.length) Object.assign(call, { id: chance.token(), at: 0 });
  }
  const { acknowledged } = store.record;
  if (acknowledged !== said.last) console.log(`acknowledged ${said.last = acknowledged}`);
}, PAUSE_MS);
