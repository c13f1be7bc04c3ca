import { callerKey } from "../../../core/routing/mod.ts";
import type { Party } from "../call.ts";
import type { Office, Policy } from "../policy.ts";
import type { Bundle } from "./bundle.ts";
import type { CdrRow } from "./cdr.ts";

/** What a reader knows beside the rows. */
export interface Scope {
  readonly office: Office;
  readonly policy: Policy;
}

/** One end of a call's legs: who it was, and the row that tells what became of it. */
export interface Reached {
  readonly party: Party;
  readonly row: CdrRow;
}

const LOCAL = /^Local\/([^@/]+)@/;

/** Whether a channel leads outside. */
export function isTrunk(channel: string, { trunkPrefixes }: Office): boolean {
  return trunkPrefixes.some((prefix) => channel.startsWith(prefix));
}

/**
 * The name of the trunk that a channel belongs to, by how its name begins: `PJSIP/provider-` is `provider`'s, also where one
 * beginning stands for several, as in `PJSIP/prov`.
 */
export function trunkOf(channel: string, { trunkPrefixes }: Office): string | undefined {
  const prefix = trunkPrefixes.find((prefix) => channel.startsWith(prefix));
  if (prefix === undefined) return undefined;
  const named = /^\w+\/(.+)[-/]$/.exec(prefix)?.[1];
  return named ?? endpointOf(channel);
}

export const isLocal = (channel: string): boolean => LOCAL.test(channel);

/** `PJSIP/101-00000002` is 101's, `Local/101@from-queue/n` too; a name that is no channel stays as it is. */
export function endpointOf(channel: string): string {
  const local = LOCAL.exec(channel)?.[1];
  if (local !== undefined) return local;
  return /^[A-Za-z0-9_]+\/(.+?)(-[0-9a-f]{6,})?$/.exec(channel)?.[1] ?? channel;
}

/** Who was behind party B of a row. A Local channel is followed to the phones it was dialled for. */
export function reachedBy(row: CdrRow, bundle: Bundle, scope: Scope, depth = 0): readonly Reached[] {
  const { partner } = row;
  if (!isLocal(partner)) return [{ party: partyOf(partner, bundle, scope, row), row }];
  const otherHalf = partner.replace(/;1$/, ";2");
  const inner = bundle.cdr.filter((row) => row.channel === otherHalf && row.partner !== "" && row.partner !== partner);
  // Forwarding in a circle makes Local channels of Local channels.
  if (inner.length > 0 && depth < 10) return inner.flatMap((row) => reachedBy(row, bundle, scope, depth + 1));
  return [{ party: partyOf(partner, bundle, scope, row), row }];
}

/** Who a channel belongs to; `row` is the one that tells what was dialled, if there is one. */
export function partyOf(channel: string, bundle: Bundle, { office, policy }: Scope, row?: CdrRow): Party {
  const endpoint = endpointOf(channel);
  if (isTrunk(channel, office)) return outside(numberDialled(channel, bundle, office, row), policy);
  if (isLocal(channel) && !office.extensions.has(endpoint) && /^\+?\d{5,}$/.test(endpoint)) {
    return outside(endpoint, policy);
  }
  return { is: "extension", number: memberOf(channel, policy) };
}

/** Whose phone a channel is, or a member of a queue by the name that its log has for him. */
export function memberOf(channel: string, { members }: Policy): string {
  const endpoint = endpointOf(channel);
  return members[endpoint] ?? members[channel] ?? endpoint;
}

function outside(dialled: string, { country, outboundPrefixes }: Policy): Party {
  return { is: "outside", number: callerKey(dialled, { country, prefixes: outboundPrefixes }) };
}

/** What was dialled towards a trunk. A caller's own row may name the extension that has forwarded him. */
function numberDialled(channel: string, bundle: Bundle, office: Office, row: CdrRow | undefined): string {
  const forwarded = bundle.cdr.find(({ partner, channel: by }) => partner === channel && isLocal(by))?.dst;
  const written = row === undefined ? undefined : /^\w+\/(\+?[\d*#]+)@/.exec(row.data)?.[1];
  const dst = row !== undefined && !office.extensions.has(row.dst) ? row.dst : undefined;
  const told = bundle.cel.find(({ event, extra }) => event === "FORWARD" && extra.forward !== "")?.extra.forward;
  const shown = bundle.cel.find((event) => event.channel === channel && event.callerNumber !== "")?.callerNumber;
  return forwarded ?? dst ?? written ?? told ?? shown ?? row?.dst ?? "";
}
