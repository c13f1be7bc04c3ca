import type { CsvSettings, QualityLimits, ReportFormat } from "../../../core/directory/mod.ts";
import type { Rate } from "../../../core/rates/mod.ts";
import type { SealKey } from "../../../media/file/mod.ts";
import type { AgentChange } from "../agents.ts";
import type { ReportPlan } from "../make_report.ts";
import type { ForeignCall } from "../from_calls.ts";
import type { Miss, MissedOpening } from "../misses.ts";
import type { Period } from "../period.ts";
import type { SourceQuality } from "../quality.ts";
import type { CallQuestion, Report } from "../report.ts";
import type { Lists } from "../write/json.ts";
import type { ReportCall } from "../report_call.ts";

/** How a file is written. */
export interface FileStyle {
  readonly format: ReportFormat;
  readonly csv: CsvSettings;
  readonly colour: string;
  /** A PNG below the data folder. */
  readonly logo?: string;
}

/** Calls of another phone system on their way, from whoever reads its rows; all of it comes through the port. */
export interface ForeignReading {
  /** {@link ForeignWord}s, and at last one that is no piece. */
  readonly port: MessagePort;
  /** Resolves with why, where whoever reads them died in the middle of it. */
  readonly failed: Promise<string>;
  /** Ends the reading. Stopping twice is quiet. */
  stop(): void;
}

export type ForeignWord =
  /** Calls as they are known by now, in the place of what was told of them before. */
  | { readonly type: "read"; readonly calls: readonly ForeignCall[]; readonly gone: readonly string[] }
  /** Who was missed, and what agents of queues did about having callers, in order of time. */
  | { readonly type: "end"; readonly openings: readonly MissedOpening[]; readonly changes: readonly AgentChange[] }
  | { readonly type: "fault"; readonly text: string };

/** Reads the calls that began in some periods, who was missed in them, and if it is wanted what agents of queues did. */
export type ReadForeign = (
  tenant: string,
  wanted: { readonly periods: readonly Period[]; readonly withAgents: boolean },
) => Promise<ForeignReading>;

/** What a report is made from, besides the rows that the worker reads itself. */
export interface ReportOrder {
  readonly plan: ReportPlan;
  /** A second report of the same phone system, made of the same reading: as JSON both are one list. */
  readonly beside?: ReportPlan;
  /** Path of the data folder. */
  readonly data: string;
  readonly country: string;
  /** Members of queues. */
  readonly agents: readonly string[];
  readonly misses?: readonly Miss[];
}

/** Which of the calls that a report counts are wanted, newest first, behind one that was seen. */
export interface ListedQuestion {
  readonly question: CallQuestion;
  readonly after?: readonly [startedAt: number, id: string];
  readonly limit: number;
}

/** What is to become of it: its figures, the same as JSON, the octets of a file, or a sealed file below the data folder. */
export type Wanted =
  | { readonly as: "figures" }
  | { readonly as: "json"; readonly lists: Lists | undefined }
  | ({ readonly as: "calls" } & ListedQuestion)
  | { readonly as: "octets"; readonly style: FileStyle }
  | { readonly as: "file"; readonly style: FileStyle; readonly path: string; readonly seal: SealKey };

/** What the worker is told. */
export type ToReportWorker =
  /** A piece of a trunk's price list; it counts for the next report alone. */
  | {
    readonly type: "rates";
    readonly trunk: string;
    readonly currency: string;
    readonly rates: readonly Rate[];
  }
  /** With a port: of the calls that come through it, in the place of the box's own. */
  | { readonly type: "make"; readonly order: ReportOrder; readonly wanted: Wanted; readonly port?: MessagePort }
  /** How each source sounded. */
  | { readonly type: "sources"; readonly data: string; readonly period: Period; readonly limits: QualityLimits }
  /** Every call of a period as JSON Lines, a chunk for each `more`. */
  | { readonly type: "list"; readonly data: string; readonly period: Period; readonly timeZone: string }
  | { readonly type: "more" };

/** What it answers, once for each word but `rates`. */
export type FromReportWorker =
  | { readonly type: "figures"; readonly report: Report }
  | { readonly type: "octets"; readonly octets: Uint8Array<ArrayBuffer> }
  | { readonly type: "written" }
  | { readonly type: "calls"; readonly calls: readonly ReportCall[] }
  | { readonly type: "sources"; readonly sources: readonly SourceQuality[] }
  /** Undefined: that was all. */
  | { readonly type: "chunk"; readonly octets?: Uint8Array<ArrayBuffer> }
  | { readonly type: "fault"; readonly text: string; readonly isOfSource?: true };
