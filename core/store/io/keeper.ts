import type { DatabaseSync } from "node:sqlite";
import type { CallEvent, CallJudge } from "../../record/mod.ts";
import type { Followed } from "./kept_reading.ts";

/** The record, as who follows it on the reader's thread sees it. */
export interface FollowedRecord {
  /** Whether the call has started and not ended. */
  isOpen(call: string): boolean;
  eventsOf(call: string): readonly CallEvent[];
  after(sequence: number, limit: number): readonly CallEvent[];
}

/** What a keeper has found: `news` is for whoever listens on the thread that carries signalling. */
export interface KeeperStep extends Followed {
  readonly news?: unknown;
}

/**
 * Keeps what it makes of the record in a database of its own, on the thread that reads the record. Readings are for tables
 * that are nothing but a view of a call; a keeper may remember what people did, and say what is new. It is made at the start
 * of that thread: what weighs something it loads when there is something to keep.
 */
export interface Keeper {
  /** Works off one step of what is new; nothing before it was told what to go by. */
  follow(record: FollowedRecord): Promise<KeeperStep>;
  /** What it is to go by from now on; answers with news, if that changes anything. */
  set(settings: unknown): Promise<unknown>;
  /** Answers a question in words that it shares with who asks. */
  answer(told: unknown, record: FollowedRecord): Promise<unknown>;
  /** By whom the readings have calls judged, where it is who knows; undefined: nobody has told it yet what to go by. */
  judge?(): Promise<CallJudge | undefined>;
}

/** How a keeper is made, on the database that is its own: it is opened and closed for it. */
export type MakeKeeper = (db: DatabaseSync) => Keeper;
