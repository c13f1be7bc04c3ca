import { ipToBytes, isInNetwork } from "../base/mod.ts";

/**
 * What the box's own authority may vouch for. People put it among those that their browser trusts: were it good for every name,
 * whoever stole the box could pass for their bank.
 */
export interface Permits {
  /** Each stands for itself and all that ends with it behind a dot. */
  readonly names: readonly string[];
  /** `192.168.0.0/16`, `fc00::/7` */
  readonly networks: readonly string[];
}

/** Names that no public authority gives out (RFC 6761, RFC 6762, RFC 8375, ICANN's "internal"), or that offices use as if. */
const NEVER_PUBLIC = ["local", "localhost", "lan", "home.arpa", "internal", "intranet", "home"];
/** RFC 1122, 1918, 3927, 6598, 4193, 4291. */
const PRIVATE = [
  "127.0.0.0/8",
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "169.254.0.0/16",
  "100.64.0.0/10",
  "::1/128",
  "fc00::/7",
  "fe80::/10",
];

/** What an authority that is made for these names and addresses is to be good for. */
export function permitsFor(names: readonly string[], addresses: readonly string[]): Permits {
  const alone = { names: NEVER_PUBLIC, networks: PRIVATE };
  return {
    names: [...NEVER_PUBLIC, ...names.filter((name) => !mayVouch(alone, name))],
    networks: [
      ...PRIVATE,
      ...addresses.filter((ip) => !mayVouch(alone, ip)).map((ip) => `${ip}/${ipToBytes(ip).length * 8}`),
    ],
  };
}

/** Whether an authority with these permits may vouch for a name or an address. */
export function mayVouch({ names, networks }: Permits, wanted: string): boolean {
  if (!isAddress(wanted)) return names.some((name) => wanted === name || wanted.endsWith(`.${name}`));
  return networks.some((network) => isInNetwork(wanted, network));
}

function isAddress(text: string): boolean {
  return text.includes(":") || /^[0-9.]+$/.test(text);
}
