import { randomBytes } from "node:crypto";
import { type Clock, elapsed, type Log, START, toHex } from "../../base/mod.ts";
import type { CallEvent } from "../../record/mod.ts";
import type { Cursors, OfficeStore, RecordReader, Store } from "../ports.ts";
import type { ReaderAsks, WriterAsks } from "./asks.ts";
import { Follower } from "./follower.ts";
import { BatchingLog } from "./batching_log.ts";
import { lockFolder } from "./folder_lock.ts";
import { KvRegistrations } from "./kv_registrations.ts";
import { NotebookBehind } from "./notebook_behind.ts";
import { makePrivate } from "./private_file.ts";
import { WorkerLink } from "./worker_link.ts";

/** What the store needs of the world. */
export interface StoreWorld {
  readonly log: Log;
  readonly clock: Clock;
}

/**
 * Opens the store in a folder, which is made when it is not there, and closes the calls that the last run left open.
 * Throws, with a sentence for the owner, when the folder is in use, the database is newer than this binary, or the box
 * key is missing or wrong.
 */
export async function openStore(dataFolder: string, world: StoreWorld): Promise<Store> {
  const { log, clock } = world;
  Deno.mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  // What is opened here is closed in the opposite order: the queues, the threads they write to, the folder last.
  await using opening = new AsyncDisposableStack();
  opening.use(lockFolder(dataFolder));

  const [database, boxKey] = [`${dataFolder}/kontor.db`, `${dataFolder}/box.key`];
  const boot = toHex(new Uint8Array(randomBytes(8)));
  const writer = new WorkerLink<WriterAsks>({
    name: "writer",
    log,
    spawn: () => new Worker(new URL("./writer_worker.ts", import.meta.url), { type: "module" }),
    opening: { database, boxKey, boot, at: clock.wall() },
  });
  // Started by the first event or question: a box that nobody has called yet does without it.
  const reader = new WorkerLink<ReaderAsks>({
    name: "reader",
    log,
    spawn: () => new Worker(new URL("./reader_worker.ts", import.meta.url), { type: "module" }),
    opening: { database, boxKey, readings: `${dataFolder}/readings.db` },
  });
  opening.defer(() => Promise.all([reader.close(), writer.close()]).then(() => {}));

  const [cut, kv] = await Promise.allSettled([
    writer.ask("closeCutCalls", { at: clock.wall(), monotonicMs: elapsed(START, clock.now()) }),
    openKv(`${dataFolder}/live.kv`).then((kv) => opening.adopt(kv, () => kv.close())),
  ]);
  if (cut.status === "rejected") throw cut.reason;
  if (kv.status === "rejected") throw kv.reason;
  const { calls, lastSequence } = cut.value;
  if (calls > 0) log.write({ level: "warn", text: "Closed the calls that the last run left open", facts: { calls } });

  const follower = new Follower({ log, step: () => reader.ask("follow", null) });
  opening.defer(() => follower.close());
  if (lastSequence > 0) follower.wake();
  const commit = async (events: readonly CallEvent[]): Promise<number> => {
    const last = await writer.ask("append", events);
    follower.wake();
    return last;
  };
  const record = new BatchingLog({ log, clock, lastSequence, commit });
  const registrations = new KvRegistrations(kv.value, world);
  const notebook = new NotebookBehind({
    log,
    clock,
    load: () => writer.ask("notebook", null),
    commit: async (pages) => void await writer.ask("writeNotebook", pages),
  });
  opening.defer(() => Promise.all([record.close(), registrations.close(), notebook.close()]).then(() => {}));

  const opened = opening.move();
  return {
    office: officeOf(writer, clock),
    record,
    reader: readerOf(reader, follower),
    cursors: cursorsOf(writer),
    registrations,
    notebook,
    keys: {
      all: () => writer.ask("keys", null),
      add: (key) => writer.ask("addKey", key),
      remove: (name) => writer.ask("removeKey", name),
    },
    lastSequence,
    boot,
    close: () => opened.disposeAsync(),
  };
}

async function openKv(path: string): Promise<Deno.Kv> {
  makePrivate(path);
  return await Deno.openKv(path);
}

function officeOf(writer: WorkerLink<WriterAsks>, clock: Clock): OfficeStore {
  return {
    current: () => writer.ask("currentOffice", null),
    save: async (change) => ({ revision: await writer.ask("saveOffice", { ...change, at: clock.wall() }) }),
    revisions: () => writer.ask("revisions", null),
    at: (revision) => writer.ask("officeAt", revision),
  };
}

function readerOf(reader: WorkerLink<ReaderAsks>, follower: Follower): RecordReader {
  return {
    eventsOf: (call) => reader.ask("eventsOf", call),
    after: (sequence, limit) => reader.ask("after", { sequence, limit }),
    recentCalls: (limit) => reader.ask("recentCalls", limit),
    rows: (question) => reader.ask("rows", question),
    caughtUp: () => follower.caughtUp(),
    days: () => reader.ask("days", null),
    checkDay: (day) => reader.ask("checkDay", day),
  };
}

function cursorsOf(writer: WorkerLink<WriterAsks>): Cursors {
  return {
    of: (name) => writer.ask("cursorOf", name),
    move: async (name, sequence) => void await writer.ask("moveCursor", { name, sequence }),
  };
}
