/**
 * Reports: the numbers of an office, as one would count them by hand. A call is one call, however many phones it rang; what
 * nobody counted is null, never 0 % or 100 %; hours are those of the reader's clock. A report is a plain value, made by
 * pure functions from the rows of the record, and written as PDF, XLSX, CSV or JSON Lines; which saved report is due when is
 * a pure function, too.
 *
 * @module
 */
export { listedOf } from "./asked_calls.ts";
export { type AgentChange, type AgentData, agentsFromRows, type AgentStatistics, agentStatistics } from "./agents.ts";
export { type Bucket, bucketsOf, type Interval } from "./buckets.ts";
export {
  countsFromSums,
  hourCounts,
  staffingFromSums,
  talliesOver,
  weekCounts,
  weekdayCounts,
  type When,
} from "./clock_sums.ts";
export { type ExtensionStatistics, extensionStatistics, failingExtensions } from "./extensions.ts";
export { agentsFromForeign, callsFromForeign, type ForeignCall } from "./from_calls.ts";
export { type CallRows, callsFromRows, type FromRowsOptions, haveSounded } from "./from_rows.ts";
export type { PriceBook } from "./cost.ts";
export { kpisFromSums, talliesFromSums } from "./from_sums.ts";
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
export {
  type Miss,
  type MissBreakdown,
  missBreakdown,
  type MissedOpening,
  type MissEnd,
  missesFrom,
} from "./misses.ts";
export { type Period, periodBefore, periodOf } from "./period.ts";
export { qualityNotices } from "./quality_mail.ts";
export { type Watched, watchQuality } from "./quality_watch.ts";
export {
  type BucketQuality,
  type QualityAlert,
  qualityBySource,
  qualityOf,
  SOUNDED,
  type Sounded,
  type SourceQuality,
} from "./quality.ts";
export type {
  CallQuestion,
  Column,
  Figure,
  Figures,
  Language,
  Report,
  Section,
  Series,
  Table,
  Unit,
  Value,
} from "./report.ts";
export type { Cost, Offer, OfferOutcome, ReportCall, Sound } from "./report_call.ts";
export { extensionsFromSums } from "./people_sums.ts";
export { promiseOf } from "./sections/levels.ts";
export { planFor, reportMails } from "./saved_report.ts";
export { SourceFault } from "./source_fault.ts";
export { dueRuns, nextRun, type ReportRun } from "./schedule.ts";
export { agentsFor, type StaffingGoal, type StaffingHint, staffingHints } from "./staffing.ts";
export {
  canAddUp,
  type GroupKind,
  type GroupSums,
  readSums,
  type SumReader,
  type Sums,
  type SumsPlan,
} from "./sums.ts";
export { talliesBy, type Tally, tallyOf } from "./tally.ts";
export { type Clocks, zoneOf } from "./zone.ts";
export type { Branding } from "./write/pdf.ts";
export type { Fonts } from "./write/pdf_paper.ts";
export type { Lists } from "./write/json.ts";
export { type RowsOptions, writeRows } from "./write/csv.ts";
export { MEDIA_TYPES } from "./write/media_types.ts";
export { type WriteOptions, writeReport } from "./write/write_report.ts";
