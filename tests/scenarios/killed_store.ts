/**
 * A box that only remembers: appends the events of calls as fast as its turns come, and says on stdout what has been
 * acknowledged, until somebody kills it, two minutes at most.
 *
 * @module
 */
import type { Clock, Instant, WallTime } from "../../core/base/mod.ts";
import { openStore } from "../../core/store/io/open_store.ts";
import { MOST_MS } from "../lab/kill_after.ts";
import { bindingOf, ENDED, eventsFrom, STARTED } from "../../core/store/exam.ts";

const CALLS_A_TURN = 5;
const TURNS_A_PHONE = 5;

const clock: Clock = {
  now: () => performance.now() as Instant,
  wall: () => Date.now() as WallTime,
};
const log = { write: (line: unknown) => console.error(JSON.stringify(line)) };
const encoder = new TextEncoder();

async function run(folder: string): Promise<void> {
  const store = await openStore(folder, { clock, log });
  const out = Deno.stdout.writable.getWriter();
  let sequence = store.lastSequence;
  for (let turn = 1; performance.now() < MOST_MS; turn += 1) {
    for (let count = 0; count < CALLS_A_TURN; count += 1) {
      const call = `${store.boot}-${turn}-${count}`;
      for (const event of eventsFrom(sequence + 1, call, [STARTED, ENDED])) store.record.append(event);
      sequence += 2;
    }
    if (turn % TURNS_A_PHONE === 0) {
      store.registrations.put(bindingOf(String(turn), Date.now() + 3_600_000));
      await store.registrations.flush();
      await out.write(encoder.encode(`phone ${turn}\n`));
    }
    await out.write(encoder.encode(`record ${store.record.acknowledged}\n`));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

await run(Deno.args[0]!);
