import type { EntryQuestion, KeptChange, KeptEntry } from "../kept.ts";
import type { Deed, Ignored, Ignoring } from "../deed.ts";
import type { Action } from "../entry.ts";
import type { NumberedLine } from "../journal.ts";
import type { Opening } from "../openings.ts";
import type { TrendCounts, TrendQuestion } from "../trend_counts.ts";

/** What the keeper of missed calls is asked, by its kind, and what it answers. */
export interface MissedAsks {
  readonly entries: { readonly told: EntryQuestion; readonly answer: readonly KeptEntry[] };
  readonly entry: { readonly told: string; readonly answer: KeptEntry | undefined };
  readonly openings: {
    readonly told: { readonly from: number; readonly to: number };
    readonly answer: readonly Opening[];
  };
  readonly trends: { readonly told: TrendQuestion; readonly answer: TrendCounts };
  readonly linesAfter: {
    readonly told: { readonly sequence: number; readonly limit: number };
    readonly answer: readonly NumberedLine[];
  };
  readonly lastLine: { readonly told: null; readonly answer: number };
  /** Answers with the entries that it was done to; undefined: there are none of that name. */
  readonly act: { readonly told: Deed; readonly answer: { readonly done: boolean; readonly news: MissedNews } };
  /** Answers whether that is news. */
  readonly ignore: { readonly told: Ignoring; readonly answer: { readonly done: boolean; readonly news: MissedNews } };
  readonly ignored: { readonly told: null; readonly answer: readonly Ignored[] };
  /** What was done to entries of a tenant whose rows are kept elsewhere: only that is kept here. */
  readonly keepAction: { readonly told: Action; readonly answer: null };
  readonly actionsIn: { readonly told: string; readonly answer: readonly Action[] };
  /** Time has passed. */
  readonly tick: { readonly told: null; readonly answer: MissedNews };
}

export type MissedAsk = {
  readonly [Name in keyof MissedAsks]: { readonly name: Name; readonly told: MissedAsks[Name]["told"] };
}[keyof MissedAsks];

/** What is new. */
export interface MissedNews {
  readonly change: KeptChange;
  /** Entries that are open. */
  readonly open: number;
  /** When time alone changes something next. */
  readonly nextAt: number | undefined;
}
