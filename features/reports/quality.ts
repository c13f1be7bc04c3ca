import { DEFAULT_QUALITY_LIMITS, type QualityLimits } from "../../core/directory/mod.ts";
import { type Bucket, BucketFinder } from "./buckets.ts";
import { share } from "./kpi_call.ts";
import type { Sound } from "./report_call.ts";
import { compareNames } from "./tally.ts";

export type Measure = keyof QualityLimits;
export const MEASURES: readonly Measure[] = ["mos", "jitterMs", "lostPercent", "latencyMs"];

/** What may be said of how a call sounded: beyond any limit of the office, or beyond that of one measure. */
export const SOUNDED = ["bad", "mos", "jitter", "loss", "latency"] as const;
export type Sounded = (typeof SOUNDED)[number];

/** Null where nobody told anything. */
export type Averages = Readonly<Record<Measure, number | null>>;

/** How calls sounded from one trunk or extension. */
export interface SourceQuality {
  /** A trunk's name, or an extension. */
  readonly source: string;
  readonly isTrunk: boolean;
  /** Streams that told anything. */
  readonly streams: number;
  /** Of them beyond any limit. */
  readonly bad: number;
  readonly averages: Averages;
}

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

/** How calls sounded in a piece of time: averages of streams, one for each leg. */
export interface BucketQuality {
  readonly bucket: Bucket;
  readonly averages: Averages;
  readonly alerts: readonly QualityAlert[];
  /** In order of their names. */
  readonly sources: readonly SourceQuality[];
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

const MEASURES_OF: Readonly<Record<Sounded, readonly Measure[]>> = {
  ...{ bad: MEASURES, mos: ["mos"], jitter: ["jitterMs"], loss: ["lostPercent"], latency: ["latencyMs"] },
};

/** Whether a stream sounded so. */
export function hasSounded(sound: Sound, sounded: Sounded, limits: QualityLimits): boolean {
  return MEASURES_OF[sounded].some((measure) => {
    const value = VALUE_OF[measure](sound);
    return value !== null && isBeyond(measure, value, limits[measure]);
  });
}

/** What streams come to that were heard: a month has hundreds of thousands, and each is looked at once. */
class Heard {
  streams = 0;
  bad = 0;
  isTrunk = false;
  readonly #of = MEASURES.map(() => ({ told: 0, sum: 0, worst: NaN, from: "" }));

  add(sound: Sound, limits: QualityLimits): void {
    let isBad = false;
    for (let at = 0; at < MEASURES.length; at++) {
      const measure = MEASURES[at]!;
      const value = VALUE_OF[measure](sound);
      if (value === null) continue;
      const told = this.#of[at]!;
      told.told += 1;
      told.sum += value;
      isBad ||= isBeyond(measure, value, limits[measure]);
      if (told.told > 1 && !isBeyond(measure, value, told.worst)) continue;
      told.worst = value;
      told.from = sound.from;
    }
    this.streams += 1;
    if (isBad) this.bad += 1;
    this.isTrunk ||= sound.isTrunk === true;
  }

  get averages(): Averages {
    const [mos = null, jitterMs = null, lostPercent = null, latencyMs = null] = this.#of.map(({ sum, told }) =>
      share(sum, told)
    );
    return { mos, jitterMs, lostPercent, latencyMs };
  }

  alerts(bucket: Bucket, limits: QualityLimits): readonly QualityAlert[] {
    return MEASURES.flatMap((measure, at) => {
      const { told, sum, from } = this.#of[at]!;
      const limit = limits[measure];
      return told > 0 && isBeyond(measure, sum / told, limit)
        ? [{ bucket, measure, value: sum / told, limit, streams: told, worst: from }]
        : [];
    });
  }
}

/** How calls sounded in each piece of a period, altogether and from each source. */
export function qualityOf(
  sounds: Iterable<Sound>,
  buckets: readonly Bucket[],
  limits: QualityLimits = DEFAULT_QUALITY_LIMITS,
): readonly BucketQuality[] {
  const finder = new BucketFinder(buckets);
  const heard = buckets.map(() => ({ all: new Heard(), from: new Map<string, Heard>() }));
  for (const sound of sounds) {
    const there = heard[finder.at(sound.at)];
    if (there === undefined) continue;
    there.all.add(sound, limits);
    const source = there.from.get(sound.from) ?? new Heard();
    there.from.set(sound.from, source);
    source.add(sound, limits);
  }
  return buckets.map((bucket, at) => {
    const { all, from } = heard[at]!;
    return { bucket, averages: all.averages, alerts: all.alerts(bucket, limits), sources: inOrder(from) };
  });
}

/** Every source that told anything, in order of its name. */
export function qualityBySource(sounds: Iterable<Sound>, limits: QualityLimits): readonly SourceQuality[] {
  const always = [{ from: -Infinity, to: Infinity, label: "" }];
  return qualityOf(sounds, always, limits)[0]?.sources ?? [];
}

function inOrder(heard: ReadonlyMap<string, Heard>): readonly SourceQuality[] {
  return [...heard].map(([source, { streams, bad, isTrunk, averages }]) => ({
    source,
    isTrunk,
    streams,
    bad,
    averages,
  }))
    .sort((one, other) => compareNames(one.source, other.source));
}
