import type { FirstContacts } from "../../core/record/mod.ts";
import { LocalHours } from "../../core/base/mod.ts";
import type { QualityLimits, ReportFilter, ReportInterval, ReportPart } from "../../core/directory/mod.ts";
import type { AgentData } from "./agents.ts";
import { dimensionsOf, isOf, questionOf } from "./calls_of.ts";
import { type Counted, countedFromCalls, countedFromSums, countedOfGroups, type Counting } from "./counted.ts";
import { waitsOf } from "./kpi.ts";
import { isShort, type QueueExit } from "./kpi_call.ts";
import type { Miss } from "./misses.ts";
import type { ServiceLevelVariant } from "./kpi_service_level.ts";
import type { Period } from "./period.ts";
import type { CallQuestion, Language, Report, Section } from "./report.ts";
import type { ReportCall, Sound } from "./report_call.ts";
import { agentActivity } from "./sections/agent_activity.ts";
import { callList } from "./sections/call_list.ts";
import { dailyTable, hourlyTable, hourSeries, intervalSeries, weekdaySeries, weekTables } from "./sections/clock.ts";
import { comparison } from "./sections/comparison.ts";
import { costTables } from "./sections/costs.ts";
import { agentTable, numberTable, queueTable, trunkTable } from "./sections/groups.ts";
import { exitTables } from "./sections/exits.ts";
import { extensionTable, failingTable } from "./sections/people.ts";
import { levelTables } from "./sections/levels.ts";
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
  /** How callers from outside left the queues, read once; left out: the calls say it. */
  readonly exits?: Iterable<QueueExit>;
  /** What they come to, as the record has added them up. Of some calls: beside those, which say what no sums do. */
  readonly sums?: Sums;
  /** Who called again, where the calls at hand do not say it. */
  readonly contacts?: FirstContacts;
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
  /** Extensions and queues whose rows alone are told, whosever calls there were besides; left out: all. */
  readonly only?: readonly string[];
  /** The agents' score is wanted, by this. */
  readonly agentScore?: { readonly ringWithinS: number };
  /** What is said by a word of a few is said by a code that no language changes. */
  readonly forPrograms?: boolean;
  /** What {@link ReportData.before} is of. */
  readonly periodBefore?: Period;
  /** Of these calls alone, */
  readonly of?: ReportFilter;
  /** as they were asked for: of a number in one of the ways in which it may be written. */
  readonly asked?: ReportFilter;
  /** How finely its course is cut; by its length, when left out. */
  readonly interval?: ReportInterval;
}

/** What every part is made from. */
export interface Making extends ReportPlan {
  readonly calls: readonly ReportCall[];
  readonly listed: Listing | undefined;
  readonly paid: readonly ReportCall[];
  readonly sounds: Iterable<Sound>;
  /** Undefined: nobody tells. */
  readonly exits: Iterable<QueueExit> | undefined;
  readonly counted: Counted;
  readonly misses: readonly Miss[] | undefined;
  readonly before: Counted | undefined;
  readonly agentData: AgentData | undefined;
  readonly hours: LocalHours;
}

const PARTS: Readonly<Record<ReportPart, (making: Making) => readonly Section[]>> = {
  summary: (making) => [summary(making)],
  comparison,
  levels: levelTables,
  intervals: (making) => [intervalSeries(making)],
  hours: (making) => [hourSeries(making)],
  weekdays: (making) => [weekdaySeries(making)],
  week: weekTables,
  days: (making) => [dailyTable(making)],
  hourly: (making) => [hourlyTable(making)],
  queues: (making) => [queueTable(making)],
  exits: exitTables,
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
  const { calls, listed, paid, sounds, exits, sums, misses, before, agents, contacts } = data;
  const { title, office, period, timeZone, language, madeAt, of, asked = of } = plan;
  const isWanted = (call: ReportCall) => isOf(call, of);
  const within = calls.filter((call) => period.from <= call.startedAt && call.startedAt < period.to && isWanted(call))
    .toSorted((one, other) => one.startedAt - other.startedAt || (one.id < other.id ? -1 : 1));
  const hours = LocalHours.of(timeZone);
  const making: Making = {
    ...plan,
    calls: within,
    listed,
    paid: paid ?? within.filter(({ cost }) => cost !== undefined),
    sounds: sounds ?? within.flatMap(({ sounds }) => sounds),
    exits: exits ?? exitsOf(calls, plan),
    counted: countedOf({ calls, sums }, { ...plan, hours, contacts }),
    misses,
    before: before &&
      countedOf("groups" in before ? { calls: [], sums: before } : { calls: before }, {
        ...plan,
        period: plan.periodBefore ?? period,
        hours,
      }),
    agentData: agents,
    hours,
  };
  const sections = plan.parts.flatMap((part) => PARTS[part](making)).flatMap((section) => ownOf(section, plan.only))
    .map((section) => leading(section, asked));
  return { title, office, period, timeZone, language, madeAt, sections, ...asked === undefined ? {} : { of: asked } };
}

