import type { Log } from "../../../core/base/mod.ts";
import type { Hook, Mail } from "../../../core/mail/mod.ts";
import type { Page } from "../../../core/notebook/mod.ts";
import type { Entry } from "../entry.ts";
import type { NumberedLine } from "../journal.ts";
import type { Names } from "../notify/write/caller_row.ts";

/** The missed calls of the office itself, as far as they are kept. */
export interface MissedBook {
  readonly tenant: string;
  /** The journal's last line. */
  lastSequence(): Promise<number>;
  /** The journal behind a line, oldest first. */
  linesAfter(sequence: number, limit: number): Promise<readonly NumberedLine[]>;
  /** Those of them that are there, as they are now; they are named as the journal's lines name them. */
  entriesOf(ids: readonly string[]): Promise<readonly Entry[]>;
  /** Entries that are open, and those that were missed again since. */
  entries(since: number): Promise<readonly Entry[]>;
}

/** What is new of the office's own: lines that follow on each other, and the entries as they are now. */
export interface NumberedChange {
  readonly entries: readonly Entry[];
  readonly lines: readonly NumberedLine[];
}

/** What goes out in one turn, with how far its sender has come. */
export interface Posted {
  readonly mails: readonly Mail[];
  readonly hooks: readonly Hook[];
  readonly pages: readonly Page[];
}

export type WhatCame = "notified" | "notify-suppressed";

/** Whom a notice of an entry was for, under a word that names him to nobody. */
export interface Notified {
  readonly tenant: string;
  readonly entry: string;
  readonly how: string;
  readonly what: WhatCame;
}

/** The notices' own word on receipts: see {@link Receipt}. */
export const NOTICE_RECEIPT = "missed";

/** What a notice's receipt is about. */
export interface NoticeAbout {
  readonly tenant: string;
  readonly entries: readonly string[];
  /** Whom it was for, as in {@link Notified}. */
  readonly how: string;
}

export interface NoticeParts {
  readonly log: Log;
  readonly wall: () => number;
  /** Does something later; gives what takes it back. */
  readonly after: (ms: number, act: () => void) => () => void;
  readonly post: (posted: Posted) => void;
  readonly book: MissedBook;
  /** Where the desk is opened: there his notices are set. Undefined where nobody knows. */
  readonly deskAt?: () => string | undefined;
  /** Who callers are, as far as somebody knows in time. Never rejects. */
  readonly names: (callers: readonly string[]) => Promise<Names>;
  /** Somebody was told of an entry, or the limit has kept it from him for now. */
  readonly notified?: (told: Notified) => void;
}
