import { type Clock, elapsed, START, type WallTime } from "../base/mod.ts";
import type { Page } from "../notebook/mod.ts";
import { type CallEvent, closeAsCut } from "../record/mod.ts";
import { type SealedDay, sealOn } from "./day_chain.ts";
import { toRow } from "./event_row.ts";
import type { ApiKey } from "./api_key.ts";
import type {
  Cursors,
  KeyStore,
  NotebookStore,
  OfficeChange,
  OfficeStore,
  RecordLog,
  RecordReader,
  RegistrationStore,
  Revision,
  Store,
  StoredOffice,
} from "./ports.ts";
import { listRecent } from "./recent_calls.ts";
import { Tide } from "./tide.ts";
import { rowsOf } from "./rows_of.ts";
import { isExpired, type StoredBinding } from "./stored_binding.ts";

/** What a store in memory leaves behind when it is closed: hand it to the next one to play a restart. */
export class MemoryDisk {
  readonly offices: (StoredOffice & Revision)[] = [];
  readonly events: CallEvent[] = [];
  readonly cursors: Map<string, number> = new Map();
  readonly bindings: Map<string, StoredBinding> = new Map();
  readonly pages: Map<string, Page> = new Map();
  readonly keys: Map<string, ApiKey> = new Map();
  boots = 0;
}

/** The in-memory twin of the store: same ports, same exam, and everything is written at once. */
export function openMemoryStore(clock: Clock, disk: MemoryDisk = new MemoryDisk()): Store {
  disk.boots += 1;
  closeCutCalls(disk.events, clock);
  const record = new MemoryLog(disk.events);
  return {
    office: new MemoryOffice(disk.offices, clock),
    record,
    reader: readerOf(disk.events),
    cursors: cursorsOf(disk.cursors),
    registrations: registrationsOf(disk.bindings, clock),
    notebook: notebookOf(disk.pages),
    keys: keysOf(disk.keys),
    lastSequence: record.acknowledged,
    boot: `boot-${disk.boots}`,
    close: () => record.close(),
  };
}

function closeCutCalls(events: CallEvent[], clock: Clock): void {
  // What belongs to no call leaves none open.
  const byCall = Map.groupBy(events.filter(({ call }) => call !== ""), (event) => event.call);
  for (const call of [...byCall.keys()].sort()) {
    for (const fact of closeAsCut(byCall.get(call)!)) {
      const sequence = events.length + 1;
      events.push({ ...fact, call, sequence, at: clock.wall(), monotonicMs: elapsed(START, clock.now()) });
    }
  }
}

class MemoryOffice implements OfficeStore {
  readonly #offices: (StoredOffice & Revision)[];
  readonly #clock: Clock;

  constructor(offices: (StoredOffice & Revision)[], clock: Clock) {
    this.#offices = offices;
    this.#clock = clock;
  }

