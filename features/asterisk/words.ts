import type { LedgerLine } from "./ledger.ts";

/** By what the keeper on the reader's thread goes. */
export interface LedgerSettings {
  /** In which the files are. */
  readonly folder: string;
  /** By which lines tell their times. */
  readonly timeZone: string;
  /** Those that are kept, by name; the others are made when they are asked for. */
  readonly files: readonly string[];
}

/** What it is asked. */
export interface LedgerQuestion {
  /** Its name. */
  readonly ledger: string;
  /** Only what events add that come after this sequence. */
  readonly after: number;
  readonly limit: number;
}

/** What it answers. */
export interface LedgerPage {
  readonly lines: readonly LedgerLine[];
  /** The sequence behind which the next page begins. */
  readonly last: number;
  /** The record has nothing more by now. */
  readonly isEnd: boolean;
}
