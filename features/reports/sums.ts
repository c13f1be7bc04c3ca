import type { LocalHours } from "../../core/base/mod.ts";
import type { ContactQuestion, FirstContacts, Row, SumQuestion } from "../../core/record/mod.ts";
import { type Period, RESOLUTION_WINDOW_S } from "./period.ts";

/** Where sums are kept: this box's record. */
export interface SumReader {
  sums(question: SumQuestion): Promise<readonly Row[]>;
  firstContacts(question: ContactQuestion): Promise<FirstContacts>;
}

export interface SumsPlan {
  readonly period: Period;
  readonly hours: LocalHours;
  /** Answered in so many whole seconds is in time, */
  readonly answerWithinS: number;
  /** and queues may have their own. */
  readonly thresholds?: Readonly<Record<string, number>>;
  /** Who hung up in so many seconds only misdialled. */
  readonly shortS?: number;
  /** Who gave up in so many seconds is counted nowhere; 0: everybody counts. */
  readonly shortAbandonS?: number;
  readonly resolutionWindowS?: number;
  readonly madeAt: number;
  /** What is looked at; all of it when left out. What is not is empty. */
  readonly looks?: ReadonlySet<SumsLook>;
}

/**
 * A piece of the sums that takes time of its own, besides those by the hour: `contacts`, whether callers called again, is the
 * one thing that is read call by call.
 */
export type SumsLook = "groups" | "quarters" | "waits" | "people" | "contacts";

/** What calls are grouped by. */
export type GroupKind = "all" | "queue" | "number" | "trunk" | "agent";

/** What a group of calls comes to; durations in milliseconds. */
export interface GroupSums {
  readonly inbound: number;
  readonly outbound: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly lost: number;
  /** Answered, from outside and to outside. */
  readonly spoken: number;
  readonly waitMs: number;
  readonly talkMs: number;
  readonly inboundTalkMs: number;
  readonly durationMs: number;
  readonly inboundDurationMs: number;
  readonly answeredInTime: number;
  readonly abandonedInTime: number;
  readonly abandonedAtOnce: number;
  /** So soon that they count nowhere: of the abandoned, and of neither of those above. */
  readonly abandonedShort: number;
}

/** Of no calls. */
export const NO_SUMS: GroupSums = Object.freeze({
  ...{ inbound: 0, outbound: 0, answered: 0, abandoned: 0, lost: 0, spoken: 0, waitMs: 0, talkMs: 0 },
  ...{ inboundTalkMs: 0, durationMs: 0, inboundDurationMs: 0, answeredInTime: 0, abandonedInTime: 0 },
  abandonedAtOnce: 0,
  abandonedShort: 0,
});

const NAMES = Object.keys(NO_SUMS) as readonly (keyof GroupSums)[];

/** Calls from outside, without those that count nowhere. */
export type ClockCounts = Readonly<Record<"came" | "answered" | "missed", number>>;

/** All that a report of a period needs of the calls in it. */
export interface Sums {
  readonly groups: ReadonlyMap<GroupKind, ReadonlyMap<string, GroupSums>>;
  /** All calls, by the first instant of each hour in which there were some. */
  readonly byHour: ReadonlyMap<number, GroupSums>;
  /** By the first instant of each quarter of an hour in which some came. */
  readonly byQuarter: ReadonlyMap<number, ClockCounts>;
  readonly queueWaits: readonly Row[];
  readonly extensions: readonly Row[];
  readonly failures: readonly Row[];
  readonly contacts: FirstContacts;
}

const HOUR_MS = 3_600_000;
const SHORT_S = 5;
const NO_CONTACTS: FirstContacts = { resolved: 0, of: 0, provisional: 0 };

/**
 * Whether sums say exactly what happened in a period: it begins with an hour of UTC, and so do the hours and days of its
 * zone. Where half an hour is between them reports are made from rows.
 */
export function canAddUp({ period, hours }: Pick<SumsPlan, "period" | "hours">): boolean {
  return isWhole(period.from) && [period.from, period.to - 1].every((instant) => isWhole(hours.at(instant).offsetMs));
}

/** The part of an hour with which a period ends that is over; undefined: it ends with an hour, or goes on. */
export function partHourOf({ period: { from, to }, madeAt }: Pick<SumsPlan, "period" | "madeAt">): Period | undefined {
  const hour = to - to % HOUR_MS;
  return isWhole(to) || to >= madeAt ? undefined : { from: Math.max(from, hour), to };
}

