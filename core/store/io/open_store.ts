import { randomBytes } from "node:crypto";
import { type Clock, elapsed, type Log, START, toHex } from "../../base/mod.ts";
import type { CallEvent } from "../../record/mod.ts";
import type { ContactStore, Cursors, OfficeStore, RecordReader, Store } from "../ports.ts";
import type { ContactChange } from "../contact.ts";
import type { ReaderAsks, WriterAsks } from "./asks.ts";
import { Follower } from "./follower.ts";
import { BatchingLog } from "./batching_log.ts";
import { lockFolder } from "./folder_lock.ts";
import { KvSessions } from "./kv_sessions.ts";
import { KvRegistrations } from "./kv_registrations.ts";
import { NotebookBehind } from "./notebook_behind.ts";
import { makePrivate } from "./private_file.ts";
import { Upkeep } from "./upkeep.ts";
import { WorkerLink } from "./worker_link.ts";

/** What the store needs of the world. */
export interface StoreWorld {
  readonly log: Log;
  readonly clock: Clock;
  /** Starts the thread that reads the record, where keepers are to be on it: see {@link serveReader}. */
  readonly spawnReader?: () => Worker;
}

/** No reading tells of these: a box whose phones register, and do not call yet, needs no thread that reads. */
const UNREAD: ReadonlySet<CallEvent["type"]> = new Set(["presence.changed", "box.started"]);

/**
 * Opens the store in a folder, which is made when it is not there, and closes the calls that the last run left open.
 * Throws, with a sentence for the owner, when the folder is in use, the database is newer than this binary, or the box
 * key is missing or wrong.
 */
export async function openStore(dataFolder: string, world: StoreWorld): Promise<Store> {
  const { log, clock, spawnReader = plainReader } = world;
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
    opening: () => ({ database, boxKey, boot, at: clock.wall() }),
  });
  const settings = new Map<string, unknown>();
  const office: { country?: string } = {};
  // Started by the first event or question: a box that nobody has called yet does without it.
  const reader = new WorkerLink<ReaderAsks>({
    name: "reader",
    log,
    spawn: spawnReader,
    opening: () => ({
      database,
      boxKey,
      folder: dataFolder,
      country: office.country,
      settings: Object.fromEntries(settings),
    }),
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

  const listeners = new Map<string, (news: unknown) => void>();
  const told = (keeper: string, news: unknown) => listeners.get(keeper)?.(news);
  const changes = new Set<(from: number) => void>();
  const changed = (from: number) => changes.forEach((listener) => listener(from));
  const follower = new Follower({ log, step: () => reader.ask("follow", null), told, changed });
  opening.defer(() => follower.close());
  if (lastSequence > 0) follower.wake();
  const upkeep = new Upkeep({
    log,
    clock,
    pack: (before) => writer.ask("pack", before),
    drop: (upTo) => writer.ask("drop", upTo),
    forget: (before) => writer.ask("forget", before),
    forgotten: async () => {
      follower.wake();
      await follower.caughtUp();
      return await reader.ask("floor", null);
    },
  });
  opening.defer(() => upkeep.close());
  const commit = async (events: readonly CallEvent[]): Promise<number> => {
    const last = await writer.ask("append", events);
    if (events.some(({ type }) => !UNREAD.has(type))) follower.wake();
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
    reader: {
      ...readerOf(reader, follower),
      onChange: (listener) => void changes.add(listener),
      goBy: ({ country }) => {
        if (country === office.country) return;
        office.country = country;
        if (!reader.isRunning) return;
        follower.change(reader.ask("goBy", country), () => true).catch((fault) => {
          log.write({ level: "error", text: "Cannot read callers' numbers anew", facts: { reason: String(fault) } });
        });
      },
    },
    upkeep,
    cursors: cursorsOf(writer),
    registrations,
    notebook,
    keepers: {
      ask: async (name, told) => {
        const asked = reader.ask("keeper", { name, told });
        return (await follower.change(asked, ({ isJudgedAnew }) => isJudgedAnew)).answer;
      },
      set: async (name, wanted) => {
        const isRunning = reader.isRunning;
        settings.set(name, wanted);
        if (!isRunning) return;
        // What has come before it was told what to go by is read then.
        const news = await follower.change(reader.ask("setKeeper", { name, settings: wanted }), () => true);
        if (news !== undefined) told(name, news);
      },
      onNews: (name, listener) => void listeners.set(name, listener),
    },
    keys: {
      all: () => writer.ask("keys", null),
      add: (key) => writer.ask("addKey", key),
      remove: (name) => writer.ask("removeKey", name),
    },
    accounts: {
      all: () => writer.ask("accounts", null),
      put: async (account) => void await writer.ask("putAccount", account),
      remove: (name) => writer.ask("removeAccount", name),
    },
    sessions: new KvSessions(kv.value),
    contacts: contactsOf(writer),
    audit: {
      append: async (lines) => void await writer.ask("appendAudit", lines),
      lines: (wanted) => writer.ask("audit", wanted),
    },
    lastSequence,
    boot,
    close: () => opened.disposeAsync(),
  };
}

function plainReader(): Worker {
  return new Worker(new URL("./reader_worker.ts", import.meta.url), { type: "module" });
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
    documentOf: (revision) => writer.ask("documentOf", revision),
  };
}

function readerOf(
  reader: WorkerLink<ReaderAsks>,
  follower: Follower,
): Omit<RecordReader, "goBy" | "onChange"> {
  return {
    eventsOf: (call) => reader.ask("eventsOf", call),
    judgementOf: (call, upTo) => reader.ask("judgementOf", { call, upTo }),
    after: (sequence, limit) => reader.ask("after", { sequence, limit }),
    recentCalls: (limit) => reader.ask("recentCalls", limit),
    rows: (question) => reader.ask("rows", question),
    sums: (question) => reader.ask("sums", question),
    firstContacts: (question) => reader.ask("firstContacts", question),
    caughtUp: () => follower.caughtUp(),
    isFarBehind: () => follower.isFarBehind,
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

/** So many contacts are handed over in one go: it takes less than a millisecond, and calls go on in between. */
const AT_ONCE = 250;

function contactsOf(writer: WorkerLink<WriterAsks>): ContactStore {
  let before: Promise<unknown> = Promise.resolve();
  const change = async ({ put = [], remove = [], undo, past }: ContactChange) => {
    for (let at = 0; at < put.length; at += AT_ONCE) {
      await writer.ask("stageContacts", { isFirst: at === 0, contacts: put.slice(at, at + AT_ONCE) });
    }
    const written = undo ? JSON.stringify(undo) : undo;
    await writer.ask("changeContacts", { remove, undo: written, past, staged: put.length });
  };
  return {
    load: () => writer.ask("contacts", null),
    // One after the other: two that are staged at once would mix.
    change: (wanted) => {
      const done = before.then(() => change(wanted));
      before = done.catch(() => {});
      return done;
    },
  };
}
