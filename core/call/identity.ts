import { formatHost } from "../base/mod.ts";
import type { Party } from "../record/mod.ts";
import { formatNameAddr, hasToken, type Header, header, type SipRequest } from "../sip/mod.ts";

/** Who is shown to the called phone. */
export interface Caller {
  readonly party: Party;
  /** The caller asked not to be named (RFC 3323 `Privacy: id`, or an anonymous From). */
  readonly hidden: boolean;
}

/** Whether the caller asks not to be named. */
export function wantsPrivacy(request: SipRequest): boolean {
  const from = header(request, "From") ?? "";
  return ["id", "user", "header"].some((token) => hasToken(request, "Privacy", token)) ||
    /sip:anonymous@anonymous\.invalid/i.test(from);
}

/** The From value, without tag, with which the box calls a phone on behalf of `caller`. */
export function fromValue(caller: Caller, ip: string): string {
  if (caller.hidden) return '"Anonymous" <sip:anonymous@anonymous.invalid>';
  const { number, name } = caller.party;
  return formatNameAddr({
    ...(name === undefined ? {} : { name }),
    uri: `sip:${userOf(number)}@${formatHost(ip)}`,
    parameters: new Map(),
  });
}

/** A number before the @ of a URI; the + of a number of the world needs no escape (RFC 3261 §25.1). */
export function userOf(number: string): string {
  return encodeURIComponent(number).replaceAll("%2B", "+");
}

/**
 * P-Asserted-Identity (RFC 3325 §9.1): who the box itself vouches for, whatever the phone wrote into its From. A phone
 * is outside the trust domain, so a caller who wants privacy is not asserted to it (§5).
 */
export function assertedIdentity(caller: Caller, ip: string): readonly Header[] {
  if (caller.hidden) return [{ name: "Privacy", value: "id" }];
  return [{ name: "P-Asserted-Identity", value: fromValue(caller, ip) }];
}
