import { LocalHours } from "../../core/base/mod.ts";
import type { QualityLimits, ReportPart } from "../../core/directory/mod.ts";
import type { AgentData } from "./agents.ts";
import { type Counted, countedFromCalls, countedFromSums, type Counting } from "./counted.ts";
import type { Miss } from "./misses.ts";
import type { ServiceLevelVariant } from "./kpi_service_level.ts";
import type { Period } from "./period.ts";
import type { Language, Report, Section } from "./report.ts";
import type { ReportCall, Sound } from "./report_call.ts";
import { agentActivity } from "./sections/agent_activity.ts";
import { callList } from "./sections/call_list.ts";
import { dailyTable, hourlyTable, hourSeries, intervalSeries, weekdaySeries, weekTables } from "./sections/clock.ts";
import { comparison } from "./sections/comparison.ts";
import { costTables } from "./sections/costs.ts";
import { agentTable, numberTable, queueTable, trunkTable } from "./sections/groups.ts";
import { extensionTable, failingTable } from "./sections/people.ts";
import { missSections } from "./sections/misses.ts";
import { qualitySections } from "./sections/quality.ts";
import { staffingTable } from "./sections/staffing.ts";
import { summary } from "./sections/summary.ts";
import type { Sums } from "./sums.ts";

/** Calls that are listed as they are read: none of them is held for longer than its line takes. */
export interface Listing {
  readonly calls: Iterable<ReportCall>;
  /** Whether any of them was made for somebody's account. */
  readonly hasAccounts: boolean;
  /** In which they cost something, in order. */
  readonly currencies: readonly string[];
}

/** What is known of the period. */
export interface ReportData {
  /** All that began in the period, and later as far as it says who called again; none where there are sums. */
  readonly calls: readonly ReportCall[];
  /** To be listed, oldest first, where those are not all at hand; read once. */
  readonly listed?: Listing;
  /** Those that cost something, with what it was; left out: they are among the calls. */
  readonly paid?: readonly ReportCall[];
  /** How it sounded in the period, read once; left out: the calls say it. */
  readonly sounds?: Iterable<Sound>;
  /** What they come to, as the record has added them up. */
  readonly sums?: Sums;
  /** Of the period; left out where nobody keeps the list. */
  readonly misses?: readonly Miss[];
  /** Of the period before: what a comparison is made with. */
  readonly before?: readonly ReportCall[] | Sums;
  /** What agents of queues did; left out where there are no queues. */
  readonly agents?: AgentData;
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
  /** Of queues that promise something else, by number. */
  readonly thresholds?: Readonly<Record<string, number>>;
  /** Share of callers to be answered in time, from 0 to 1. */
  readonly goal: number;
  readonly quality: QualityLimits;
  readonly variant?: ServiceLevelVariant;
  readonly shortS?: number;
  readonly shortAbandonS?: number;
  readonly timeOf?: "talk" | "duration";
  readonly resolutionWindowS?: number;
  /** What agents of queues spend on a call after it, in seconds, by their queue. */
  readonly wrapUps?: Readonly<Record<string, number>>;
  /** The agents' score is wanted, by this. */
  readonly agentScore?: { readonly ringWithinS: number };
  /** What is said by a word of a few is said by a code that no language changes. */
  readonly forPrograms?: boolean;
  /** What {@link ReportData.before} is of. */
  readonly periodBefore?: Period;
}

/** What every part is made from. */
export interface Making extends ReportPlan {
  readonly calls: readonly ReportCall[];
  readonly listed: Listing | undefined;
  readonly paid: readonly ReportCall[];
  readonly sounds: Iterable<Sound>;
  readonly counted: Counted;
  readonly misses: readonly Miss[] | undefined;
  readonly before: Counted | undefined;
  readonly agentData: AgentData | undefined;
  readonly hours: LocalHours;
}

const PARTS: Readonly<Record<ReportPart, (making: Making) => readonly Section[]>> = {
  summary: (making) => [summary(making)],
  comparison,
  intervals: (making) => [intervalSeries(making)],
  hours: (making) => [hourSeries(making)],
  weekdays: (making) => [weekdaySeries(making)],
  week: weekTables,
  days: (making) => [dailyTable(making)],
  hourly: (making) => [hourlyTable(making)],
  queues: (making) => [queueTable(making)],
  numbers: (making) => [numberTable(making)],
  trunks: (making) => [trunkTable(making)],
  agents: (making) => [agentTable(making), ...agentActivity(making)],
  costs: costTables,
  extensions: (making) => [extensionTable(making)],
  failing: (making) => [failingTable(making)],
  missed: missSections,
  staffing: (making) => [staffingTable(making)],
  quality: qualitySections,
  calls: (making) => [callList(making)],
};

/** A report of what is known. The same data and plan make the same report. */
export function makeReport(data: ReportData, plan: ReportPlan): Report {
  const { calls, listed, paid, sounds, sums, misses, before, agents } = data;
  const { title, office, period, timeZone, language, madeAt } = plan;
  const within = calls.filter(({ startedAt }) => period.from <= startedAt && startedAt < period.to)
    .toSorted((one, other) => one.startedAt - other.startedAt || (one.id < other.id ? -1 : 1));
  const hours = new LocalHours(timeZone);
  const making: Making = {
    ...plan,
    calls: within,
    listed,
    paid: paid ?? within.filter(({ cost }) => cost !== undefined),
    sounds: sounds ?? within.flatMap(({ sounds }) => sounds),
    counted: countedOf(sums ?? calls, { ...plan, hours }),
    misses,
    before: before && countedOf(before, { ...plan, period: plan.periodBefore ?? period, hours }),
    agentData: agents,
    hours,
  };
  const sections = plan.parts.flatMap((part) => PARTS[part](making));
  return { title, office, period, timeZone, language, madeAt, sections };
}

function countedOf(known: readonly ReportCall[] | Sums, counting: Counting): Counted {
  return "groups" in known ? countedFromSums(known, counting) : countedFromCalls(known, counting);
}
