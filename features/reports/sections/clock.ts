import { bucketsOf, type Interval } from "../buckets.ts";
import { type Counts, countsByHour, countsByWeekday, countsIn } from "../clock_series.ts";
import type { Making } from "../make_report.ts";
import type { Series, Table } from "../report.ts";
import { tallyOf } from "../tally.ts";
import { say, weekdays, type Word } from "../words.ts";
import { tallyCells, tallyColumns } from "./groups.ts";

const DAY_MS = 86_400_000;

/** Over the period: by quarters of an hour on one day, by hours in a week, by days in longer ones. */
export function intervalSeries(making: Making): Series {
  const { period, calls } = making;
  const days = (period.to - period.from) / DAY_MS;
  const interval: Interval = days <= 1.1 ? 15 : days <= 8 ? 60 : "day";
  const buckets = bucketsOf(period, interval, making);
  return series(
    making,
    "intervals",
    { of: "interval", labels: buckets.map(({ label }) => label) },
    countsIn(calls, buckets),
  );
}

export function hourSeries(making: Making): Series {
  const labels = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));
  return series(making, "hours", { of: "hour", labels }, countsByHour(making.calls, making.period, making));
}

export function weekdaySeries(making: Making): Series {
  const labels = weekdays(making.language);
  return series(making, "weekdays", { of: "weekday", labels }, countsByWeekday(making.calls, making.period, making));
}

/** Each day of the period, also those without calls. */
export function dailyTable(making: Making): Table {
  const { calls, language, hours, period } = making;
  const byDay = Map.groupBy(calls, ({ startedAt }) => hours.at(startedAt).date);
  return {
    kind: "table",
    key: "days",
    title: say("days", language),
    columns: [{ key: "day", title: say("day", language), unit: "text" }, ...tallyColumns(language)],
    rows: bucketsOf(period, "day", making).map(({ from }) => {
      const { date } = hours.at(from);
      return [
        date,
        ...tallyCells(
          tallyOf(byDay.get(date) ?? [], { thresholdS: making.answerWithinS, variant: making.variant ?? "F3" }),
        ),
      ];
    }),
  };
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
