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
import { MissedDesk } from "../../features/missed/io/mod.ts";
import { spawnReader } from "../../features/table/io/mod.ts";
import { MISSED_OFFICE } from "./missed_office.ts";

const [folder = "", seed = "1"] = Deno.args;
const CALLS_AT_ONCE = 30;
const PAUSE_MS = 5;

const chance = new SeededChance(Number(seed));
const clock = new SystemClock();
const log = { write: (line: { readonly text: string }) => console.error(line.text) };
const store = await openStore(folder, { clock, log, spawnReader });
store.reader.goBy({ country: "RO" });
const desk = new MissedDesk({ log, keepers: store.keepers, wall: () => clock.wall() });
desk.follow(MISSED_OFFICE);
const files = ["cdr", "cel", "queue_log"];
await store.keepers.set("asterisk", { folder: `${folder}/asterisk`, timeZone: "UTC", files });
console.log(`ready ${store.lastSequence}`);
// Packs today, too, all the time: it may be killed between any two steps of that.
store.upkeep.set({ packAfterDays: -1, keepYears: 0 });
const pack = (): void => void store.upkeep.run().then(() => setTimeout(pack, PAUSE_MS));
pack();
// Whoever has heard of a line of the journal has it for good: a mail may have gone out for it.
desk.onChange((_, { lines }) => console.log(`told ${lines.at(-1)?.sequence ?? 0}`));

const STREAM = { packetsIn: 900, packetsOut: 900, octetsIn: 1, octetsOut: 1, strangers: 0 };
const party = { number: "101", name: "Ana Pop" };
/** Of few callers, whose numbers are written as providers do, so that one of them is missed, called back and missed again. */
const outside = () => ({
  number: `${["+40", "0", "0040"][chance.below(3)]}74500000${chance.below(10)}`,
  trunk: "first",
});
const sipCallId = "7d3c9f1b@10.1.0.7";
const missed = (from = outside()): readonly CallFact[] => [
  { type: "call.started", from, dialled: "+40376443311", sipCallId },
  { type: "leg.offered", leg: "a", party: from, direction: "in", sipCallId },
  { type: "leg.brought", leg: "a", to: "extension", id: "101" },
  { type: "leg.offered", leg: "b", party, direction: "out", sipCallId },
  { type: "leg.ringing", leg: "b" },
  { type: "leg.ended", leg: "a", by: "them", cause: "cancelled" },
  { type: "leg.ended", leg: "b", by: "us", cause: "cancelled" },
  { type: "call.ended", cause: "cancelled" },
];
const calledBack = (to = outside()): readonly CallFact[] => [
  { type: "call.started", from: party, dialled: to.number, sipCallId },
  { type: "leg.offered", leg: "a", party, direction: "in", sipCallId },
  { type: "leg.offered", leg: "b", party: to, direction: "out", sipCallId },
  { type: "leg.answered", leg: "b" },
  { type: "bridge.made", a: "a", b: "b" },
  { type: "bridge.broken", a: "a", b: "b" },
  { type: "leg.ended", leg: "a", by: "them", cause: "normal" },
  { type: "leg.ended", leg: "b", by: "us", cause: "normal" },
  { type: "call.ended", cause: "normal" },
];
const INSIDE: readonly CallFact[] = [
  { type: "call.started", from: party, dialled: "102", sipCallId: "7d3c9f1b@10.1.0.7" },
  { type: "leg.offered", leg: "a", party, direction: "in", sipCallId: "7d3c9f1b@10.1.0.7" },
  { type: "leg.offered", leg: "b", party: { number: "102" }, direction: "out", sipCallId: "1f0d88e2@10.0.0.1" },
  { type: "queue.joined", leg: "a", queue: "8001", position: 1 },
  { type: "leg.answered", leg: "b", codec: "G722" },
  { type: "bridge.made", a: "a", b: "b" },
  { type: "leg.ended", leg: "a", by: "them", cause: "normal" },
  { type: "leg.ended", leg: "b", by: "us", cause: "normal" },
  { type: "call.ended", cause: "normal" },
  // Told late: what was made of the call is made anew.
  { type: "leg.quality", leg: "a", report: { ...STREAM, lostIn: 3, jitterMs: 2.5, worstJitterMs: 9, mos: 4.1 } },
];
const begun = () => {
  const facts = [() => INSIDE, missed, calledBack][chance.below(3)]!();
  return { id: chance.token(), at: 0, facts };
};
const calls = Array.from({ length: CALLS_AT_ONCE }, begun);
const said = { last: store.record.acknowledged };
setInterval(() => {
  for (let event = 0; event < CALLS_AT_ONCE; event++) {
    const call = calls[chance.below(calls.length)]!;
    const sequence = store.record.acknowledged + store.record.waiting + 1;
    const stamp = { at: clock.wall(), monotonicMs: performance.now() };
    store.record.append({ ...call.facts[call.at]!, ...stamp, call: call.id, sequence });
    call.at += 1;
    if (call.at === call.facts.length) Object.assign(call, begun());
  }
  const { acknowledged } = store.record;
  if (acknowledged !== said.last) console.log(`acknowledged ${said.last = acknowledged}`);
}, PAUSE_MS);
