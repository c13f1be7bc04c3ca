import type { CallEvent } from "../../core/record/mod.ts";

/** A line of a ledger, as text with its newline, and by column. */
export interface LedgerLine {
  readonly text: string;
  readonly fields: Readonly<Record<string, string | number>>;
}

/** All that is known by now of a call, by its id; empty where nothing is. */
export type EventsOf = (call: string) => readonly CallEvent[];

/**
 * A text file made of the record: every event adds its lines at the end, and none is ever changed. What an event adds
 * follows from the events up to it, its own call's and those of calls that they name, so that the same record always makes
 * the same file.
 */
export interface Ledger {
  readonly name: string;
  /** The name of its file; a month that is over stands in `file-2026-10`. */
  readonly file: string;
  /** Whether events of a type may add lines; of the others nothing more is read. */
  wants(type: CallEvent["type"]): boolean;
  /** What the last event of `story` adds; before it stand those of its call, in order. Other calls are in `eventsOf`. */
  linesOf(story: readonly CallEvent[], timeZone: string, eventsOf: EventsOf): readonly LedgerLine[];
}
