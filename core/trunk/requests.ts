import { isIpv6 } from "../base/mod.ts";
import type { Proxy, Trunk } from "../directory/mod.ts";
import {
  type Header,
  header,
  headers,
  parseNameAddr,
  parseUri,
  type SipRequest,
  type SipResponse,
} from "../sip/mod.ts";

/** What is the same in every request to a trunk outside a call. */
export interface Signature {
  readonly callId: string;
  readonly cseq: number;
  readonly tag: string;
  /** Our Contact, in angle brackets. */
  readonly contact: string;
}

/** The host of a trunk, or of a proxy, as it stands in a URI, with its port where one is given. */
export function hostOf({ host, port }: Proxy): string {
  const name = isIpv6(host) ? `[${host}]` : host;
  return port === undefined ? name : `${name}:${port}`;
}

/** What DNS is asked about (RFC 3263): the next hop, which is the outbound proxy where there is one. */
export function uriToResolve({ host, port, proxy, transport }: Trunk): string {
  return `sip:${hostOf(proxy ?? { host, ...(port === undefined ? {} : { port }) })};transport=${transport}`;
}

/** By way of the outbound proxy (RFC 3261 §8.1.2): its URI as the one Route; nothing where there is none. */
export function routeThrough({ proxy, transport }: Trunk): readonly string[] {
  return proxy === undefined ? [] : [`<sip:${hostOf(proxy)};transport=${transport};lr>`];
}

/**
 * REGISTER (RFC 3261 §10.2): the box is at `contact` for so many seconds; 0 takes it away.
 *
 * @param before another Contact of ours that is no longer right, and is taken away
 */
export function registerRequest(trunk: Trunk, signature: Signature, expiresS: number, before?: string): SipRequest {
  const self = `<sip:${trunk.user ?? "kontor"}@${hostOf(trunk)}>`;
  const fields = [
    { name: "Contact", value: signature.contact },
    ...before === undefined ? [] : [{ name: "Contact", value: `${before};expires=0` }],
    { name: "Expires", value: String(expiresS) },
  ];
  return request("REGISTER", trunk, signature, { from: self, to: self, fields });
}

/** OPTIONS (§11): is anybody there? */
export function optionsRequest(trunk: Trunk, signature: Signature): SipRequest {
  const from = trunk.user === undefined ? signature.contact : `<sip:${trunk.user}@${hostOf(trunk)}>`;
  const fields = [{ name: "Contact", value: signature.contact }, { name: "Accept", value: "application/sdp" }];
  return request("OPTIONS", trunk, signature, { from, to: `<sip:${hostOf(trunk)}>`, fields });
}

/** For how long the registrar took us, in seconds (§10.2.4): what it says of our own Contact, or of all. */
export function grantedS(trunk: Trunk, response: SipResponse, askedS: number): number {
  for (const value of headers(response, "Contact")) {
    const contact = parseNameAddr(value);
    const uri = contact.ok ? parseUri(contact.value.uri) : contact;
    if (!contact.ok || !uri.ok || uri.value.user !== trunk.name) continue;
    const said = wholeOf(contact.value.parameters.get("expires"));
    if (said !== undefined) return said;
  }
  return wholeOf(header(response, "Expires")) ?? askedS;
}

/** A number of seconds that a field names; undefined for anything else. */
export function wholeOf(text: string | undefined): number | undefined {
  const [digits] = /^\s*\d{1,9}/.exec(text ?? "") ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function request(
  method: string,
  trunk: Trunk,
  { callId, cseq, tag }: Signature,
  parts: { readonly from: string; readonly to: string; readonly fields: readonly Header[] },
): SipRequest {
  return {
    kind: "request",
    method,
    uri: `sip:${hostOf(trunk)}`,
    headers: [
      ...routeThrough(trunk).map((value) => ({ name: "Route", value })),
      { name: "Max-Forwards", value: "70" },
      { name: "From", value: `${parts.from};tag=${tag}` },
      { name: "To", value: parts.to },
      { name: "Call-ID", value: callId },
      { name: "CSeq", value: `${cseq} ${method}` },
      ...parts.fields,
      { name: "User-Agent", value: "Kontor" },
    ],
    body: new Uint8Array(0),
  };
}
