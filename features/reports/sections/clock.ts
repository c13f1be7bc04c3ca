import { type Bucket, bucketsOf, type Interval } from "../buckets.ts";
import type { Counts } from "../clock_series.ts";
import type { Making } from "../make_report.ts";
import type { Column, Language, Series, Table, Value } from "../report.ts";
import { say, weekdays, type Word } from "../words.ts";
import { tallyCells, tallyColumns } from "./groups.ts";

const DAY_MS = 86_400_000;
/** `00` to `23`. */
const HOURS: readonly string[] = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

/** Over the period: by quarters of an hour on one day, by hours in a week, by days in longer ones. */
export function intervalSeries(making: Making): Series {
  const { period, counted } = making;
  const days = (period.to - period.from) / DAY_MS;
  const interval: Interval = days <= 1.1 ? 15 : days <= 8 ? 60 : "day";
  const buckets = bucketsOf(period, interval, making);
  return series(
    making,
    "intervals",
    { of: "interval", labels: labelsOf(buckets) },
    counted.in(buckets),
  );
}

export function hourSeries(making: Making): Series {
  return series(making, "hours", { of: "hour", labels: HOURS }, making.counted.byHour());
}

export function weekdaySeries(making: Making): Series {
  const labels = weekdays(making.language);
  return series(making, "weekdays", { of: "weekday", labels }, making.counted.byWeekday());
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
  const { counted, language } = making;
  const { came, missed } = counted.byWeek();
  return [weekTable("week", came, language), weekTable("weekMissed", missed, language)];
}

function weekTable(key: "week" | "weekMissed", counts: readonly (number | null)[], language: Language): Table {
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
  };
}

interface Pieces {
  readonly of: { readonly word: Word; readonly unit: Column["unit"] };
  readonly buckets: readonly Bucket[];
  /** What each row is called. */
  readonly names: readonly Value[];
}

function tallyTable({ counted, language }: Making, key: Word, { of, buckets, names }: Pieces): Table {
  return {
    kind: "table",
    key,
    title: say(key, language),
    columns: [{ key: of.word, title: say(of.word, language), unit: of.unit }, ...tallyColumns(language)],
    asks: buckets.map(({ from, to }) => ({ since: from, until: to, direction: "in" as const, counted: true as const })),
    rows: counted.over(buckets).map((tally, at) => [names[at]!, ...tallyCells(tally)]),
  };
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
