import { formatHost } from "../base/mod.ts";
import type { Party } from "../record/mod.ts";
import { formatNameAddr, type Header, headers, type SipRequest } from "../sip/mod.ts";

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

/** What became of a call before it came to us. */
export interface SentOn {
  /** How often it was sent on. */
  readonly times: number;
  /** By whom, in the words of those who sent it on. */
  readonly headers: readonly Header[];
}

/** So often a call is sent on at most, as in telephone networks (ITU-T Q.732.2): more often is a circle through the world. */
export const MOST_DIVERSIONS = 5;
/** Why a call was sent on, as RFC 4458 §2 and RFC 7044 §10.2 have it in a URI of History-Info. */
const HISTORY_CAUSE = /[;?&]cause(=|%3D)(302|404|408|480|486|487|503)\b/i;

/** How a call from outside was sent on before it came; undefined where it was not. */
export function sentOnBefore(request: SipRequest): SentOn | undefined {
  const diversions = headers(request, "Diversion");
  const counted = diversions.map((value) => Number(/;\s*counter\s*=\s*(\d{1,3})/i.exec(value)?.[1] ?? 1));
  const history = headers(request, "History-Info").filter((value) => HISTORY_CAUSE.test(value)).length;
  const times = Math.max(history, counted.reduce((sum, each) => sum + each, 0));
  return times === 0
    ? undefined
    : { times, headers: diversions.slice(0, MOST_DIVERSIONS).map((value) => ({ name: "Diversion", value })) };
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
