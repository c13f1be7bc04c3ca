import type { WallTime } from "../base/mod.ts";
import type { Page } from "../notebook/mod.ts";
import type { CallEvent, Cause, Party, Question, Row } from "../record/mod.ts";
import type { ApiKey } from "./api_key.ts";
import type { DayState } from "./day_chain.ts";
import type { StoredBinding } from "./stored_binding.ts";

/** The office as one revision of it was saved. */
export interface StoredOffice {
  /** Counts from 1. */
  readonly revision: number;
  /** The office file as text, without its secrets. */
  readonly document: string;
  /** By the path of their key: `extensions/101/secret`. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** What is to become the next revision. A rollback saves an older one's document and secrets again, and says so. */
export interface OfficeChange {
  readonly document: string;
  readonly secrets: ReadonlyMap<string, string>;
  /** Who made it: a person's name, or `first start`. */
  readonly who: string;
  readonly note: string;
}

/** One line of the office's history. */
export interface Revision {
  readonly revision: number;
  readonly at: WallTime;
  readonly who: string;
  readonly note: string;
}

/** The office and its history. Secrets are encrypted at rest with the box key. */
export interface OfficeStore {
  /** The newest revision; undefined before the first. */
  current(): Promise<StoredOffice | undefined>;
  /** Keeps a change as the next revision; it survives a power cut once this resolves. */
  save(change: OfficeChange): Promise<{ readonly revision: number }>;
  /** Oldest first. */
  revisions(): Promise<readonly Revision[]>;
  at(revision: number): Promise<StoredOffice | undefined>;
}

/**
 * The append-only record, as the thread that carries signalling sees it: nothing here waits for a disk. An event is
 * acknowledged when its batch is committed, at most 100 ms after its turn unless the disk is full or slow.
 */
export interface RecordLog {
  /** Queues one event. Throws when its sequence does not follow the last one's: that is a mistake of ours. */
  append(event: CallEvent): void;
  /** How many events are not acknowledged yet. */
  readonly waiting: number;
  /** Too many are waiting, so new calls should be refused. No event is ever dropped. */
  readonly full: boolean;
  /** The last committed sequence. */
  readonly acknowledged: number;
  /** Resolves once more than `sequence` is acknowledged, or when the time is up. */
  past(sequence: number, withinMs: number): Promise<void>;
  /** Sets the one listener, told `false` when the queue has become full and `true` when there is room again. */
  onReady(listener: (ready: boolean) => void): void;
  /** Resolves when all that was appended before is acknowledged. */
  flush(): Promise<void>;
  /** Writes what waits, for a few seconds at most, and stops. Closing twice is quiet. */
  close(): Promise<void>;
}

/** One call of the list of recent calls. */
export interface RecentCall {
  readonly call: string;
  readonly startedAt: WallTime;
  readonly from: Party;
  readonly dialled: string;
  /** Absent while the call runs. */
  readonly ended?: { readonly at: WallTime; readonly cause: Cause };
}

/** A day of the record, and whether it is as it was written. */
export interface RecordDay {
  /** UTC: `2026-11-21` */
  readonly day: string;
  /** How many were written. */
  readonly events: number;
  readonly state: DayState;
  /** Hexadecimal. Who notes it down elsewhere can prove later what the record said up to that day. */
  readonly seal: string;
}

/** Readings of the record: they see what is acknowledged, and never slow down a call. */
export interface RecordReader {
  /** All events of one call, in order. */
  eventsOf(call: string): Promise<readonly CallEvent[]>;
  /** At most `limit` events with a higher sequence, in order: how a reading follows the record. */
  after(sequence: number, limit: number): Promise<readonly CallEvent[]>;
  /** The calls that started last, newest first. */
  recentCalls(limit: number): Promise<readonly RecentCall[]>;
  /** Rows of the tables that are made of the record, as far as that has come: a second behind at most. */
  rows(question: Question): Promise<readonly Row[]>;
  /** Resolves when those tables tell of all that was acknowledged before. */
  caughtUp(): Promise<void>;
  /** The days that have events, oldest first. */
  days(): Promise<readonly string[]>;
  /** Reads a whole day again; undefined for one that has no events. */
  checkDay(day: string): Promise<RecordDay | undefined>;
}

/** How far each reading of the record has come; survives a restart. */
export interface Cursors {
  /** The sequence that the reading has worked off; 0 before the first. */
  of(name: string): Promise<number>;
  move(name: string, sequence: number): Promise<void>;
}

/** Which phones can be reached, remembered over a restart. Written at most 100 ms behind. */
export interface RegistrationStore {
  /** All that have not expired; the expired ones are deleted. */
  load(): Promise<readonly StoredBinding[]>;
  /** Queues a binding in place of an earlier one of the same number and contact. */
  put(binding: StoredBinding): void;
  remove(number: string, contact: string): void;
  /** How many changes are not written yet. */
  readonly waiting: number;
  /** Resolves when nothing waits any more. */
  flush(): Promise<void>;
  /** Writes what waits, for a few seconds at most, and stops. Closing twice is quiet. */
  close(): Promise<void>;
}

/** What people set from their phones, remembered over a restart. Written at most 100 ms behind. */
export interface NotebookStore {
  load(): Promise<readonly Page[]>;
  /** Queues a page in place of an earlier one of the same family and key. */
  put(page: Page): void;
  /** How many changes are not written yet. */
  readonly waiting: number;
  /** Resolves when nothing waits any more. */
  flush(): Promise<void>;
  /** Writes what waits, for a few seconds at most, and stops. Closing twice is quiet. */
  close(): Promise<void>;
}

/** The keys of the REST interface. */
export interface KeyStore {
  /** Oldest first. */
  all(): Promise<readonly ApiKey[]>;
  /** False when there is one of that name. */
  add(key: ApiKey): Promise<boolean>;
  /** False when there is none of that name. */
  remove(name: string): Promise<boolean>;
}

/** Everything the box remembers. Who opened it closes it, and that closes its parts. */
export interface Store {
  readonly office: OfficeStore;
  readonly record: RecordLog;
  readonly reader: RecordReader;
  readonly cursors: Cursors;
  readonly registrations: RegistrationStore;
  readonly notebook: NotebookStore;
  readonly keys: KeyStore;
  /** The last sequence in the record when it was opened, after the calls that were cut off had been closed. */
  readonly lastSequence: number;
  /** Names this run of the box: monotonic times of different boots cannot be compared. */
  readonly boot: string;
  close(): Promise<void>;
}
