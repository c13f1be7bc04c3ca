import { LocalHours } from "../../../core/base/mod.ts";
import type { ReportPart } from "../../../core/directory/mod.ts";
import type { Cell, Row } from "../../../core/record/mod.ts";
import type { RowsFile } from "../../../core/store/io/rows/mod.ts";
import type { PriceBook } from "../cost.ts";
import { CallDrafts, callOf } from "../from_rows.ts";
import type { Listing, ReportData } from "../make_report.ts";
import { type Period, withLater } from "../period.ts";
import type { Cost, ReportCall } from "../report_call.ts";
import { currenciesOf } from "../sections/costs.ts";
import { PartHourSums } from "../part_hour.ts";
import { canAddUp, partHourOf, readSums, type SumReader, type SumsLook } from "../sums.ts";
import { readAgents } from "./read_agents.ts";
import { exitsWithin } from "./read_exits.ts";
import { CALLS, cellsOf, readCalls, VISIT, type Wish } from "./read_calls.ts";
import { soundsWithin } from "./read_sounds.ts";
import type { ReportOrder } from "./words.ts";
import { BEGAN, cellsWithin, within } from "./within.ts";

/** Parts that are made of single calls, and of no sums. */
const OF_SINGLE: ReadonlySet<ReportPart> = new Set(["exits", "quality", "costs", "calls"]);
/** Parts that look at whoever was called, where they are made from calls. */
export const OF_CALLED: ReadonlySet<ReportPart> = new Set(["extensions", "failing", "quality", "costs", "calls"]);
/** Parts that look at queues, where they are made from calls. */
export const OF_VISITS: ReadonlySet<ReportPart> = new Set(["summary", "comparison"]);

/** What each part looks at of the sums, besides those by the hour. */
const LOOKS: Readonly<Record<ReportPart, readonly SumsLook[]>> = {
  summary: ["waits", "contacts"],
  comparison: ["waits"],
  levels: [],
  intervals: ["quarters"],
  hours: [],
  weekdays: [],
  week: [],
  days: [],
  hourly: [],
  queues: ["groups"],
  exits: [],
  numbers: ["groups"],
  trunks: ["groups"],
  agents: ["groups"],
  extensions: ["people"],
  failing: ["people"],
  costs: [],
  missed: [],
  staffing: ["groups"],
  quality: [],
  calls: [],
};
/** What a part of a call costs goes by. */
const PAID = ["call", "number", "trunk", "direction", "answered_at", "ended_at"];
/** What sums are made of. */
const TRAFFIC_COLUMNS = {
  call: [
    ...["call", "started_at", "ended_at", "direction", "from_number", "from_trunk", "dialled", "reached_number"],
    ...["reached_trunk", "talked_ms", "outcome", "queue", "in_stage_ms", "trunk"],
  ],
  seat: ["call", "number", "trunk", "direction", "ringing_at", "connected_at", "connected_ms", "cause"],
  queue_visit: VISIT,
};
/** Whose it is, and how long they talked. */
const PAYER = ["started_at", "direction", "from_number", "from_trunk", "trunk", "account", "talked_ms"];

/** All that the parts of a report of all calls look at, and no more. */
export async function readAll(
  file: RowsFile,
  { plan, country, agents, misses }: ReportOrder,
  prices: PriceBook,
): Promise<ReportData> {
  const { parts, period, periodBefore, timeZone, madeAt, resolutionWindowS } = plan;
  const has = (some: ReadonlySet<ReportPart>) => parts.some((part) => some.has(part));
  const hours = LocalHours.of(timeZone);
  const isAddedUp = (period: Period) => canAddUp({ period, hours });
  const wish = { country, prices, withVisits: has(OF_VISITS) };
  const sumsOf = (period: Period, parts: readonly ReportPart[]) =>
    readSums(wholly(file, { period, madeAt }), { ...plan, period, hours, looks: looksOf(parts, plan) });
  const before = periodBefore &&
    (isAddedUp(periodBefore)
      ? await sumsOf(periodBefore, ["comparison"])
      : readCalls(file, withLater(periodBefore, resolutionWindowS), wish));
  const isOfSums = parts.some((part) => !OF_SINGLE.has(part));
  return {
    ...isAddedUp(period)
      ? { ...isOfSums ? { sums: await sumsOf(period, parts) } : {}, ...readSingle(file, plan, wish) }
      : {
        calls: readCalls(file, withLater(period, resolutionWindowS), {
          ...wish,
          withCalled: has(OF_CALLED),
          withSound: parts.includes("quality"),
        }),
      },
    ...parts.includes("exits") ? { exits: exitsWithin(file, plan) } : {},
    ...misses === undefined ? {} : { misses },
    ...before === undefined ? {} : { before },
    ...agents.length > 0 && parts.includes("agents")
      ? {
        agents: await readAgents(file, {
          ...{ period, madeAt, members: agents, isAddedUp: isAddedUp(period) },
          ringWithinS: plan.agentScore?.ringWithinS,
        }),
      }
      : {},
  };
}