  current(): Promise<StoredOffice | undefined> {
    return this.at(this.#offices.length);
  }

  save({ document, secrets, who, note }: OfficeChange): Promise<{ readonly revision: number }> {
    const revision = this.#offices.length + 1;
    this.#offices.push({ revision, at: this.#clock.wall(), who, note, document, secrets: new Map(secrets) });
    return Promise.resolve({ revision });
  }

  revisions(): Promise<readonly Revision[]> {
    return Promise.resolve(this.#offices.map(({ revision, at, who, note }) => ({ revision, at, who, note })));
  }

  at(revision: number): Promise<StoredOffice | undefined> {
    const found = this.#offices[revision - 1];
    if (found === undefined) return Promise.resolve(undefined);
    return Promise.resolve({ revision, document: found.document, secrets: new Map(found.secrets) });
  }
}

class MemoryLog implements RecordLog {
  readonly waiting = 0;
  readonly full = false;
  readonly #events: CallEvent[];
  readonly #tide: Tide;
  #closed = false;

  constructor(events: CallEvent[]) {
    this.#events = events;
    this.#tide = new Tide(events.length);
  }

  get acknowledged(): number {
    return this.#events.length;
  }

  append(event: CallEvent): void {
    if (this.#closed) throw new Error(`Cannot append event "${event.sequence}": the record is closed`);
    const expected = this.#events.length + 1;
    if (event.sequence !== expected) {
      throw new Error(`Cannot append event "${event.sequence}" of call "${event.call}": expected "${expected}"`);
    }
    this.#events.push(event);
    this.#tide.rise(event.sequence);
  }

  /** Without a clock, time is never up. */
  past(sequence: number): Promise<void> {
    return this.#tide.wait(sequence).risen;
  }

  /** Never full, so the listener is never told. */
  onReady(_listener: (ready: boolean) => void): void {}

  flush(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#tide.ebb();
    return Promise.resolve();
  }
}

function readerOf(events: readonly CallEvent[]): RecordReader {
  return {
    eventsOf: (call) => Promise.resolve(events.filter((event) => event.call === call)),
    after: (sequence, limit) => Promise.resolve(events.slice(sequence, sequence + limit)),
    recentCalls: (limit) => {
      const starts = events.filter((event) => event.type === "call.started").reverse().slice(0, limit);
      const endOf = (call: string) => events.find((event) => event.call === call && event.type === "call.ended");
      return Promise.resolve(listRecent(starts, endOf));
    },
    rows: (question) => Promise.resolve(rowsOf(events, question)),
    caughtUp: () => Promise.resolve(),
    days: () => Promise.resolve(sealed(events).map(({ day }) => day)),
    checkDay: (day) => {
      const found = sealed(events).find((other) => other.day === day);
      if (found === undefined) return Promise.resolve(undefined);
      const { first, last, hash } = found;
      return Promise.resolve({ day, events: last - first + 1, state: "whole" as const, seal: hash.toHex() });
    },
  };
}

/** Nobody tampers with what is in memory: it is sealed when somebody asks. */
function sealed(events: readonly CallEvent[]): readonly SealedDay[] {
  return sealOn(new Uint8Array(32), undefined, events.map((event) => ({ ...toRow(event), boot: 1 })));
}

function cursorsOf(cursors: Map<string, number>): Cursors {
  return {
    of: (name) => Promise.resolve(cursors.get(name) ?? 0),
    move: (name, sequence) => {
      cursors.set(name, sequence);
      return Promise.resolve();
    },
  };
}

function registrationsOf(bindings: Map<string, StoredBinding>, clock: Clock): RegistrationStore {
  const keyOf = (number: string, contact: string) => `${number}\n${contact}`;
  return {
    waiting: 0,
    load: () => {
      const wall: WallTime = clock.wall();
      for (const [key, binding] of bindings) if (isExpired(binding, wall)) bindings.delete(key);
      return Promise.resolve([...bindings.values()]);
    },
    put: (binding) => void bindings.set(keyOf(binding.number, binding.contact), binding),
    remove: (number, contact) => void bindings.delete(keyOf(number, contact)),
    flush: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

function notebookOf(pages: Map<string, Page>): NotebookStore {
  return {
    waiting: 0,
    load: () => Promise.resolve([...pages.values()].sort((a, b) => keyOfPage(a) < keyOfPage(b) ? -1 : 1)),
    put: (page) => {
      if (page.value === undefined) pages.delete(keyOfPage(page));
      else pages.set(keyOfPage(page), page);
    },
    flush: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

function keysOf(keys: Map<string, ApiKey>): KeyStore {
  return {
    all: () => Promise.resolve([...keys.values()]),
    add: (key) => {
      const isNew = !keys.has(key.name);
      if (isNew) keys.set(key.name, key);
      return Promise.resolve(isNew);
    },
    remove: (name) => Promise.resolve(keys.delete(name)),
  };
}

function keyOfPage({ family, key }: Page): string {
  return `${family}\n${key}`;
}
