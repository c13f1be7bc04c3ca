import { formatHost } from "../base/mod.ts";
import type { Party } from "../record/mod.ts";
import { formatNameAddr, type Header } from "../sip/mod.ts";

/** Why somebody's calls go elsewhere, in the words of RFC 5806 §4.1. */
export type DiversionReason =
  | "unconditional"
  | "user-busy"
  | "no-answer"
  | "unavailable"
  | "do-not-disturb"
  | "deflection";

/** Somebody who has sent a call on. */
export interface Diversion {
  readonly by: Party;
  readonly reason: DiversionReason;
}

/** RFC 5806 §4: who has sent the call on and why, the last one first. */
export function diversionHeaders(diversions: readonly Diversion[], ip: string): readonly Header[] {
  return diversions.map(({ by: { number, name }, reason }) => ({
    name: "Diversion",
    value: `${
      formatNameAddr({
        ...(name === undefined ? {} : { name }),
        uri: `sip:${encodeURIComponent(number)}@${formatHost(ip)}`,
        parameters: new Map(),
      })
    };reason=${reason};counter=1`,
  }));
}