/** The sums up to the very end of a period. */
export function wholly(file: RowsFile, plan: { readonly period: Period; readonly madeAt: number }): SumReader {
  const part = partHourOf(plan);
  if (part === undefined) return file;
  const calls = [...within(file, part, { table: "call", column: "started_at", columns: TRAFFIC_COLUMNS.call })];
  return new PartHourSums(file, {
    from: part.from,
    rows: {
      call: calls,
      seat: [...within(file, part, { table: "seat", column: BEGAN, columns: TRAFFIC_COLUMNS.seat })],
      queue_visit: [
        ...within(file, part, { table: "queue_visit", column: BEGAN, columns: TRAFFIC_COLUMNS.queue_visit }),
      ],
    },
  });
}

export function looksOf(parts: readonly ReportPart[], { thresholds = {} }: ReportOrder["plan"]): ReadonlySet<SumsLook> {
  // What all calls come to is judged queue by queue where queues promise something of their own.
  const isByQueue = parts.some((part) => OF_VISITS.has(part) || part === "levels") &&
    Object.keys(thresholds).length > 0;
  return new Set([...parts.flatMap((part) => LOOKS[part]), ...isByQueue ? ["groups" as const] : []]);
}

/** What no sums tell: of each part that looks at single calls nothing is read but what it is made of. */
function readSingle(
  file: RowsFile,
  { parts, period }: ReportOrder["plan"],
  wish: Wish,
): Pick<ReportData, "calls" | "listed" | "paid" | "sounds"> {
  const has = (part: ReportPart) => parts.includes(part);
  const paid = has("costs")
    ? readPaid(file, period, { ...wish, payer: PAYER })
    : has("calls")
    ? readPaid(file, period, { ...wish, payer: [] })
    : [];
  return {
    calls: [],
    ...has("calls") ? { listed: readListed(file, period, paid) } : {},
    ...has("costs") ? { paid } : {},
    ...has("quality") ? { sounds: soundsWithin(file, period) } : {},
  };
}

/** The calls that began in a period, with what they cost. */
function readListed(file: RowsFile, period: Period, paid: readonly ReportCall[]): Listing {
  const costs = new Map(paid.map(({ id, cost }) => [id, cost]));
  const where = [{ column: "account", is: ">=", value: "" }] as const;
  const [accounted] = within(file, period, { ...CALLS, where });
  return {
    calls: inOrder(callsOf(cellsWithin(file, period, { ...CALLS, orderBy: ["started_at"] }), costs)),
    hasAccounts: accounted !== undefined,
    currencies: currenciesOf(paid),
  };
}

function* callsOf(
  rows: Iterable<readonly Cell[]>,
  costs: ReadonlyMap<string, Cost | undefined>,
): Generator<ReportCall> {
  for (const cells of rows) {
    const call = callOf(cells);
    const cost = costs.get(call.id);
    if (cost !== undefined) call.cost = cost;
    yield call;
  }
}

/** Calls of one moment in the order of their names: the index has the moments alone, and few calls share one. */
function* inOrder(calls: Iterable<ReportCall>): Generator<ReportCall> {
  let same: ReportCall[] = [];
  for (const call of calls) {
    if (same.length > 0 && same[0]!.startedAt !== call.startedAt) {
      yield* same.length === 1 ? same : same.sort((one, other) => one.id < other.id ? -1 : 1);
      same = [];
    }
    same.push(call);
  }
  yield* same.sort((one, other) => one.id < other.id ? -1 : 1);
}

/** Those that went out through a trunk: a quarter of all. */
function readPaid(
  file: RowsFile,
  period: Period,
  { payer, ...wish }: Wish & { readonly payer: readonly string[] },
): readonly ReportCall[] {
  const drafts = new CallDrafts({ ...wish, withCallers: false });
  const columns = [...PAID, ...payer.map((column) => `call.${column}`)];
  for (const row of wentOut(file, period, columns)) {
    if (!drafts.has(String(row["call"]))) drafts.call(cellsOf(row));
    drafts.seat(row);
  }
  return drafts.calls.filter(({ cost }) => cost !== undefined);
}

function wentOut(file: RowsFile, period: Period, columns: readonly string[]): Iterable<Row> {
  const where = [{ column: "direction", is: "=", value: "out" }, { column: "trunk", is: ">=", value: "" }] as const;
  return within(file, period, { table: "seat", column: BEGAN, columns, where });
}
