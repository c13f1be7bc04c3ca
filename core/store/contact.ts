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

/** A change of the phone book: all of it, or nothing. */
export interface ContactChange {
  /** In place of those of the same ids. */
  readonly put?: readonly StoredContact[];
  /** Ids. */
  readonly remove?: readonly string[];
  /** What the last import is taken back by; null: there is none any more. Undefined: as before. */
  readonly undo?: ImportUndo | null;
}

/** The phone book as it is kept. */
export interface StoredContacts {
  readonly contacts: readonly StoredContact[];
  readonly undo?: ImportUndo;
}