/** Of tables whose first column says whose a row is, the rows of a part of the office; what counts all of it is left out. */
function ownOf(section: Section, only: readonly string[] | undefined): readonly Section[] {
  if (only === undefined) return [section];
  if (section.kind !== "table") return [];
  const isOwn = (_: unknown, at: number) => only.includes(String(section.rows[at]?.[0]));
  const { rows, asks, codes } = section;
  return [{
    ...{ ...section, rows: rows.filter(isOwn) },
    ...asks === undefined ? {} : { asks: asks.filter(isOwn) },
    ...codes === undefined ? {} : { codes: codes.filter(isOwn) },
  }];
}

/** Whoever was sent on from a queue has left it, whoever took him then. */
function exitsOf(
  calls: readonly ReportCall[],
  { period: { from, to }, of, shortAbandonS }: ReportPlan,
): readonly QueueExit[] | undefined {
  const { queue, ...others } = of ?? {};
  const known = calls.filter((call) =>
    from <= call.startedAt && call.startedAt < to && call.direction === "inbound" && call.exits !== undefined &&
    isOf(call, others)
  );
  return known.length === 0
    ? undefined
    : known.flatMap((call) =>
      call.exits!.filter((exit) =>
        (queue?.includes(exit.queue) ?? true) && !(exit.how === "abandoned" && isShort(call, shortAbandonS))
      )
    );
}

interface Known {
  readonly calls: readonly ReportCall[];
  readonly sums?: Sums | undefined;
}

function countedOf({ calls, sums }: Known, counting: Counting & Pick<ReportPlan, "of">): Counted {
  const { of, period } = counting;
  if (dimensionsOf(of).length === 0) {
    return sums === undefined ? countedFromCalls(calls, counting) : countedFromSums(sums, counting);
  }
  const { true: own = [], false: beside = [] } = Object.groupBy(calls, (call) => `${isOf(call, of)}`);
  if (sums !== undefined) return countedOfGroups(sums, own, counting);
  const { queue, ...others } = of ?? {};
  // Whoever was sent on from a queue has waited in it, whoever took him then.
  const waited = queue &&
    waitsOf(calls.filter((call) => period.from <= call.startedAt && call.startedAt < period.to && isOf(call, others)))
      .filter((wait) => queue.includes(wait.queue));
  const counted = countedFromCalls(own, { ...counting, beside, ...waited === undefined ? {} : { waits: waited } });
  return of?.extension === undefined ? counted : {
    ...counted,
    // Who else was called with it is not what the report is of.
    extensions: () => counted.extensions().filter(({ extension }) => of.extension!.includes(extension)),
  };
}

/** Whatever a report of some calls counts leads to those of them that it counts. */
function leading(section: Section, of: ReportFilter | undefined): Section {
  if (of === undefined) return section;
  const { queue, ...others } = questionOf(of);
  // Whoever came to a queue may have been taken by another one.
  const those = (ask: CallQuestion): CallQuestion => ({
    ...others,
    ...queue === undefined || ask.visited !== undefined ? {} : { queue },
    ...ask,
  });
  if (section.kind === "figures") {
    return { ...section, figures: section.figures.map((each) => each.ask ? { ...each, ask: those(each.ask) } : each) };
  }
  return section.asks === undefined ? section : { ...section, asks: section.asks.map(those) };
}
