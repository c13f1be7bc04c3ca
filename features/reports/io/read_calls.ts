import type { ReportFilter } from "../../../core/directory/mod.ts";
import type { Cell, Condition, Row } from "../../../core/record/mod.ts";
import type { RowsFile } from "../../../core/store/io/rows/mod.ts";
import { conditionsOf } from "../calls_of.ts";
import type { PriceBook } from "../cost.ts";
import { CALL_COLUMNS, CallDrafts } from "../from_rows.ts";
import type { Period } from "../period.ts";
import type { ReportCall } from "../report_call.ts";
import { BEGAN, cellsWithin, type Look, within } from "./within.ts";

export const CALLS: Look = { table: "call", column: "started_at", columns: CALL_COLUMNS };
export const VISIT: readonly string[] = ["call", "queue", "position", "outcome", "waited_ms", "went_to"];

const SOUND = [
  ...["call", "number", "trunk", "direction", "offered_at", "answered_at", "mos", "jitter_ms", "lost_percent"],
  "round_trip_ms",
];
const CALLED = [...SOUND, "ringing_at", "connected_at", "connected_ms", "ended_at", "cause"];
/** Who is called in a call is called within that time of its beginning. */
const CALLED_WITHIN_MS = 86_400_000;
const MOST_SEATS = 10_000;

/** How numbers are read, and what calls cost. */
export interface Wish {
  readonly country: string;
  readonly prices: PriceBook;
}

export interface WholeWish extends Wish {
  readonly withVisits: boolean;
  readonly withCalled?: boolean;
  readonly withSound?: boolean;
  readonly withCallers?: boolean;
  /** Of no others. */
  readonly of?: ReportFilter;
}

/**
 * The calls that began in a period, with all that is known of them. Those of some extensions are found by who sat in them, others
 * among all calls of the period.
 */
export function readCalls(file: RowsFile, period: Period, wish: WholeWish): readonly ReportCall[] {
  const { withVisits, withCalled = false, withSound = false, of = {} } = wish;
  if (of.extension !== undefined) return readThose(file, period, { ...wish, extensions: of.extension });
  const drafts = new CallDrafts(wish);
  for (const where of conditionsOf(of)) {
    for (const cells of cellsWithin(file, period, { ...CALLS, where })) drafts.call(cells);
  }
  const each = conditionsOf(of, "call.");
  const seats = (direction: "in" | "out", columns: readonly string[]) => {
    const isThat: Condition = { column: "direction", is: "=", value: direction };
    for (const where of each) {
      const look = { table: "seat", column: BEGAN, columns, where: [isThat, ...where] };
      for (const row of within(file, period, look)) drafts.seat(row);
    }
  };
  if (withCalled) seats("out", CALLED);
  // Of who calls nothing but his sound is looked at: a third of all seats, and of each a half.
  if (withSound) seats("in", SOUND);
  if (withVisits) { for (const row of visitsWithin(file, period, each)) drafts.visit(row); }
  return drafts.calls;
}

/** What happened in queues to the calls that began in a period, and are like one of these. */
export function* visitsWithin(
  file: RowsFile,
  period: Period,
  anyOf: readonly (readonly Condition[])[],
): Generator<Row> {
  for (const where of anyOf) {
    yield* within(file, period, { table: "queue_visit", column: BEGAN, columns: VISIT, where });
  }
}

function readThose(
  file: RowsFile,
  { from, to }: Period,
  { extensions, ...wish }: WholeWish & { readonly extensions: readonly string[] },
): readonly ReportCall[] {
  const drafts = new CallDrafts(wish);
  const columns = CALL_COLUMNS.map((column) => column === "call" ? column : `call.${column}`);
  for (const value of extensions) {
    const where: readonly Condition[] = [{ column: "number", is: "=", value }];
    const called = { from, to: to + CALLED_WITHIN_MS };
    for (const row of within(file, called, { table: "seat", column: "offered_at", columns, where })) {
      const at = Number(row[BEGAN]);
      if (from <= at && at < to && !drafts.has(String(row["call"]))) drafts.call(cellsOf(row));
    }
  }
  for (const { id: value } of drafts.calls) {
    const all = { where: [{ column: "call", is: "=", value } as const], orderBy: ["place"], descending: false };
    for (const row of file.rows({ ...all, table: "seat", limit: MOST_SEATS }, CALLED)) drafts.seat(row);
    if (!wish.withVisits) continue;
    for (const row of file.rows({ ...all, table: "queue_visit", limit: MOST_SEATS }, VISIT)) drafts.visit(row);
  }
  return drafts.calls;
}

/** The call of a row that has its columns. */
export function cellsOf(row: Row): readonly Cell[] {
  return CALL_COLUMNS.map((column) => row[column === "call" ? column : `call.${column}`] ?? null);
}
