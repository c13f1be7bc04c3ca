import type { Directory, Pbx, PbxName } from "../../core/directory/mod.ts";
import { DEFAULT_POLICY, policyOf } from "./policy.ts";
import type { Scope } from "./read/mod.ts";

/** What of this office holds for a tenant who says nothing else. */
export interface HomeOffice {
  readonly country: string;
  readonly timeZone: string;
  readonly missed: Directory["missed"];
  readonly history: Directory["history"];
}

/** The same, of the whole office. */
export function homeOf(
  { office: { country, timeZone }, missed, history }: Pick<Directory, "office" | "missed" | "history">,
): HomeOffice {
  return { country, timeZone, missed, history };
}

/** What the readers of a tenant must know of it; what it leaves out is as in the office. */
export function scopeOf(pbx: Pbx, office: HomeOffice): Scope {
  const { busyRangS, forwardConfirmed, ...missed } = pbx.missed;
  return {
    office: {
      extensions: new Set(pbx.extensions),
      trunkPrefixes: pbx.trunkChannels,
      queues: byId(pbx.queues),
      groups: byId(pbx.groups),
      menus: byId(pbx.menus),
    },
    policy: {
      ...policyOf({ ...office.missed, ...missed }),
      busyRangS: busyRangS ?? DEFAULT_POLICY.busyRangS,
      isForwardConfirmed: forwardConfirmed ?? DEFAULT_POLICY.isForwardConfirmed,
      outboundPrefixes: pbx.outboundPrefixes,
      members: byId(pbx.members),
      keepYears: office.history.keepYears,
      country: pbx.country ?? office.country,
      timeZone: pbx.timeZone ?? office.timeZone,
    },
  };
}

function byId(names: readonly PbxName[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map(({ id, name }) => [id, name]));
}
