/**
 * A box that will be killed while calls run: opens the store in the folder it is given, appends the events of many calls
 * at once as fast as they are kept, and says what was acknowledged.
 *
 *     deno run -A store_victim.ts FOLDER SEED
 */
import { SeededChance } from "../../core/base/mod.ts";
import { SystemClock } from "../../core/io/mod.ts";
import { openStore } from "../../core/store/io/mod.ts";
import { MissedDesk } from "../../features/missed/io/mod.ts";
import { spawnReader } from "../../features/table/io/mod.ts";
import { MISSED_OFFICE } from "./missed_office.ts";
import { storyOf } from "./victim_stories.ts";

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

const begun = () => {
  const facts = storyOf(chance);
  return { id: facts[0]!.type === "call.started" ? chance.token() : "", at: 0, facts };
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
