import { DEFAULT_QUALITY_LIMITS, type QualityLimits } from "../../core/directory/mod.ts";
import { type Bucket, BucketFinder } from "./buckets.ts";
import { sum } from "./kpi_call.ts";
import type { ReportCall, Sound } from "./report_call.ts";

export type Measure = keyof QualityLimits;
export const MEASURES: readonly Measure[] = ["mos", "jitterMs", "lostPercent", "latencyMs"];

/** One measure was beyond its limit, on the average of a piece of time. */
export interface QualityAlert {
  readonly bucket: Bucket;
  readonly measure: Measure;
  readonly value: number;
  readonly limit: number;
  /** How many streams the average is of. */
  readonly streams: number;
  /** From where the worst of them came: an extension or a trunk. */
  readonly worst: string;
}

/** How calls sounded in each piece of a period: averages of streams, one for each leg; null where nobody spoke. */
export interface QualitySeries {
  readonly buckets: readonly Bucket[];
  readonly averages: Readonly<Record<Measure, readonly (number | null)[]>>;
  /** In order of time. */
  readonly alerts: readonly QualityAlert[];
}

const VALUE_OF: Readonly<Record<Measure, (sound: Sound) => number | null>> = {
  mos: ({ mos }) => mos,
  jitterMs: ({ jitterMs }) => jitterMs,
  lostPercent: ({ lostPercent }) => lostPercent,
  latencyMs: ({ roundTripMs }) => roundTripMs === null ? null : roundTripMs / 2,
};

/** MOS is the one measure of which little is bad. */
function isBeyond(measure: Measure, value: number, limit: number): boolean {
  return measure === "mos" ? value < limit : value > limit;
}

export function qualityOf(
  calls: readonly ReportCall[],
  buckets: readonly Bucket[],
  limits: QualityLimits = DEFAULT_QUALITY_LIMITS,
): QualitySeries {
  const finder = new BucketFinder(buckets);
  const sounds: Sound[][] = buckets.map(() => []);
  for (const call of calls) for (const sound of call.sounds) sounds[finder.at(sound.at)]?.push(sound);
  const alerts: QualityAlert[] = [];
  const average = (measure: Measure, at: number): number | null => {
    const told = sounds[at]!.flatMap((sound) => {
      const value = VALUE_OF[measure](sound);
      return value === null ? [] : [{ value, from: sound.from }];
    });
    if (told.length === 0) return null;
    const value = sum(told.map((each) => each.value)) / told.length;
    const limit = limits[measure];
    if (isBeyond(measure, value, limit)) {
      const worst = told.reduce((one, other) => isBeyond(measure, other.value, one.value) ? other : one).from;
      alerts.push({ bucket: buckets[at]!, measure, value, limit, streams: told.length, worst });
    }
    return value;
  };
  const of = (measure: Measure) => buckets.map((_, at) => average(measure, at));
  const averages = {
    mos: of("mos"),
    jitterMs: of("jitterMs"),
    lostPercent: of("lostPercent"),
    latencyMs: of("latencyMs"),
  };
  return { buckets, averages, alerts: alerts.sort((one, other) => one.bucket.from - other.bucket.from) };
}
