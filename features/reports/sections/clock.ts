import { type Bucket, bucketsOf, type Interval } from "../buckets.ts";
import type { Counts } from "../clock_series.ts";
import type { ReportInterval } from "../../../core/directory/mod.ts";
import type { Making, ReportPlan } from "../make_report.ts";
import type { CallQuestion, Column, Series, Table, Value } from "../report.ts";
import { say, weekdays, type Word } from "../words.ts";
import { asking } from "./asking.ts";
import { tallyCells, tallyColumns } from "./groups.ts";

const DAY_MS = 86_400_000;
/** `00` to `23`. */
const HOURS: readonly string[] = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

const INTERVALS: Readonly<Record<ReportInterval, Interval>> = {
  ...{ "quarter-hour": 15, "half-hour": 30, hour: 60, day: "day", week: "week", month: "month" } as const,
};

/** As finely as is wanted; else by quarters of an hour on one day, by hours in a week, by days in longer ones. */
export function intervalOf({ interval, period }: Pick<ReportPlan, "interval" | "period">): Interval {
  const days = (period.to - period.from) / DAY_MS;
  return interval === undefined ? days <= 1.1 ? 15 : days <= 8 ? 60 : "day" : INTERVALS[interval];
}

/** Over the period. */
export function intervalSeries(making: Making): Series {
  const { period, counted } = making;
  const buckets = bucketsOf(period, intervalOf(making), making);
  return {
    ...series(making, "intervals", { of: "interval", labels: labelsOf(buckets) }, counted.in(buckets)),
    asks: asksOf(making, buckets),
  };
}

export function hourSeries(making: Making): Series {
  return {
    ...series(making, "hours", { of: "hour", labels: HOURS }, making.counted.byHour()),
    asks: HOURS.map((_, hour) => askThen(making, { hour })),
  };
}

export function weekdaySeries(making: Making): Series {
  const labels = weekdays(making.language);
  return {
    ...series(making, "weekdays", { of: "weekday", labels }, making.counted.byWeekday()),
    asks: labels.map((_, day) => askThen(making, { weekday: day + 1 })),
  };
}

/** Each day of the period, also those without calls. */
export function dailyTable(making: Making): Table {
  const buckets = bucketsOf(making.period, "day", making);
  return tallyTable(making, "days", { of: { word: "day", unit: "text" }, buckets, names: labelsOf(buckets) });
}

/** Each hour of the period. */
export function hourlyTable(making: Making): Table {
  const buckets = bucketsOf(making.period, 60, making);
  const names = buckets.map(({ from }) => from);
  return tallyTable(making, "hourly", { of: { word: "startedAt", unit: "instant" }, buckets, names });
}

/** Each hour of the week, all weeks together: what came, and what of it was missed. */
export function weekTables(making: Making): readonly Table[] {
  const { came, missed } = making.counted.byWeek();
  return [weekTable(making, "week", came), weekTable(making, "weekMissed", missed)];
}

/** Those from outside that began then. */
export function askThen(making: Making, then: Pick<CallQuestion, "hour" | "weekday">): CallQuestion {
  return asking(making, { direction: "in", counted: true, ...then, zone: making.timeZone });
}

function weekTable(making: Making, key: "week" | "weekMissed", counts: readonly (number | null)[]): Table {
  const { language } = making;
  const asked = key === "week" ? {} : { outcome: ["abandoned", "lost"] } as const;
  const days = weekdays(language);
  return {
    kind: "table",
    key: key === "week" ? "week" : "week_missed",
    title: say(key, language),
    columns: [
      { key: "hour", title: say("hour", language), unit: "text" },
      ...days.map((title, at): Column => ({ key: `day${at + 1}`, title, unit: "count" })),
    ],
    rows: HOURS.map((label, hour) => [label, ...days.map((_, day) => counts[24 * day + hour] ?? null)]),
    asks: HOURS.map((_, hour) => ({ ...askThen(making, { hour }), ...asked })),
  };
}

interface Pieces {
  readonly of: { readonly word: Word; readonly unit: Column["unit"] };
  readonly buckets: readonly Bucket[];
  /** What each row is called. */
  readonly names: readonly Value[];
}

function tallyTable(making: Making, key: Word, { of, buckets, names }: Pieces): Table {
  const { counted, language } = making;
  return {
    kind: "table",
    key,
    title: say(key, language),
    columns: [{ key: of.word, title: say(of.word, language), unit: of.unit }, ...tallyColumns(language)],
    asks: asksOf(making, buckets),
    rows: counted.over(buckets).map((tally, at) => [names[at]!, ...tallyCells(tally)]),
  };
}

function asksOf(making: Making, buckets: readonly Bucket[]): readonly CallQuestion[] {
  return buckets.map(({ from, to }) => asking(making, { since: from, until: to, direction: "in", counted: true }));
}

function labelsOf(buckets: readonly Bucket[]): readonly string[] {
  return buckets.map(({ label }) => label);
}

function series(
  { language }: Making,
  key: Word,
  { of, labels }: { readonly of: Word; readonly labels: readonly string[] },
  { answered, missed }: Counts,
): Series {
  return {
    kind: "series",
    key,
    title: say(key, language),
    drawn: "bars",
    unit: "count",
    of: say(of, language),
    labels,
    lines: [
      { key: "answered", title: say("answered", language), values: answered },
      { key: "missed", title: say("missed", language), values: missed },
    ],
  };
}