const isWhole = (instant: number): boolean => instant % HOUR_MS === 0;

/** Some short questions, each of which takes the time of the rows it adds up: hundreds for a month, not its calls. */
export async function readSums(reader: SumReader, plan: SumsPlan): Promise<Sums> {
  const {
    period,
    answerWithinS,
    thresholds = {},
    shortS = SHORT_S,
    shortAbandonS = 0,
    resolutionWindowS = RESOLUTION_WINDOW_S,
    madeAt,
  } = plan;
  const within = (column: string) => [
    { column, is: ">=", value: period.from } as const,
    { column, is: "<", value: period.to } as const,
  ];
  const { looks } = plan;
  const of = <T>(look: SumsLook, read: () => Promise<T>, none: T): Promise<T> =>
    looks === undefined || looks.has(look) ? read() : Promise.resolve(none);
  const rowsOf = (look: SumsLook, question: SumQuestion) => of<readonly Row[]>(look, () => reader.sums(question), []);
  const where = within("hour");
  const waited = (seconds: number) =>
    reader.sums({ table: "traffic_wait", where: [...where, upTo(seconds)], by: ["hour", "ended"] });
  // Two of them as a rule, and each is a small answer: that of all seconds has thousands of rows.
  const counts = shortAbandonS > 0 ? [shortAbandonS] : [];
  const judgedBy = [...new Set([answerWithinS, shortS, ...counts, ...Object.values(thresholds)])];
  const [byHour, inTime, atOnce, short, groups, waits] = await Promise.all([
    reader.sums({ table: "traffic", where, by: ["hour"] }),
    waited(answerWithinS),
    waited(shortS),
    Promise.all(counts.map(waited)).then((rows) => rows.flat()),
    rowsOf("groups", { table: "traffic_group", where, by: ["kind", "of"] }),
    Promise.all(
      judgedBy.map((seconds) =>
        rowsOf("groups", {
          table: "traffic_group_wait",
          where: [...where, upTo(seconds)],
          by: ["kind", "of", "ended"],
        })
      ),
    ),
  ]);
  const quarters = within("quarter");
  const [byQuarter, shortByQuarter, queueWaits, extensions, failures, contacts] = await Promise.all([
    rowsOf("quarters", { table: "traffic_quarter", where: quarters, by: ["quarter"] }),
    shortAbandonS > 0
      ? rowsOf("quarters", {
        table: "traffic_quarter_gave_up",
        where: [...quarters, upTo(shortAbandonS)],
        by: ["quarter"],
      })
      : [],
    rowsOf("waits", { table: "queue_wait", where, by: ["answered", "wait_s"] }),
    rowsOf("people", { table: "extension_hour", where, by: ["extension"] }),
    rowsOf("people", { table: "extension_failure", where, by: ["extension", "cause"] }),
    of(
      "contacts",
      () => reader.firstContacts({ ...period, windowMs: 1_000 * resolutionWindowS, now: madeAt }),
      NO_CONTACTS,
    ),
  ]);
  const [soon, soonest, shortest] = [byHourOf(inTime), byHourOf(atOnce), byHourOf(short)];
  const hours = new Map(byHour.map((row) => {
    const hour = count(row["hour"]);
    const judged = { inTime: countsOf(soon.get(hour)), atOnce: countsOf(soonest.get(hour)) };
    return [hour, groupOf(row, { ...judged, short: countsOf(shortest.get(hour)) })] as const;
  }));
  return {
    groups: groupsOf(groups, {
      within: new Map(judgedBy.map((seconds, at) => [seconds, Map.groupBy(waits[at]!, keyOf)])),
      ...{ hours, answerWithinS, shortS, shortAbandonS, thresholds },
    }),
    byHour: hours,
    byQuarter: quartersOf(byQuarter, shortByQuarter),
    queueWaits,
    extensions,
    failures,
    contacts,
  };
}

function quartersOf(rows: readonly Row[], shortRows: readonly Row[]): Sums["byQuarter"] {
  const short = new Map(shortRows.map((row) => [row["quarter"], count(row["count"])]));
  return new Map(rows.map((row) => {
    const gone = short.get(row["quarter"]!) ?? 0;
    const [came, missed] = [count(row["came"]) - gone, count(row["missed"]) - gone];
    return [count(row["quarter"]), { came, answered: count(row["answered"]), missed }];
  }));
}

