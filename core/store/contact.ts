import type { WallTime } from "../base/mod.ts";
import type { KeptContact } from "../directory/mod.ts";

/** A contact of the phone book as it is kept. */
export interface StoredContact extends KeptContact {
  /** Never given twice. */
  readonly id: string;
  /** Counts its changes, from 1. */
  readonly version: number;
  /** Its numbers as `callerKey` names them, understood in the office's country when they were written. */
  readonly keys: readonly string[];
}

/** What it takes to take an import back. */
export interface ImportUndo {
  readonly at: WallTime;
  readonly who: string;
  /** Name of the file. */
  readonly file: string;
  readonly added: number;
  /** As they were before it. */
  readonly before: readonly StoredContact[];
  /** As it left them: what has another version by now was changed since. */
  readonly left: readonly (readonly [id: string, version: number])[];
}

/** So many changes by hand are kept; who is taken out of the book is forgotten with them. */
export const MOST_PAST_CHANGES = 1_000;

/** A change of one contact by hand, and what it is taken back by. */
export interface PastChange {
  /** Counts them, from 1. */
  readonly id: number;
  readonly at: WallTime;
  readonly who: string;
  /** Null: he was added by it. */
  readonly before: StoredContact | null;
  /** Null: he was taken out by it. */
  readonly after: StoredContact | null;
}

/** A change of the phone book: all of it, or nothing. */
export interface ContactChange {
  /** In place of those of the same ids. */
  readonly put?: readonly StoredContact[];
  /** Ids. */
  readonly remove?: readonly string[];
  /** What the last import is taken back by; null: there is none any more. Undefined: as before. */
  readonly undo?: ImportUndo | null;
  /** Kept with it; {@link MOST_PAST_CHANGES} of them. */
  readonly past?: PastChange;
}

/** The phone book as it is kept. */
export interface StoredContacts {
  readonly contacts: readonly StoredContact[];
  readonly undo?: ImportUndo;
  /** Oldest first. */
  readonly past: readonly PastChange[];
}
