/**
 * The box is killed while calls run, again and again: what was acknowledged is there, once, and all that is made of it.
 *
 * @module
 */
import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { SeededChance } from "../../core/base/mod.ts";
import { SystemClock } from "../../core/io/mod.ts";
import { TRAFFIC } from "../../core/record/mod.ts";
import { openStore } from "../../core/store/io/mod.ts";
import type { LedgerPage } from "../../features/asterisk/mod.ts";
import type { Store } from "../../core/store/mod.ts";
import { MissedDesk } from "../../features/missed/io/mod.ts";
import { spawnReader } from "../../features/table/io/mod.ts";
import { Child, INSTALLED } from "../interop/child.ts";
import { newFolder, removeFolder } from "../interop/place.ts";
import { MISSED_OFFICE } from "./missed_office.ts";

const VICTIM = new URL("./store_victim.ts", import.meta.url).pathname;
const LONGEST_MS = 400;
/** It reads all that the killed ones left, on a machine on which others are at work. */
const READY_WITHIN_MS = 180_000;
const PAGE = 5_000;
const DAY_MS = 86_400_000;
const FILES = [["cdr", "Master.csv"], ["cel", "cel.csv"], ["queue_log", "queue_log"]] as const;
/** A box's file grows with every kill: after so many a new one is begun. */
const KILLS_A_BOX = 20;
/** A box that starts, or is looked at, mostly waits for its disk. */
const AT_ONCE = 6;

/** Kills `count` times at moments of chance, and looks at what is left after each. */
export async function fuzzRecordKills(seed: number, count: number): Promise<Readonly<Record<string, number>>> {
  const sum = { events: 0, cut: 0, entries: 0, lines: 0, leftOpen: 0 };
  // The next box is whoever's who is done with his last one.
  const boxes = Array.from({ length: Math.ceil(count / KILLS_A_BOX) }, (_, at) => at * KILLS_A_BOX).values();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const first of boxes) {
      for await (const found of killOneBox(seed + first, Math.min(KILLS_A_BOX, count - first))) {
        for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += found[name];
      }
    }
  }));
  return sum;
}

async function* killOneBox(seed: number, count: number): AsyncGenerator<Awaited<ReturnType<typeof examine>>> {
  const chance = new SeededChance(seed);
  const folder = await newFolder("kills");
  try {
    const box = { last: 0 };
    for (let killed = 0; killed < count; killed++) {
      yield await examine(folder, box, await runAndKill(folder, seed + killed, chance.below(LONGEST_MS)));
    }
  } finally {
    await removeFolder(folder);
  }
}

/** What the victim said was kept: the last event, and the last line of the journal of missed calls. */
interface Said {
  readonly acknowledged: number;
  readonly told: number;
}

async function runAndKill(folder: string, seed: number, afterMs: number): Promise<Said> {
  const child = new Child(Deno.execPath(), {
    args: ["run", INSTALLED, "-A", "--no-check", VICTIM, folder, String(seed)],
  });
  try {
    await child.until(/^ready/, 0, READY_WITHIN_MS);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
  } finally {
    await child.stop("SIGKILL");
  }
  const last = (pattern: RegExp) => Math.max(0, ...[...child.log.matchAll(pattern)].map(([, last]) => Number(last)));
  return { acknowledged: last(/^(?:ready|acknowledged) (\d+)$/gm), told: last(/^told (\d+)$/gm) };
}