/** What several hours, or groups, come to together. */
export function addedUp(groups: Iterable<GroupSums>): GroupSums {
  const sum: Record<keyof GroupSums, number> = { ...NO_SUMS };
  for (const group of groups) for (const name of NAMES) sum[name] += group[name];
  return sum;
}

/** Of a group: how many waits were over in so many seconds. */
interface Waited {
  readonly answered: number;
  readonly abandoned: number;
}

interface Judging {
  /** By so many seconds and by group: the waits that were over by then, by how they ended. */
  readonly within: ReadonlyMap<number, ReadonlyMap<string, readonly Row[]>>;
  readonly hours: ReadonlyMap<number, GroupSums>;
  readonly answerWithinS: number;
  readonly shortS: number;
  readonly shortAbandonS: number;
  readonly thresholds: Readonly<Record<string, number>>;
}

/** A queue is judged by what it promises; what is not of one queue, by what the office does. */
function groupsOf(rows: readonly Row[], judging: Judging): Sums["groups"] {
  const { answerWithinS, shortS, shortAbandonS, thresholds } = judging;
  const groups = new Map<GroupKind, Map<string, GroupSums>>();
  const all = addedUp(judging.hours.values());
  let { answeredInTime, abandonedInTime } = all;
  for (const row of rows) {
    const kind = row["kind"] as GroupKind;
    const name = String(row["of"]);
    const key = keyOf(row);
    const within = (seconds: number) => countsOf(judging.within.get(seconds)?.get(key));
    const short = shortAbandonS > 0 ? within(shortAbandonS) : countsOf(undefined);
    const promised = kind === "queue" ? thresholds[name] : undefined;
    const inTime = within(promised ?? answerWithinS);
    if (promised !== undefined) {
      // Each call is judged by the queue that took it, or in which it ended.
      const asOthers = within(answerWithinS);
      answeredInTime += inTime.answered - asOthers.answered;
      abandonedInTime += longer(inTime, short) - longer(asOthers, short);
    }
    const known = groups.get(kind) ?? new Map<string, GroupSums>();
    groups.set(kind, known.set(name, groupOf(row, { inTime, atOnce: within(shortS), short })));
  }
  return groups.set("all", new Map([["", { ...all, answeredInTime, abandonedInTime }]]));
}

function keyOf(row: Row): string {
  return `${row["kind"]}\n${row["of"]}`;
}

function byHourOf(rows: readonly Row[]): ReadonlyMap<number, readonly Row[]> {
  return Map.groupBy(rows, (row) => count(row["hour"]));
}

function countsOf(rows: readonly Row[] = []): Waited {
  const of = (ended: string) => rows.reduce((sum, row) => row["ended"] === ended ? sum + count(row["count"]) : sum, 0);
  return { answered: of("answered"), abandoned: of("abandoned") };
}

/** Of those who gave up by then: who did not do so too soon to count. */
function longer(by: Waited, short: Waited): number {
  return Math.max(0, by.abandoned - short.abandoned);
}

function groupOf(
  row: Row,
  { inTime, atOnce, short }: { readonly inTime: Waited; readonly atOnce: Waited; readonly short: Waited },
): GroupSums {
  return {
    inbound: count(row["inbound"]),
    outbound: count(row["outbound"]),
    answered: count(row["answered"]),
    abandoned: count(row["abandoned"]),
    lost: count(row["lost"]),
    spoken: count(row["spoken"]),
    waitMs: count(row["wait_ms"]),
    talkMs: count(row["talk_ms"]),
    inboundTalkMs: count(row["inbound_talk_ms"]),
    durationMs: count(row["duration_ms"]),
    inboundDurationMs: count(row["inbound_duration_ms"]),
    answeredInTime: inTime.answered,
    abandonedInTime: longer(inTime, short),
    abandonedAtOnce: longer(atOnce, short),
    abandonedShort: short.abandoned,
  };
}

function upTo(seconds: number): { readonly column: string; readonly is: "<="; readonly value: number } {
  return { column: "wait_s", is: "<=", value: seconds };
}

function count(cell: Row[string] | undefined): number {
  return typeof cell === "number" ? cell : 0;
}
