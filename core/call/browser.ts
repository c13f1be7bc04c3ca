import type { Address, Flow } from "../base/mod.ts";
import { type IceCredentials, type OwnDtls, readOffer, type SessionDescription } from "../sdp/mod.ts";
import { advertisedIp, type BoxAddresses } from "./addresses.ts";
import type { Exchange } from "./exchange.ts";
import type { Session } from "./session.ts";

/** RFC 8445 §5.3 asks for 24 and 128 bits; a name that is never used twice by chance needs no more than this. */
const UFRAG_BITS = 48;
const PASSWORD_BITS = 128;

/** A new name and password for the checks of a browser. */
export function newIce({ chance }: Exchange): IceCredentials {
  return { ufrag: chance.token(UFRAG_BITS), password: chance.token(PASSWORD_BITS) };
}

/** Whether a phone is a browser (RFC 5768 §4.1, RFC 7118): who comes by WebSocket and has checks made speaks by DTLS alone. */
export function isBrowser({ transport }: Flow, doesIce: boolean): boolean {
  return doesIce && (transport === "ws" || transport === "wss");
}

/** Our side of a browser's sound; undefined for all others. */
export function ownDtls(
  { addresses }: Exchange,
  { media: { ice }, flow }: { readonly media: Pick<Session["media"], "ice">; readonly flow: Flow },
): OwnDtls | undefined {
  if (ice === undefined || addresses.sound === undefined) return undefined;
  const { fingerprint } = addresses.sound;
  return { fingerprint, ice, candidates: candidatesFor(flow, addresses) };
}

/** A browser that changes its own name wants all checks made anew (RFC 8839 §4.4.1.1.1): ours changes with it. */
export function renewIce(exchange: Exchange, { media }: Session, offer: SessionDescription): void {
  const before = media.plan?.dtls?.peerUfrag;
  if (media.ice === undefined || before === undefined) return;
  const read = readOffer(offer, { suites: [], isRequired: true, takesDtls: true });
  if (read.ok && read.value.dtls?.ufrag !== before) media.ice = newIce(exchange);
}

/** Where a browser may find the box: first where it found it already, then wherever else it listens. */
function candidatesFor(flow: Flow, addresses: BoxAddresses): readonly Address[] {
  const { port, families } = addresses.sound!;
  const others = addresses.listening.map(({ address }) => address.ip).filter((ip) => !isOfOneHost(ip));
  const ips = new Set([advertisedIp(flow, addresses), flow.local.ip, ...others]);
  return [...ips].filter((ip) => families.includes(ip.includes(":") ? 6 : 4)).map((ip) => ({ ip, port }));
}

/** Loopback means another host to everybody, and a link-local address nothing without its link. */
function isOfOneHost(ip: string): boolean {
  return ip.startsWith("127.") || /^(?:::1?$|fe[89ab])/i.test(ip) || ip === "0.0.0.0";
}
