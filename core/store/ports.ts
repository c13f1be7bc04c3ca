import type { WallTime } from "../base/mod.ts";
import type { HistorySettings } from "../directory/mod.ts";
import type { Page } from "../notebook/mod.ts";
import type {
  CallEvent,
  Cause,
  ContactQuestion,
  FirstContacts,
  Judgement,
  Party,
  Question,
  Row,
  SumQuestion,
} from "../record/mod.ts";
import type { Account, AuditLine, Session } from "./account.ts";
import type { ApiKey } from "./api_key.ts";
import type { ContactChange, StoredContacts } from "./contact.ts";
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
  /** The text alone, to be looked at: its hundreds of secrets stay sealed. Undefined where there is no such revision. */
  documentOf(revision: number): Promise<string | undefined>;
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
  /** By which country's rules callers' numbers are read from now on; what was made by another's is made anew. */
  goBy(office: { readonly country: string }): void;
  /** All events of one call, in order. */
  eventsOf(call: string): Promise<readonly CallEvent[]>;
  /**
   * What the judge of those tables says now of a call, from its events up to a sequence; undefined where nobody judges, of
   * one that had not ended then, and where nobody has called from outside.
   */
  judgementOf(call: string, upTo: number): Promise<Judgement | undefined>;
  /** At most `limit` events with a higher sequence, in order: how a reading follows the record. */
  after(sequence: number, limit: number): Promise<readonly CallEvent[]>;
  /** The calls that started last, newest first. */
  recentCalls(limit: number): Promise<readonly RecentCall[]>;
  /** Rows of the tables that are made of the record, as far as that has come: a second behind at most. */
  rows(question: Question): Promise<readonly Row[]>;
  /** Sums over those tables that are kept as such: a row for each value of what they are added up by. */
  sums(question: SumQuestion): Promise<readonly Row[]>;
  /** Counts who called again, as far as those tables tell. */
  firstContacts(question: ContactQuestion): Promise<FirstContacts>;
  /** Resolves when those tables tell of all that was acknowledged before. */
  caughtUp(): Promise<void>;
  /** Those tables lack much of what was acknowledged: for minutes after an update that makes them anew. */
  isFarBehind(): boolean;
  /**
   * Adds a listener that is told when those tables tell something else: of calls that began at this instant (milliseconds
   * since 1970 UTC) or later, and of no earlier one. Whoever has waited until they have caught up has been told.
   */
  onChange(listener: (from: number) => void): void;
  /** The days that have events, oldest first. */
  days(): Promise<readonly string[]>;
  /** Reads a whole day again; undefined for one that has no events. */
  checkDay(day: string): Promise<RecordDay | undefined>;
}

/** Parts of the box that keep something of their own of the record, where the record is read. */
export interface Keepers {
  /** Asks the keeper of that name, in words that both know. */
  ask(keeper: string, told: unknown): Promise<unknown>;
  /** What it is to go by from now on, also when its thread has died and come back. */
  set(keeper: string, settings: unknown): Promise<void>;
  /** Sets the one listener to what that keeper finds. */
  onNews(keeper: string, listener: (news: unknown) => void): void;
}

/** What is done about days of the record that have grown old: in small steps, every hour, and never in anybody's way. */
export interface RecordUpkeep {
  /** How old is old. Until it is told, as `DEFAULT_HISTORY` has it. */
  set(settings: HistorySettings): void;
  /** Does now what is due; resolves when nothing is. */
  run(): Promise<void>;
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

/** Who may sign in to the desk. Each is sealed with the box key. */
export interface AccountStore {
  /** Oldest first. */
  all(): Promise<readonly Account[]>;
  /** In place of the one of that name; survives a power cut once this resolves. */
  put(account: Account): Promise<void>;
  /** False when there is none of that name. */
  remove(name: string): Promise<boolean>;
}

/** Who is signed in, remembered over a restart. */
export interface SessionStore {
  all(): Promise<readonly Session[]>;
  put(session: Session): Promise<void>;
  remove(hash: string): Promise<void>;
}

/** The phone book that people keep at the desk. */
export interface ContactStore {
  load(): Promise<StoredContacts>;
  /** All of it or nothing; survives a power cut once this resolves. */
  change(change: ContactChange): Promise<void>;
}

/** What people did at the desk and programs over REST. Only ever grows. */
export interface AuditLog {
  append(lines: readonly Omit<AuditLine, "sequence">[]): Promise<void>;
  /** At most `limit` lines before `before`, newest first; of one person or action where named. */
  lines(wanted: AuditQuestion): Promise<readonly AuditLine[]>;
}

export interface AuditQuestion {
  readonly before?: number;
  readonly who?: string;
  readonly action?: string;
  /** Wall clock, ms: written then or later. */
  readonly since?: number;
  /** Written earlier. */
  readonly until?: number;
  readonly limit: number;
}

/** Everything the box remembers. Who opened it closes it, and that closes its parts. */
export interface Store {
  readonly office: OfficeStore;
  readonly record: RecordLog;
  readonly reader: RecordReader;
  readonly upkeep: RecordUpkeep;
  readonly cursors: Cursors;
  readonly registrations: RegistrationStore;
  readonly notebook: NotebookStore;
  readonly keys: KeyStore;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly contacts: ContactStore;
  readonly audit: AuditLog;
  readonly keepers: Keepers;
  /** The last sequence in the record when it was opened, after the calls that were cut off had been closed. */
  readonly lastSequence: number;
  /** Names this run of the box: monotonic times of different boots cannot be compared. */
  readonly boot: string;
  close(): Promise<void>;
}
