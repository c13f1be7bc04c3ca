import type { Table } from "../../../features/reports/mod.ts";
import {
  type Chart,
  type Curve,
  dayPoints,
  type Drawing,
  hourPoints,
  namedPoints,
  type Point,
} from "../../charts/mod.ts";
import type { DeskLanguage, ReportsWords } from "../../words/mod.ts";
import { placeOf, seriesOf, tableOf, type Told } from "./told.ts";

/** How finely charts are cut. */
export const STEPS = ["hour", "day"] as const;
export type Step = (typeof STEPS)[number];

/** Which part of a report tells of each. */
export const PART_OF = { hour: "hourly", day: "days" } as const;

export interface Telling {
  readonly step: Step;
  readonly timeZone: string;
  readonly language: DeskLanguage;
  readonly words: ReportsWords;
}

/** How many called, how quickly they were answered, and how long it took, hour by hour or day by day. */
export function chartsOf(now: Told, then: Told | undefined, telling: Telling): {
  readonly points: readonly Point[];
  readonly drawings: readonly Drawing[];
} {
  const { step, words } = telling;
  const table = tableOf(now, PART_OF[step]);
  if (table === undefined || table.rows.length === 0) return { points: [], drawings: [] };
  const points = pointsOf(table, telling);
  const before = valuesOf(then && tableOf(then, PART_OF[step]), "inbound").slice(0, points.length);
  const curve = (
    key: Exclude<keyof ReportsWords["curves"], "calls" | "before">,
    more: Pick<Curve, "tone" | "drawn">,
  ) => ({
    ...{ key, label: words.curves[key], ...more, values: valuesOf(table, key) },
  });
  const [inbound, outbound] = [valuesOf(table, "inbound"), valuesOf(table, "outbound")];
  const all = inbound.map((count, at) => count! + outbound[at]!);
  const drawings: readonly Drawing[] = [
    {
      ...{ key: "calls", title: words.overTime, unit: "count" },
      curves: [
        curve("answered", { tone: "accent", drawn: "bars" }),
        curve("missed", { tone: "bad", drawn: "bars" }),
        { key: "calls", label: words.curves.calls, tone: "warn", drawn: "line", values: all },
        ...before.length === 0 ? [] : [{
          ...{ key: "before", label: words.curves.before, tone: "soft", drawn: "dashes" } as const,
          values: points.map((_, at) => before[at] ?? null),
        }],
      ],
    },
    {
      ...{ key: "level", title: words.curves.serviceLevel, unit: "share" },
      curves: [curve("serviceLevel", { tone: "accent", drawn: "line" })],
    },
    {
      ...{ key: "times", title: words.times, unit: "seconds" },
      curves: [
        curve("averageWait", { tone: "warn", drawn: "line" }),
        curve("averageTalk", { tone: "accent", drawn: "line" }),
      ],
    },
  ];
  return { points, drawings };
}

/** The hours of the day, all days together. @param listOf where the calls of an hour are listed; undefined where they cannot be */
export function hoursChart(
  told: Told,
  words: ReportsWords,
  listOf: (hour: number) => string | undefined,
): Chart | undefined {
  const series = seriesOf(told, "hours");
  if (series === undefined) return undefined;
  const points = namedPoints(series.labels, 4).map((point, hour): Point => {
    const list = series.lines.some(({ values }) => (values[hour] ?? 0) > 0) ? listOf(hour) : undefined;
    return list === undefined ? point : { ...point, list };
  });
  const curve = (key: "answered" | "missed", tone: Curve["tone"]): Curve => ({
    ...{ key, label: words.curves[key], tone, drawn: "bars" },
    values: series.lines.find((line) => line.key === key)?.values ?? [],
  });
  return {
    ...{ key: "hours", title: words.byHour, unit: "count", points },
    curves: [curve("answered", "accent"), curve("missed", "bad")],
  };
}

function pointsOf({ rows }: Table, { step, timeZone, language }: Telling): readonly Point[] {
  return step === "hour"
    ? hourPoints(rows.map(([at]) => Number(at)), { timeZone, language })
    : dayPoints(rows.map(([day]) => String(day)), language);
}

/** Nobody reads a share or a second closer than this; the page need not carry more digits. */
const READ_TO = 10_000;

function valuesOf(table: Table | undefined, key: string): readonly (number | null)[] {
  const at = placeOf(table, key);
  return (table?.rows ?? []).map((row) => {
    const value = row[at];
    return typeof value === "number" ? Math.round(value * READ_TO) / READ_TO : null;
  });
}
