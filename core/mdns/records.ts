import { isIpv6 } from "../base/mod.ts";

/** What the box tells of itself on one network. */
export interface Told {
  /** `kontor`: its name there is `kontor.local`. */
  readonly label: string;
  readonly addresses: readonly string[];
  readonly services: readonly MdnsService[];
}

export interface MdnsService {
  readonly kind: "_http._tcp" | "_https._tcp";
  readonly port: number;
}

/** The web pages among what is listened on, by the port that people would rather type. */
export function servicesOf(
  listening: readonly { readonly scheme: "http" | "https"; readonly address: { readonly port: number } }[],
): readonly MdnsService[] {
  const shortest = { http: 80, https: 443 } as const;
  return (["http", "https"] as const).flatMap((scheme) => {
    const ports = listening.filter((each) => each.scheme === scheme).map(({ address }) => address.port);
    const port = ports.find((each) => each === shortest[scheme]) ?? ports[0];
    return port === undefined ? [] : [{ kind: `_${scheme}._tcp`, port } as const];
  });
}

interface Common {
  readonly name: string;
  /** Seconds. */
  readonly ttl: number;
  /** Nobody else has such a record: who has heard another is to forget it (RFC 6762 §10.2). */
  readonly flush: boolean;
}

/** A record as dns-packet writes it, of the kinds that we have. */
export type MdnsRecord =
  & Common
  & (
    | { readonly type: "A" | "AAAA" | "PTR"; readonly data: string }
    | { readonly type: "TXT"; readonly data: readonly string[] }
    | { readonly type: "SRV"; readonly data: { readonly port: number; readonly target: string } }
    | { readonly type: "NSEC"; readonly data: { readonly nextDomain: string; readonly rrtypes: readonly string[] } }
  );

/** RFC 6762 §10: for records with the host's name in them, and for the others. */
const HOST_TTL = 120;
const OTHER_TTL = 4_500;
/** RFC 6763 §9: what kinds of services there are at all. */
const ALL_KINDS = "_services._dns-sd._udp.local";

export function hostName({ label }: Pick<Told, "label">): string {
  return `${label}.local`;
}

/** All that the box has to say (RFC 6762, RFC 6763). */
export function recordsOf(told: Told): readonly MdnsRecord[] {
  const host = hostName(told);
  const unique = { flush: true, ttl: HOST_TTL } as const;
  return [
    ...told.addresses.map((data) => ({ ...unique, name: host, type: isIpv6(data) ? "AAAA" : "A", data } as const)),
    ...told.services.flatMap(({ kind, port }): readonly MdnsRecord[] => {
      const [type, instance] = [`${kind}.local`, `${told.label}.${kind}.local`];
      return [
        { name: instance, type: "SRV", ...unique, data: { port, target: host } },
        { name: instance, type: "TXT", flush: true, ttl: OTHER_TTL, data: ["path=/"] },
        { name: type, type: "PTR", flush: false, ttl: OTHER_TTL, data: instance },
        { name: ALL_KINDS, type: "PTR", flush: false, ttl: OTHER_TTL, data: type },
      ];
    }),
  ];
}

/** Whether two records say the same, however long it holds. */
export function isSame(one: Pick<MdnsRecord, "name" | "type" | "data">, other: typeof one): boolean {
  return keyOf(one) === keyOf(other) && sayData(one.data) === sayData(other.data);
}

/** What can be asked for: `a kontor.local`. Names are the same in either case. */
export function keyOf({ name, type }: Pick<MdnsRecord, "name" | "type">): string {
  return `${type.toLowerCase()} ${name.toLowerCase()}`;
}

function sayData(data: MdnsRecord["data"]): string {
  if (typeof data === "string") return data.toLowerCase();
  if (Array.isArray(data)) return data.join("\n");
  if ("target" in data) return `${data.port} ${data.target.toLowerCase()}`;
  return "rrtypes" in data ? data.rrtypes.join(" ") : "";
}
