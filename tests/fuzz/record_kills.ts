/**
 * The box is killed while calls run, again and again: what was acknowledged is there, once, and all that is made of it.
 *
 * @module
 */
import assert from "node:assert/strict";
import { SeededChance } from "../../core/base/mod.ts";
import { SystemClock } from "../../core/io/mod.ts";
import type { Row } from "../../core/record/mod.ts";
import { openStore } from "../../core/store/io/mod.ts";
import type { Store } from "../../core/store/mod.ts";
import { Child } from "../interop/child.ts";
import { newFolder, removeFolder } from "../interop/place.ts";

const VICTIM = new URL("./store_victim.ts", import.meta.url).pathname;
const LONGEST_MS = 400;
const PAGE = 5_000;
/** A box's file grows with every kill: after so many a new one is begun. */
const KILLS_A_BOX = 20;

/** Kills `count` times at moments of chance, and looks at what is left after each. */
export async function fuzzRecordKills(seed: number, count: number): Promise<Readonly<Record<string, number>>> {
  const chance = new SeededChance(seed);
  let [events, cut, leftOpen] = [0, 0, 0];
  for (let killed = 0; killed < count;) {
    const folder = await newFolder("kills");
    try {
      const box = { last: 0 };
      for (const end = Math.min(count, killed + KILLS_A_BOX); killed < end; killed++) {
        const acknowledged = await runAndKill(folder, seed + killed, chance.below(LONGEST_MS));
        const found = await examine(folder, box, acknowledged);
        events += found.events;
        cut += found.cut;
        leftOpen += found.leftOpen;
      }
    } finally {
      await removeFolder(folder);
    }
  }
  return { events, cut, leftOpen };
}

/** The last sequence that the victim said was kept. */
async function runAndKill(folder: string, seed: number, afterMs: number): Promise<number> {
  const child = new Child(Deno.execPath(), { args: ["run", "-A", "--no-check", VICTIM, folder, String(seed)] });
  await child.until(/^ready/, 0, 30_000);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await child.stop("SIGKILL");
  return Math.max(0, ...[...child.log.matchAll(/^(?:ready|acknowledged) (\d+)$/gm)].map(([, last]) => Number(last)));
}

async function examine(folder: string, box: { last: number }, acknowledged: number) {
  const log = { write: () => {} };
  const live = await openStore(folder, { clock: new SystemClock(), log });
  const all = await eventsOf(live);
  assert.ok(live.lastSequence >= acknowledged, `${acknowledged} was acknowledged, ${live.lastSequence} is there`);
  assert.deepEqual(all.map(({ sequence }) => sequence), all.map((_, at) => at + 1), "each event once, without a gap");
  const open = new Set<string>();
  for (const event of all) {
    if (event.type === "call.started") open.add(event.call);
    if (event.type === "call.ended") assert.ok(open.delete(event.call), `call ${event.call} ended twice`);
  }
  await live.reader.caughtUp();
  const rows = await rowsOf(live);
  for (const day of await live.reader.days()) assert.equal((await live.reader.checkDay(day))?.state, "whole");
  await live.close();
  for (const end of ["", "-wal", "-shm"]) await Deno.remove(`${folder}/readings.db${end}`).catch(ignoreMissing);
  const anew = await openStore(folder, { clock: new SystemClock(), log });
  await anew.reader.caughtUp();
  assert.deepEqual(await rowsOf(anew), rows, "what was made of the record on the way is what is made of it anew");
  assert.equal(anew.lastSequence, live.lastSequence, "a second start closes no call again");
  await anew.close();
  const ended = all.filter(({ type }) => type === "call.ended").length;
  assert.equal(rows.call.length, ended);
  const events = anew.lastSequence - box.last;
  box.last = anew.lastSequence;
  const cut = all.filter((event) => event.type === "call.ended" && event.cause === "cut").length;
  return { events, cut, leftOpen: open.size };
}

async function eventsOf({ reader }: Store) {
  const all = [];
  for (;;) {
    const page = await reader.after(all.length, PAGE);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

async function rowsOf({ reader }: Store): Promise<{ readonly call: readonly Row[]; readonly seat: readonly Row[] }> {
  const every = { where: [], descending: false, limit: 1_000_000 };
  const call = await reader.rows({ ...every, table: "call", orderBy: ["call"] });
  return { call, seat: await reader.rows({ ...every, table: "seat", orderBy: ["call", "place"] }) };
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