async function examine(folder: string, box: { last: number }, { acknowledged, told }: Said) {
  const log = { write: () => {} };
  const live = await openStore(folder, { clock: new SystemClock(), log, spawnReader });
  live.reader.goBy({ country: "RO" });
  const missed = await missedOf(live);
  assert.ok(missed.lines.length >= told, `line ${told} was told, ${missed.lines.length} are there`);
  const all = await eventsOf(live);
  assert.ok(live.lastSequence >= acknowledged, `${acknowledged} was acknowledged, ${live.lastSequence} is there`);
  assert.deepEqual(all.map(({ sequence }) => sequence), all.map((_, at) => at + 1), "each event once, without a gap");
  const open = new Set<string>();
  for (const event of all) {
    if (event.type === "call.started") open.add(event.call);
    if (event.type === "call.ended") assert.ok(open.delete(event.call), `call ${event.call} ended twice`);
  }
  const files = FILES.map(([ledger]) => ledger);
  await live.keepers.set("asterisk", { folder: `${folder}/asterisk`, timeZone: "UTC", files });
  await live.reader.caughtUp();
  for (const [ledger, file] of FILES) {
    const written = await Deno.readTextFile(`${folder}/asterisk/${file}`).catch(ignoreMissing);
    assert.equal(written ?? "", await textOf(live, ledger), `each line of ${file} once, in order`);
  }
  const rows = await rowsOf(live);
  live.upkeep.set({ packAfterDays: -1, keepYears: 0 });
  await live.upkeep.run();
  assert.deepEqual(await eventsOf(live), all, "packed or not, the same events are there");
  assert.deepEqual(await rowsOf(live), rows);
  for (const day of await live.reader.days()) assert.equal((await live.reader.checkDay(day))?.state, "whole");
  await live.close();
  for (const end of ["", "-wal", "-shm"]) await Deno.remove(`${folder}/readings.db${end}`).catch(ignoreMissing);
  judgeAllAnew(folder);
  const anew = await openStore(folder, { clock: new SystemClock(), log, spawnReader });
  anew.reader.goBy({ country: "RO" });
  const again = await missedOf(anew);
  assert.deepEqual(again.entries, missed.entries, "the list of missed calls is the one that the record gives");
  assert.deepEqual(again.lines, missed.lines, "nothing is told twice");
  await anew.reader.caughtUp();
  assert.deepEqual(await rowsOf(anew), rows, "what was made of the record on the way is what is made of it anew");
  assert.equal(anew.lastSequence, live.lastSequence, "a second start closes no call again");
  await anew.close();
  const ended = all.filter(({ type }) => type === "call.ended").length;
  assert.equal(rows.call.length, ended);
  const events = anew.lastSequence - box.last;
  box.last = anew.lastSequence;
  const cut = all.filter((event) => event.type === "call.ended" && event.cause === "cut").length;
  return { events, cut, leftOpen: open.size, entries: missed.entries.length, lines: missed.lines.length };
}

/** All that is known of missed calls, once that is all that the record tells. */
async function missedOf({ keepers, reader }: Store) {
  const log = { write: () => {} };
  const desk = new MissedDesk({ log, keepers, wall: () => Date.now() });
  desk.follow(MISSED_OFFICE);
  await desk.lastLine();
  await reader.caughtUp();
  const found = { entries: await desk.entries({ limit: 1_000_000 }), lines: await desk.linesAfter(0, 1_000_000) };
  desk.stop();
  assert.deepEqual(found.lines.map(({ sequence }) => sequence), found.lines.map((_, at) => at + 1));
  return found;
}

/** Throws away what can be made of the record, and leaves what cannot. */
function judgeAllAnew(folder: string): void {
  using db = new DatabaseSync(`${folder}/missed.db`);
  db.exec("DELETE FROM verdict; UPDATE kept SET value = '0' WHERE name = 'version'");
}

async function eventsOf({ reader }: Store) {
  const all = [];
  for (;;) {
    const page = await reader.after(all.length, PAGE);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

async function textOf({ keepers }: Store, ledger: string): Promise<string> {
  let text = "";
  for (let after = 0;;) {
    const page = await keepers.ask("asterisk", { ledger, after, limit: PAGE });
    const { lines, last, isEnd } = page as LedgerPage;
    text += lines.map((line) => line.text).join("");
    if (isEnd) return text;
    after = last;
  }
}

/** All that is made of the record: rows, sums, and who called again. */
async function rowsOf({ reader }: Store) {
  const every = { where: [], descending: false, limit: 1_000_000 };
  const call = await reader.rows({ ...every, table: "call", orderBy: ["call"] });
  const [seat, visit, offer, change] = await Promise.all(
    ["seat", "queue_visit", "queue_offer", "agent_change"].map((table) =>
      reader.rows({ ...every, table, orderBy: ["call", "place"] })
    ),
  );
  const sums = await Promise.all(
    TRAFFIC.map(({ name, keys }) => reader.sums({ table: name, where: [], by: Object.keys(keys) })),
  );
  const day = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  // Of days that are over it is kept; half an hour is counted call by call.
  const contacts = await Promise.all(
    [[-2, 30], [-2.01, 30], [-2, 1]].map(([from = 0, to = 0]) =>
      reader.firstContacts({
        from: day + from * DAY_MS,
        to: day + to * DAY_MS,
        now: day + to * DAY_MS,
        windowMs: DAY_MS,
      })
    ),
  );
  return { call, seat, visit, offer, change, sums: sums.flat(), contacts };
}

function ignoreMissing(error: unknown): undefined {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
  return undefined;
}
