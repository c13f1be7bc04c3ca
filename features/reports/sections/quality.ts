import { type Bucket, bucketsOf } from "../buckets.ts";
import type { Making } from "../make_report.ts";
import { type BucketQuality, type Measure, MEASURES, qualityOf, type Sounded } from "../quality.ts";
import type { CallQuestion, Column, Section, Series, Table } from "../report.ts";
import { say, type Word } from "../words.ts";

const DAY_MS = 86_400_000;
/** As lists of calls are asked for those beyond the limit of a measure. */
const SOUNDED_BY: Readonly<Record<Measure, Sounded>> = {
  ...{ mos: "mos", jitterMs: "jitter", lostPercent: "loss", latencyMs: "latency" } as const,
};

/** A line for each measure, with its limit, and what went beyond it. */
export function qualitySections(making: Making): readonly Section[] {
  const { sounds, period, quality: limits, language } = making;
  const interval = period.to - period.from <= 8 * DAY_MS ? 60 : "day";
  const pieces = qualityOf(sounds, bucketsOf(period, interval, making), limits);
  const title = say("quality", language);
  const lines = MEASURES.map((measure): Series => ({
    kind: "series",
    key: `quality_${measure}`,
    title: `${title}: ${say(measure, language)}`,
    drawn: "lines",
    unit: "number",
    of: say("interval", language),
    labels: pieces.map(({ bucket }) => bucket.label),
    lines: [{
      key: measure,
      title: say(measure, language),
      values: pieces.map(({ averages }) => averages[measure]),
    }],
    limit: limits[measure],
    asks: pieces.map(({ bucket }) => askDuring(bucket)),
  }));
  return [...lines, sourceTable(pieces, making), alertTable(pieces, making)];
}

/** All calls of then: of which an average is made. */
function askDuring({ from: since, to: until }: Bucket): CallQuestion {
  return { since, until };
}

/** Each trunk and extension in each piece of the period in which it told anything. */
function sourceTable(pieces: readonly BucketQuality[], { language }: Making): Table {
  const heard = pieces.flatMap(({ bucket, sources }) => sources.map((source) => ({ bucket, ...source })));
  const column = (word: Word, unit: Column["unit"]): Column => ({ key: word, title: say(word, language), unit });
  return {
    kind: "table",
    key: "quality_sources",
    title: say("qualitySources", language),
    columns: [
      column("interval", "text"),
      { key: "source", title: say("source", language), unit: "phone" },
      column("streams", "count"),
      column("badStreams", "count"),
      ...MEASURES.map((measure) => column(measure, "number")),
    ],
    rows: heard.map(({ bucket, source, streams, bad, averages }) => [
      bucket.label,
      source,
      streams,
      bad,
      ...MEASURES.map((measure) => averages[measure]),
    ]),
    asks: heard.map(({ bucket: { from: since, to: until }, source, isTrunk }) => ({
      since,
      until,
      ...isTrunk ? { trunk: source } : { extension: source },
    })),
  };
}

function alertTable(pieces: readonly BucketQuality[], { language }: Making): Table {
  const column = (word: Word, unit: Column["unit"]): Column => ({ key: word, title: say(word, language), unit });
  const alerts = pieces.flatMap(({ alerts }) => alerts);
  return {
    kind: "table",
    key: "quality_alerts",
    title: say("alerts", language),
    columns: [
      column("interval", "text"),
      column("measure", "text"),
      column("value", "number"),
      column("limit", "number"),
      column("streams", "count"),
      column("worst", "phone"),
    ],
    asks: alerts.map(({ bucket, measure }) => ({ ...askDuring(bucket), sounded: SOUNDED_BY[measure] })),
    rows: alerts.map(({ bucket, measure, value, limit, streams, worst }) => [
      bucket.label,
      say(measure, language),
      value,
      limit,
      streams,
      worst,
    ]),
  };
}
