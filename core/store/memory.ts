import { type Clock, elapsed, START, type WallTime } from "../base/mod.ts";
import { DEFAULT_HISTORY } from "../directory/mod.ts";
import type { Page } from "../notebook/mod.ts";
import { type CallEvent, type CallJudge, closeAsCut } from "../record/mod.ts";
import { type SealedDay, sealOn } from "./day_chain.ts";
import { dueDays } from "./due_days.ts";
import { toRow } from "./event_row.ts";
import type { Account, AuditLine, Session } from "./account.ts";
import type { ApiKey } from "./api_key.ts";
import { type ImportUndo, MOST_PAST_CHANGES, type PastChange, type StoredContact } from "./contact.ts";
import type {
  AccountStore,
  AuditLog,
  ContactStore,
  Cursors,
  Keepers,
  KeyStore,
  NotebookStore,
  OfficeChange,
  OfficeStore,
  RecordLog,
  RecordReader,
  RecordUpkeep,
  RegistrationStore,
  Revision,
  SessionStore,
  Store,
  StoredOffice,
} from "./ports.ts";
import { listRecent } from "./recent_calls.ts";
import { Tide } from "./tide.ts";
import { rowsOf } from "./rows_of.ts";
import { contactsIn, sumsOf } from "./sums_of.ts";
import { isExpired, type StoredBinding } from "./stored_binding.ts";

/** What a store in memory leaves behind when it is closed: hand it to the next one to play a restart. */
export class MemoryDisk {
  readonly offices: (StoredOffice & Revision)[] = [];
  readonly events: CallEvent[] = [];
  readonly cursors: Map<string, number> = new Map();
  readonly bindings: Map<string, StoredBinding> = new Map();
  readonly pages: Map<string, Page> = new Map();
  readonly keys: Map<string, ApiKey> = new Map();
  readonly accounts: Map<string, Account> = new Map();
  readonly sessions: Map<string, Session> = new Map();
  readonly contacts: Map<string, StoredContact> = new Map();
  contactUndo: ImportUndo | undefined;
  readonly contactPast: PastChange[] = [];
  readonly audit: AuditLine[] = [];
  /** The last event that nobody is told of any more. */
  forgotten = 0;
  boots = 0;
  /** By whom the readings have calls judged; undefined: by nobody. */
  judge: CallJudge | undefined;
}

/** Nothing follows the record here. */
const NO_KEEPERS: Keepers = {
  ask: (keeper) => Promise.reject(new Error(`Cannot ask "${keeper}": the reader keeps nothing of that name`)),
  set: () => Promise.resolve(),
  onNews: () => {},
};

/** The in-memory twin of the store: same ports, same exam, and everything is written at once. */
export function openMemoryStore(clock: Clock, disk: MemoryDisk = new MemoryDisk()): Store {
  disk.boots += 1;
  closeCutCalls(disk.events, clock);
  const listeners = new Set<(from: number) => void>();
  // Which calls an event is of is not looked up: it may be any.
  const changed = () => listeners.forEach((listener) => listener(-Infinity));
  const record = new MemoryLog(disk.events, changed);
  return {
    office: new MemoryOffice(disk.offices, clock),
    record,
    reader: { ...readerOf(disk), onChange: (listener) => void listeners.add(listener) },
    upkeep: upkeepOf(disk, clock, changed),
    cursors: cursorsOf(disk.cursors),
    registrations: registrationsOf(disk.bindings, clock),
    notebook: notebookOf(disk.pages),
    keys: keysOf(disk.keys),
    accounts: accountsOf(disk.accounts),
    sessions: sessionsOf(disk.sessions),
    contacts: contactsOf(disk),
    audit: auditOf(disk.audit),
    keepers: NO_KEEPERS,
    lastSequence: record.acknowledged,
    boot: `boot-${disk.boots}`,
    close: () => record.close(),
  };
}

