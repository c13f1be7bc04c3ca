import type { QualityLimits, ReportPart } from "../../core/directory/mod.ts";
import { LocalHours } from "./local_hours.ts";
import type { Miss } from "./misses.ts";
import type { ServiceLevelVariant } from "./kpi_service_level.ts";
import type { Period } from "./period.ts";
import type { Language, Report, Section } from "./report.ts";
import type { ReportCall } from "./report_call.ts";
import { callList } from "./sections/call_list.ts";
import { dailyTable, hourSeries, intervalSeries, weekdaySeries } from "./sections/clock.ts";
import { agentTable, numberTable, queueTable, trunkTable } from "./sections/groups.ts";
import { extensionTable, failingTable } from "./sections/people.ts";
import { missSections } from "./sections/misses.ts";
import { qualitySections } from "./sections/quality.ts";
import { staffingTable } from "./sections/staffing.ts";
import { summary } from "./sections/summary.ts";

/** What is known of the period. */
export interface ReportData {
  /** All that began in the period. */
  readonly calls: readonly ReportCall[];
  /** Of the period; left out where nobody keeps the list. */
  readonly misses?: readonly Miss[];
}

/** How a report is to be made. */
export interface ReportPlan {
  readonly title: string;
  readonly office: string;
  readonly parts: readonly ReportPart[];
  readonly period: Period;
  readonly timeZone: string;
  readonly language: Language;
  readonly madeAt: number;
  /** Who has which extension. */
  readonly names: ReadonlyMap<string, string>;
  readonly answerWithinS: number;
  /** Share of callers to be answered in time, from 0 to 1. */
  readonly goal: number;
  readonly quality: QualityLimits;
  readonly variant?: ServiceLevelVariant;
}

/** What every part is made from. */
export interface Making extends ReportPlan {
  readonly calls: readonly ReportCall[];
  readonly misses: readonly Miss[] | undefined;
  readonly hours: LocalHours;
}

const PARTS: Readonly<Record<ReportPart, (making: Making) => readonly Section[]>> = {
  summary: (making) => [summary(making)],
  intervals: (making) => [intervalSeries(making)],
  hours: (making) => [hourSeries(making)],
  weekdays: (making) => [weekdaySeries(making)],
  days: (making) => [dailyTable(making)],
  queues: (making) => [queueTable(making)],
  numbers: (making) => [numberTable(making)],
  trunks: (making) => [trunkTable(making)],
  agents: (making) => [agentTable(making)],
  extensions: (making) => [extensionTable(making)],
  failing: (making) => [failingTable(making)],
  missed: missSections,
  staffing: (making) => [staffingTable(making)],
  quality: qualitySections,
  calls: (making) => [callList(making)],
};

/** A report of what is known. The same data and plan make the same report. */
export function makeReport({ calls, misses }: ReportData, plan: ReportPlan): Report {
  const { title, office, period, timeZone, language, madeAt } = plan;
  const within = calls.filter(({ startedAt }) => period.from <= startedAt && startedAt < period.to)
    .toSorted((one, other) => one.startedAt - other.startedAt || (one.id < other.id ? -1 : 1));
  const making = { ...plan, calls: within, misses, hours: new LocalHours(timeZone) };
  const sections = plan.parts.flatMap((part) => PARTS[part](making));
  return { title, office, period, timeZone, language, madeAt, sections };
}
