import type { LocalHours } from "../../core/base/mod.ts";
import type { Row } from "../../core/record/mod.ts";
import type { Kpis, QueueWaits } from "./kpi.ts";
import { share } from "./kpi_call.ts";
import { withRate } from "./kpi_resolution.ts";
import type { PeakHour } from "./kpi_peak_hour.ts";
import { levelOf, type Served, type ServiceLevel, type ServiceLevelVariant } from "./kpi_service_level.ts";
import { type GroupKind, type GroupSums, NO_SUMS, type Sums } from "./sums.ts";
import { compareNames, type Tally } from "./tally.ts";

/** The same figures as `kpisOf` has from calls; how long callers waited in queues is told in whole seconds. */
export function kpisFromSums(
  sums: Sums,
  { hours, variant = "F3", timeOf = "talk" }: {
    readonly hours: LocalHours;
    readonly variant?: ServiceLevelVariant;
    readonly timeOf?: "talk" | "duration";
  },
): Kpis {
  const all = withoutShort(sums.groups.get("all")?.get("") ?? NO_SUMS);
  const [time, inboundTime] = timeOf === "talk"
    ? [all.talkMs, all.inboundTalkMs]
    : [all.durationMs, all.inboundDurationMs];
  const missed = all.abandoned + all.lost;
  return {
    totalCalls: all.inbound + all.outbound,
    inboundReached: all.inbound,
    answered: all.answered,
    missed,
    messages: all.inbound - all.answered - missed,
    averageTimeS: share(time / 1_000, all.spoken),
    averageInboundTimeS: share(inboundTime / 1_000, all.answered),
    abandonRate: share(all.abandoned, all.inbound),
    lostRate: share(missed, all.inbound),
    serviceLevel: levelFrom(all, variant),
    peakHour: peakFrom(sums, hours),
    queueWait: waitsFrom(sums.queueWaits),
    firstCallResolution: withRate(sums.contacts),
  };
}

/** One tally for each of a kind, as `talliesBy` has them. */
export function talliesFromSums(
  sums: Sums,
  kind: GroupKind,
  variant: ServiceLevelVariant = "F3",
): readonly (readonly [string, Tally])[] {
  return [...sums.groups.get(kind) ?? []].map(([of, group]) => [of, tallyFrom(group, variant)] as const)
    .sort(([one], [other]) => compareNames(one, other));
}

/** As if those had not called who gave up too soon to count. */
export function withoutShort({ inbound, abandoned, abandonedShort, ...others }: GroupSums): GroupSums {
  const [callers, gaveUp] = [inbound - abandonedShort, abandoned - abandonedShort];
  return { ...others, inbound: callers, abandoned: gaveUp, abandonedShort: 0 };
}

export function tallyFrom(of: GroupSums, variant: ServiceLevelVariant): Tally {
  const group = withoutShort(of);
  const { inbound, outbound, answered, abandoned, lost, spoken, waitMs, talkMs } = group;
  return {
    inbound,
    outbound,
    answered,
    missed: abandoned + lost,
    abandonRate: share(abandoned, inbound),
    lostRate: share(abandoned + lost, inbound),
    serviceLevel: levelFrom(group, variant).level,
    averageWaitS: share(waitMs / 1_000, answered),
    talkS: talkMs / 1_000,
    averageTalkS: share(talkMs / 1_000, spoken),
  };
}

/** As `servedOf` has them. */
export function servedFromSums(sums: Sums): Served {
  return servedFrom(withoutShort(sums.groups.get("all")?.get("") ?? NO_SUMS));
}

function levelFrom(group: GroupSums, variant: ServiceLevelVariant): ServiceLevel {
  return levelOf(servedFrom(group), variant);
}

function servedFrom(group: GroupSums): Served {
  const { answered, abandoned, lost: flowedOut, answeredInTime, abandonedInTime, abandonedAtOnce } = group;
  return { answered, abandoned, flowedOut, answeredInTime, abandonedInTime, abandonedAtOnce };
}

function peakFrom({ byHour }: Sums, hours: LocalHours): PeakHour | null {
  const counts = new Map<string, number>();
  for (const [hour, sums] of byHour) {
    const { inbound } = withoutShort(sums);
    if (inbound === 0) continue;
    const label = String(hours.at(hour).hour).padStart(2, "0");
    counts.set(label, (counts.get(label) ?? 0) + inbound);
  }
  const most = Math.max(0, ...counts.values());
  const tied = [...counts].filter(([, count]) => count === most).map(([hour]) => hour).sort();
  const [hour] = tied;
  return hour === undefined ? null : { hour, calls: most, tied };
}

function waitsFrom(rows: readonly Row[]): QueueWaits {
  const [all, answered] = [rows, rows.filter((row) => row["answered"] === 1)];
  const streams = (rows: readonly Row[]) => rows.reduce((total, row) => total + count(row["count"]), 0);
  const average = (rows: readonly Row[]) =>
    share(rows.reduce((total, row) => total + count(row["wait_ms"]), 0) / 1_000, streams(rows));
  const byWait = [...all].sort((one, other) => count(one["wait_s"]) - count(other["wait_s"]));
  let left = Math.ceil(streams(all) * 0.9);
  const p90 = byWait.find((row) => (left -= count(row["count"])) <= 0);
  return {
    averageS: average(all),
    answeredAverageS: average(answered),
    longestS: byWait.length === 0 ? null : count(byWait.at(-1)!["wait_s"]),
    p90S: p90 === undefined ? null : count(p90["wait_s"]),
  };
}

function count(cell: Row[string] | undefined): number {
  return typeof cell === "number" ? cell : 0;
}
