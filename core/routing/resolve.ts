import { type Address, type Chance, isIpv6, type Transport } from "../base/mod.ts";
import type { SipUri } from "../sip/mod.ts";
import { type DnsRecord, orderNaptr, orderSrv, type SrvRecord } from "./dns_record.ts";

/** Where a request may be sent. */
export interface Target {
  readonly transport: Transport;
  readonly address: Address;
}

/** A question to the DNS. */
export interface Lookup {
  readonly type: "NAPTR" | "SRV" | "A" | "AAAA";
  readonly name: string;
}

type Dialled = "udp" | "tcp" | "tls";

/** A host and port still to be looked up. */
interface Place {
  readonly transport: Dialled;
  readonly host: string;
  readonly port: number;
}

/**
 * Asks lookups, all of one `yield` at once; is resumed with the records of each, none where there are none.
 * Ends with the answer.
 */
type Plan<T> = Generator<readonly Lookup[], T, readonly (readonly DnsRecord[])[]>;

/** RFC 3263 §4.1 and RFC 3958: what a NAPTR's service means to us. */
const SERVICES: Readonly<Record<string, Dialled>> = { "SIP+D2U": "udp", "SIP+D2T": "tcp", "SIPS+D2T": "tls" };
const SRV_PREFIX = { udp: "_sip._udp.", tcp: "_sip._tcp.", tls: "_sips._tcp." } as const;
/** A zone of a stranger's cannot make us ask or try without end. */
const MOST_SERVICES = 6;
const MOST_PLACES = 16;
const MOST_TARGETS = 16;

/**
 * RFC 3263 §4: where a request to `uri` may go, in the order in which it is to be tried; empty when nowhere. Only
 * transports that we can open ourselves: nobody can dial a WebSocket.
 *
 * ```text
 * numeric host ------------------------------------------> the address
 * port given ------------------------------> A, AAAA ----> addresses
 * transport given ---------------> SRV ----> A, AAAA ----> addresses, by priority and weight
 * neither ------------> NAPTR ---> SRV ----> A, AAAA ----> addresses, by order, preference, priority and weight
 * ```
 */
export function* planTargets(uri: SipUri, chance: Chance): Plan<readonly Target[]> {
  const asked = askedTransport(uri);
  if (asked === "none") return [];
  // §4: a maddr says where the request goes; the host only whom it is for.
  const host = trimDot(uri.parameters.get("maddr")?.replace(/^\[|\]$/g, "") ?? uri.host);
  const isSips = uri.scheme === "sips";
  const usual: Dialled = asked ?? (isSips ? "tls" : "udp");
  const direct: Place = { transport: usual, host, port: uri.port ?? usualPort(usual) };
  if (isNumeric(host)) return [{ transport: usual, address: { ip: host, port: direct.port } }];
  if (host === "") return [];
  const places = uri.port === undefined ? yield* findPlaces(host, asked, { isSips, chance }) : undefined;
  // §4.2: without SRV records the host itself is asked.
  return yield* findAddresses(places ?? [direct]);
}

/** By NAPTR and SRV; undefined when there is no SRV record at all, empty when they say that there is no service. */
function* findPlaces(
  host: string,
  asked: Dialled | undefined,
  { isSips, chance }: { readonly isSips: boolean; readonly chance: Chance },
): Plan<readonly Place[] | undefined> {
  const services = asked === undefined ? yield* findServices(host, isSips) : [serviceOf(asked, host)];
  const found = yield services.map(({ name }): Lookup => ({ type: "SRV", name }));
  const places: Place[] = [];
  let isAnswered = false;
  services.forEach(({ transport }, at) => {
    const records = (found[at] ?? []).filter((record): record is SrvRecord => record.type === "SRV");
    if (records.length > 0) isAnswered = true;
    for (const { target, port } of orderSrv(records, chance)) {
      // RFC 2782: "." means that the service is decidedly not there.
      if (trimDot(target) !== "" && port > 0) places.push({ transport, host: trimDot(target), port });
    }
  });
  return isAnswered ? places.slice(0, MOST_PLACES) : undefined;
}

/** Which SRV names to ask, the best first: as NAPTR says, else every one that fits. */
function* findServices(host: string, isSips: boolean): Plan<readonly { transport: Dialled; name: string }[]> {
  const [found = []] = yield [{ type: "NAPTR", name: host }];
  const named = orderNaptr(found).flatMap(({ service, replacement }) => {
    const transport = SERVICES[service.toUpperCase()];
    // §4.1: for sips only what is TLS all the way.
    if (transport === undefined || (isSips && transport !== "tls") || trimDot(replacement) === "") return [];
    return [{ transport, name: trimDot(replacement) }];
  });
  if (named.length > 0) return named.slice(0, MOST_SERVICES);
  const fitting: readonly Dialled[] = isSips ? ["tls"] : ["udp", "tcp", "tls"];
  return fitting.map((transport) => serviceOf(transport, host));
}

function* findAddresses(places: readonly Place[]): Plan<readonly Target[]> {
  const lookups = places.filter(({ host }) => !isNumeric(host)).flatMap(({ host }): readonly Lookup[] => [
    { type: "A", name: host },
    { type: "AAAA", name: host },
  ]);
  const found = lookups.length > 0 ? yield lookups : [];
  const targets = new Map<string, Target>();
  for (const { transport, host, port } of places) {
    // IPv4 first: offices whose IPv6 leads nowhere are many, and a wrong first try costs the caller seconds.
    const records = lookups.flatMap(({ name }, at) => name === host ? found[at] ?? [] : []);
    const ips = isNumeric(host) ? [host] : records.flatMap((record) => "ip" in record ? [record.ip] : []);
    for (const ip of ips) {
      const key = `${transport} ${ip} ${port}`;
      if (!targets.has(key)) targets.set(key, { transport, address: { ip, port } });
    }
  }
  return [...targets.values()].slice(0, MOST_TARGETS);
}

/** §4.1: what the URI insists on; undefined when it leaves the choice to us, "none" when we cannot dial it. */
function askedTransport(uri: SipUri): Dialled | undefined | "none" {
  if (uri.scheme !== "sip" && uri.scheme !== "sips") return "none";
  const parameter = uri.parameters.get("transport")?.toLowerCase();
  switch (parameter) {
    case undefined:
      return undefined;
    case "udp":
      return uri.scheme === "sips" ? "none" : "udp";
    case "tcp":
      return uri.scheme === "sips" ? "tls" : "tcp";
    case "tls":
      // RFC 3261 §26.2.2 deprecates it; providers write it still.
      return "tls";
    default:
      return "none";
  }
}

function serviceOf(transport: Dialled, host: string): { transport: Dialled; name: string } {
  return { transport, name: SRV_PREFIX[transport] + host };
}

function usualPort(transport: Dialled): number {
  return transport === "tls" ? 5061 : 5060;
}

function trimDot(name: string): string {
  return name.endsWith(".") ? name.slice(0, -1) : name;
}

function isNumeric(host: string): boolean {
  return isIpv6(host) || /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}
