import type { Office as OfficeFacts, Pbx, PbxName } from "../../core/directory/mod.ts";
import { DEFAULT_POLICY } from "./policy.ts";
import type { Scope } from "./read/mod.ts";

/** What the readers of a tenant must know of it; what it leaves out is as in the office. */
export function scopeOf(pbx: Pbx, office: Pick<OfficeFacts, "country" | "timeZone">): Scope {
  return {
    office: {
      extensions: new Set(pbx.extensions),
      trunkPrefixes: pbx.trunkChannels,
      queues: byId(pbx.queues),
      groups: byId(pbx.groups),
      menus: byId(pbx.menus),
    },
    policy: {
      ...DEFAULT_POLICY,
      outboundPrefixes: pbx.outboundPrefixes,
      members: byId(pbx.members),
      country: pbx.country ?? office.country,
      timeZone: pbx.timeZone ?? office.timeZone,
    },
  };
}

function byId(names: readonly PbxName[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map(({ id, name }) => [id, name]));
}
