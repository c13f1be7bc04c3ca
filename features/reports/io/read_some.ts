import { LocalHours } from "../../../core/base/mod.ts";
import type { ReportFilter, ReportPart } from "../../../core/directory/mod.ts";
import type { Condition } from "../../../core/record/mod.ts";
import type { RowsFile } from "../../../core/store/io/rows/mod.ts";
import { agentsOf, conditionsOf, isOf, type SumGroups, sumGroupsOf, type SumKind } from "../calls_of.ts";
import type { PriceBook } from "../cost.ts";
import { GroupReader } from "../group_sums.ts";
import type { ReportData } from "../make_report.ts";
import type { Miss } from "../misses.ts";
import { type Period, RESOLUTION_WINDOW_S } from "../period.ts";
import { intervalOf } from "../sections/clock.ts";
import { canAddUp, readSums } from "../sums.ts";
import { looksOf, OF_CALLED, OF_VISITS, wholly } from "./read_all.ts";
import { readAgents } from "./read_agents.ts";
import { exitsWithin } from "./read_exits.ts";
import { readCalls, visitsWithin, type WholeWish } from "./read_calls.ts";
import type { ReportOrder } from "./words.ts";

const CAME_IN: Condition = { column: "call.direction", is: "=", value: "in" };

/** Parts that put the calls together by something, and of which sums know no more than their own group's line. */
const BY_GROUP: Readonly<Partial<Record<ReportPart, SumKind>>> = {
  queues: "queue",
  numbers: "number",
  trunks: "trunk",
  agents: "agent",
  staffing: "queue",
};

/**
 * What the parts of a report of some calls look at. Of the calls of queues, numbers, trunks or agents the record keeps sums: the
 * figures, the course of the period by the hour and what is longer, and their own lines, take the time of some hundred rows.
 * What sums do not tell is read from the rows: who else had these calls, quarters of an hour, each call that is listed, and of
 * the figures whether callers called again; that looks at every call of the period, and keeps those of the filter. Extensions'
 * calls are found by who sat in them, and all is counted from their rows; so it is with what is filtered by more than one thing.
 */
export async function readSome(
  file: RowsFile,
  { plan, country, agents, misses, of }: ReportOrder & { readonly of: ReportFilter },
  prices: PriceBook,
): Promise<ReportData> {
  const { parts, period, periodBefore, timeZone, madeAt, resolutionWindowS = RESOLUTION_WINDOW_S } = plan;
  const hours = LocalHours.of(timeZone);
  const groupsOf = (period: Period) => canAddUp({ period, hours }) ? sumGroupsOf(of, plan) : undefined;
  const sumsOf = (period: Period, groups: SumGroups, parts: readonly ReportPart[]) => {
    const visits = () => visitsWithin(file, period, conditionsOf(of, "call.").map((where) => [...where, CAME_IN]));
    const reader = new GroupReader(wholly(file, { period, madeAt }), { ...groups, visits });
    return readSums(reader, { ...plan, period, hours, looks: looksOf(parts, plan) });
  };
  const has = (some: ReadonlySet<ReportPart>) => parts.some((part) => some.has(part));
  const wish: WholeWish = {
    ...{ country, prices, of, withCallers: false, withVisits: false },
    withCalled: has(OF_CALLED),
    withSound: parts.includes("quality"),
  };
  // Whoever was sent on from a queue has waited in it: it is looked for in calls that others took.
  const { queue: _, ...others } = of;
  const hasExits = parts.includes("exits");
  const fromRows: WholeWish = { ...wish, ...has(OF_VISITS) || hasExits ? { of: others, withVisits: true } : {} };
  const groups = groupsOf(period);
  const groupsBefore = periodBefore && groupsOf(periodBefore);
  const before = periodBefore &&
    (groupsBefore === undefined
      ? readCalls(file, periodBefore, fromRows)
      : await sumsOf(periodBefore, groupsBefore, ["comparison"]));
  const named = of.agent ?? of.extension;
  const doers = named && agents.length > 0 && parts.includes("agents")
    ? agentsOf(
      await readAgents(file, {
        ...{ period, madeAt, members: named, isAddedUp: canAddUp({ period, hours }) },
        ringWithinS: plan.agentScore?.ringWithinS,
      }),
      of,
    )
    : undefined;
  return {
    calls: groups !== undefined && parts.every((part) => isAddedUp(part, groups, plan))
      ? []
      : readCalls(file, period, groups === undefined ? fromRows : wish),
    ...groups === undefined ? {} : { sums: await sumsOf(period, groups, parts) },
    ...groups === undefined && parts.includes("summary")
      ? {
        contacts: await file.firstContacts({
          ...{ ...period, windowMs: 1_000 * resolutionWindowS, now: madeAt, of: conditionsOf(of) },
          ...of.extension === undefined ? {} : { sat: of.extension },
        }),
      }
      : {},
    ...hasExits && of.extension === undefined ? { exits: exitsWithin(file, plan) } : {},
    ...misses === undefined ? {} : { misses: missesAmong(file, misses, { period, wish }) },
    ...before === undefined ? {} : { before },
    ...doers === undefined ? {} : { agents: doers },
  };
}

function isAddedUp(part: ReportPart, { kind }: SumGroups, plan: ReportOrder["plan"]): boolean {
  if (part === "intervals") return typeof intervalOf(plan) === "string" || intervalOf(plan) === 60;
  return !OF_CALLED.has(part) && (BY_GROUP[part] ?? kind) === kind;
}

/** Whose last call is one of these. */
function missesAmong(
  file: RowsFile,
  misses: readonly Miss[],
  { period, wish }: { readonly period: Period; readonly wish: WholeWish },
): readonly Miss[] {
  const calls = readCalls(file, period, { ...wish, withCalled: false, withSound: false });
  const theirs = new Set(calls.filter((call) => isOf(call, wish.of)).map(({ id }) => id));
  return misses.filter(({ call }) => call !== undefined && theirs.has(call));
}
