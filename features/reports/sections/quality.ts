import { bucketsOf } from "../buckets.ts";
import type { Making } from "../make_report.ts";
import { MEASURES, qualityOf } from "../quality.ts";
import type { Section, Series } from "../report.ts";
import { say } from "../words.ts";

const DAY_MS = 86_400_000;

/** A line for each measure, with its limit, and what went beyond it. */
export function qualitySections(making: Making): readonly Section[] {
  const { calls, period, quality: limits, language } = making;
  const interval = period.to - period.from <= 8 * DAY_MS ? 60 : "day";
  const { buckets, averages, alerts } = qualityOf(calls, bucketsOf(period, interval, making), limits);
  const title = say("quality", language);
  const lines = MEASURES.map((measure): Series => ({
    kind: "series",
    key: `quality_${measure}`,
    title: `${title}: ${say(measure, language)}`,
    drawn: "lines",
    unit: "number",
    of: say("interval", language),
    labels: buckets.map(({ label }) => label),
    lines: [{ key: measure, title: say(measure, language), values: averages[measure] }],
    limit: limits[measure],
  }));
  return [...lines, {
    kind: "table",
    key: "quality_alerts",
    title: say("alerts", language),
    columns: [
      { key: "interval", title: say("interval", language), unit: "text" },
      { key: "measure", title: say("measure", language), unit: "text" },
      { key: "value", title: say("value", language), unit: "number" },
      { key: "limit", title: say("limit", language), unit: "number" },
      { key: "streams", title: say("streams", language), unit: "count" },
      { key: "worst", title: say("worst", language), unit: "phone" },
    ],
    rows: alerts.map(({ bucket, measure, value, limit, streams, worst }) => [
      bucket.label,
      say(measure, language),
      value,
      limit,
      streams,
      worst,
    ]),
  }];
}
