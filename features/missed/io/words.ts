import type { LogLevel } from "../../../core/base/mod.ts";
import type { Pbx } from "../../../core/directory/mod.ts";
import type { Deed, Ignored, Ignoring } from "../deed.ts";
import type { Change } from "../engine.ts";
import type { Action } from "../entry.ts";
import type { EntryQuestion, KeptEntry } from "../kept.ts";
import type { NumberedLine } from "../journal.ts";
import type { HomeOffice } from "../tenant.ts";
import type { TrendCounts, TrendQuestion } from "../trend_counts.ts";

/** What the worker is told. */
export type ToPbxWorker =
  | {
    readonly type: "follow";
    readonly pbx: readonly Pbx[];
    readonly office: HomeOffice;
    /** In which each tenant's list is kept; undefined: nowhere. */
    readonly folder: string | undefined;
  }
  /** What was done to its entries before this worker was there. */
  | { readonly type: "done"; readonly tenant: string; readonly actions: readonly Action[] }
  | ({ readonly type: "ask"; readonly id: number; readonly tenant: string } & ForeignAsk)
  | { readonly type: "stop" };

/** What is asked of a tenant's list, and what is answered; `act` answers with what is to be kept of it. */
export interface ForeignAsks {
  readonly entries: { readonly told: EntryQuestion; readonly answer: readonly KeptEntry[] };
  readonly entry: { readonly told: string; readonly answer: KeptEntry | undefined };
  readonly trends: { readonly told: TrendQuestion; readonly answer: TrendCounts };
  /** The journal behind a line, in order. */
  readonly linesAfter: {
    readonly told: { readonly sequence: number; readonly limit: number };
    readonly answer: readonly NumberedLine[];
  };
  /** The count of the last line; 0 before the first. */
  readonly lastLine: { readonly told: null; readonly answer: number };
  readonly ignore: { readonly told: Ignoring; readonly answer: boolean };
  readonly ignored: { readonly told: null; readonly answer: readonly Ignored[] };
  readonly act: { readonly told: Deed; readonly answer: Action | undefined };
}

type ForeignAsk = {
  readonly [Name in keyof ForeignAsks]: { readonly name: Name; readonly told: ForeignAsks[Name]["told"] };
}[keyof ForeignAsks];

/** What it tells. */
export type FromPbxWorker =
  | {
    readonly type: "change";
    readonly tenant: string;
    readonly change: Change; /** Entries that are open. */
    readonly open: number;
  }
  | { readonly type: "said"; readonly level: LogLevel; readonly text: string }
  | { readonly type: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly type: "stopped" };
