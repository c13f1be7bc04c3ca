import type { Fingerprint } from "../sdp/mod.ts";
import { type Address, type Flow, formatHost, isIpv6, type Transport } from "../base/mod.ts";

/** Where the box listens, and how the world beyond a router sees it. */
export interface BoxAddresses {
  /** One per socket or listener: transport and concrete local address. */
  readonly listening: readonly { readonly transport: Transport; readonly address: Address }[];
  /** The router's outer address, by STUN or given in kontor.yml. */
  readonly publicIp?: string;
  /** Where browsers send their sound, and the certificate that they are shown; without it they are refused. */
  readonly sound?: BrowserSound | undefined;
}

/** One port for the sound of all browsers. */
export interface BrowserSound {
  readonly port: number;
  readonly families: readonly (4 | 6)[];
  readonly fingerprint: Fingerprint;
}

/**
 * The address that the peer of `flow` shall know us by: our own on the same network, the router's outer one for a peer
 * out on the internet when we are behind a router ourselves.
 */
export function advertisedIp(flow: Flow, addresses: BoxAddresses): string {
  const outside = !isPrivate(flow.remote.ip) && isPrivate(flow.local.ip);
  return outside && addresses.publicIp !== undefined ? addresses.publicIp : flow.local.ip;
}

/** {@link advertisedIp} with our port: what stands in Via and Contact. */
export function advertisedAddress(flow: Flow, addresses: BoxAddresses): Address {
  return { ip: advertisedIp(flow, addresses), port: flow.local.port };
}

/** Our Contact towards the peer of `flow`; to a trunk under the trunk's name. */
export function contactFor(flow: Flow, addresses: BoxAddresses, user = "kontor"): string {
  const { ip, port } = advertisedAddress(flow, addresses);
  const transport = flow.transport === "wss" ? "ws" : flow.transport;
  const parameter = transport === "udp" ? "" : `;transport=${transport}`;
  return `<sip:${user}@${formatHost(ip)}:${port}${parameter}>`;
}

/** Loopback, private (RFC 1918), shared (RFC 6598), link-local and unique local (RFC 4193) addresses. */
export function isPrivate(ip: string): boolean {
  if (isIpv6(ip)) return /^(::1$|f[cd]|fe[89ab])/i.test(ip);
  const [first = 0, second = 0] = ip.split(".", 2).map(Number);
  return first === 10 || first === 127 || (first === 192 && second === 168) || (first === 169 && second === 254) ||
    (first === 172 && second >= 16 && second < 32) || (first === 100 && second >= 64 && second < 128);
}
