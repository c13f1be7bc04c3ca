/**
 * Reports: the numbers of an office, as one would count them by hand. A call is one call, however many phones it rang; what
 * nobody counted is null, never 0 % or 100 %; hours are those of the reader's clock. A report is a plain value, made by
 * pure functions from the rows of the record, and written as PDF, XLSX, CSV or JSON Lines; which saved report is due when is
 * a pure function, too.
 *
 * @module
 */
export { type Bucket, bucketsOf, type Interval } from "./buckets.ts";
export { type ExtensionStatistics, extensionStatistics, failingExtensions } from "./extensions.ts";
export { callsFromRows } from "./from_rows.ts";
export { type AgentRecord, type AgentScore, agentScore } from "./kpi_agent_score.ts";
export type { KpiCall, QueueWait } from "./kpi_call.ts";
export { erlangC, type Staffing } from "./kpi_erlang.ts";
export { type KpiOptions, type Kpis, kpisOf } from "./kpi.ts";
export { type PeakHour, peakHour } from "./kpi_peak_hour.ts";
export { type Resolution, resolutionOf } from "./kpi_resolution.ts";
export {
  type ServiceLevel,
  serviceLevel,
  type ServiceLevelOptions,
  type ServiceLevelVariant,
} from "./kpi_service_level.ts";
export { makeReport, type ReportData, type ReportPlan } from "./make_report.ts";
export { type Miss, type MissBreakdown, missBreakdown, type MissEnd } from "./misses.ts";
export { type Period, periodOf } from "./period.ts";
export { type QualityAlert, qualityOf, type QualitySeries } from "./quality.ts";
export type { Column, Figure, Figures, Language, Report, Section, Series, Table, Unit, Value } from "./report.ts";
export type { Offer, OfferOutcome, ReportCall, Sound } from "./report_call.ts";
export { planFor, reportMails } from "./saved_report.ts";
export { dueRuns, nextRun, type ReportRun } from "./schedule.ts";
export { agentsFor, type StaffingGoal, type StaffingHint, staffingHints } from "./staffing.ts";
export { talliesBy, type Tally, tallyOf } from "./tally.ts";
export type { Branding } from "./write/pdf.ts";
export type { Fonts } from "./write/pdf_paper.ts";
export { MEDIA_TYPES, type WriteOptions, writeReport } from "./write/write_report.ts";