function closeCutCalls(events: CallEvent[], clock: Clock): void {
  // What belongs to no call leaves none open.
  const lastAt = events.at(-1)?.at ?? clock.wall();
  const byCall = Map.groupBy(events.filter(({ call }) => call !== ""), (event) => event.call);
  for (const call of [...byCall.keys()].sort()) {
    for (const fact of closeAsCut(byCall.get(call)!, lastAt)) {
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

  documentOf(revision: number): Promise<string | undefined> {
    return Promise.resolve(this.#offices[revision - 1]?.document);
  }
}

class MemoryLog implements RecordLog {
  readonly waiting = 0;
  readonly full = false;
  readonly #events: CallEvent[];
  readonly #tide: Tide;
  readonly #changed: () => void;
  #closed = false;

  constructor(events: CallEvent[], changed: () => void) {
    this.#events = events;
    this.#changed = changed;
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
    this.#changed();
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

function readerOf(disk: MemoryDisk): Omit<RecordReader, "onChange"> {
  const remembered = () => disk.events.slice(disk.forgotten);
  const office = { country: "" };
  return {
    goBy: ({ country }) => void Object.assign(office, { country }),
    eventsOf: (call) => Promise.resolve(remembered().filter((event) => event.call === call)),
    judgementOf: (call, upTo) => {
      const story = remembered().filter((event) => event.call === call && event.sequence <= upTo);
      return Promise.resolve(disk.judge?.judgementOf(story, disk.judge.ignored));
    },
    after: (sequence, limit) => {
      const from = Math.max(sequence, disk.forgotten);
      return Promise.resolve(disk.events.slice(from, from + limit));
    },
    recentCalls: (limit) => {
      const events = remembered();
      const starts = events.filter((event) => event.type === "call.started").reverse().slice(0, limit);
      const endOf = (call: string) => events.find((event) => event.call === call && event.type === "call.ended");
      return Promise.resolve(listRecent(starts, endOf));
    },
    rows: (question) => Promise.resolve(rowsOf(remembered(), question, disk.judge)),
    sums: (question) => Promise.resolve(sumsOf(remembered(), question, disk.judge)),
    firstContacts: (question) => Promise.resolve(contactsIn(remembered(), { ...question, ...office }, disk.judge)),
    caughtUp: () => Promise.resolve(),
    isFarBehind: () => false,
    days: () => Promise.resolve(sealed(disk.events).map(({ day }) => day)),
    checkDay: (day) => {
      const found = sealed(disk.events).find((other) => other.day === day);
      if (found === undefined) return Promise.resolve(undefined);
      const { first, last, hash } = found;
      const state = last <= disk.forgotten ? "removed" as const : "whole" as const;
      return Promise.resolve({ day, events: last - first + 1, state, seal: hash.toHex() });
    },
  };
}

/** Memory is not packed, but forgets. */
function upkeepOf(disk: MemoryDisk, clock: Clock, changed: () => void): RecordUpkeep {
  const kept = { settings: DEFAULT_HISTORY };
  return {
    set: (settings) => void Object.assign(kept, { settings }),
    run: () => {
      const { forgetBefore } = dueDays(kept.settings, clock.wall());
      const old = forgetBefore === undefined
        ? undefined
        : sealed(disk.events).findLast(({ day }) => day < forgetBefore);
      disk.forgotten = Math.max(disk.forgotten, old?.last ?? 0);
      changed();
      return Promise.resolve();
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

function accountsOf(accounts: Map<string, Account>): AccountStore {
  return {
    all: () => Promise.resolve([...accounts.values()]),
    put: (account) => Promise.resolve(void accounts.set(account.name, account)),
    remove: (name) => Promise.resolve(accounts.delete(name)),
  };
}

function sessionsOf(sessions: Map<string, Session>): SessionStore {
  return {
    all: () => Promise.resolve([...sessions.values()]),
    put: (session) => Promise.resolve(void sessions.set(session.hash, session)),
    remove: (hash) => Promise.resolve(void sessions.delete(hash)),
  };
}

function contactsOf(disk: MemoryDisk): ContactStore {
  return {
    load: () => {
      const kept = { contacts: [...disk.contacts.values()], past: [...disk.contactPast] };
      return Promise.resolve(disk.contactUndo === undefined ? kept : { ...kept, undo: disk.contactUndo });
    },
    change: ({ put = [], remove = [], undo, past }) => {
      for (const contact of put) disk.contacts.set(contact.id, contact);
      for (const id of remove) disk.contacts.delete(id);
      if (undo !== undefined) disk.contactUndo = undo ?? undefined;
      if (past !== undefined) disk.contactPast.push(past);
      disk.contactPast.splice(0, disk.contactPast.length - MOST_PAST_CHANGES);
      return Promise.resolve();
    },
  };
}

function auditOf(kept: AuditLine[]): AuditLog {
  return {
    append: (lines) => Promise.resolve(lines.forEach((line) => kept.push({ ...line, sequence: kept.length + 1 }))),
    lines: ({ before = Infinity, who, action, since = -Infinity, until = Infinity, limit }) => {
      const fits = (line: AuditLine) =>
        line.sequence < before && line.at >= since && line.at < until &&
        (who ?? line.who) === line.who && (action ?? line.action) === line.action;
      return Promise.resolve(kept.filter(fits).reverse().slice(0, limit));
    },
  };
}
