import type { Chance } from "../base/mod.ts";

export interface NaptrRecord {
  readonly type: "NAPTR";
  readonly order: number;
  readonly preference: number;
  readonly flags: string;
  readonly service: string;
  readonly replacement: string;
}

export interface SrvRecord {
  readonly type: "SRV";
  readonly priority: number;
  readonly weight: number;
  readonly port: number;
  readonly target: string;
}

export interface AddressRecord {
  readonly type: "A" | "AAAA";
  readonly ip: string;
}

/** What the DNS said, as far as RFC 3263 asks it. */
export type DnsRecord = NaptrRecord | SrvRecord | AddressRecord;

/** The NAPTR records that lead to an SRV name (flag `s`), by order and preference (RFC 3403 §4.1). */
export function orderNaptr(records: readonly DnsRecord[]): readonly NaptrRecord[] {
  return records
    .filter((record): record is NaptrRecord => record.type === "NAPTR" && record.flags.toLowerCase() === "s")
    .sort((one, other) => one.order - other.order || one.preference - other.preference);
}

/** By priority, and among equals by lot in proportion to weight (RFC 2782 "Weight"). */
export function orderSrv(records: readonly SrvRecord[], chance: Chance): readonly SrvRecord[] {
  const ordered: SrvRecord[] = [];
  for (const priority of [...new Set(records.map((record) => record.priority))].sort((a, b) => a - b)) {
    // Those of weight 0 stand first, so that they are drawn only when the lot is 0.
    const left = records.filter((record) => record.priority === priority).sort((a, b) => a.weight - b.weight);
    while (left.length > 0) ordered.push(...left.splice(drawByWeight(left, chance), 1));
  }
  return ordered;
}

function drawByWeight(records: readonly SrvRecord[], chance: Chance): number {
  const total = records.reduce((sum, record) => sum + record.weight, 0);
  let lot = chance.below(total + 1);
  for (const [at, { weight }] of records.entries()) {
    if (lot <= weight) return at;
    lot -= weight;
  }
  return records.length - 1;
}
