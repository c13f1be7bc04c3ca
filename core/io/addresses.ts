import { type Address, ipToBytes, isIpv6 } from "../base/mod.ts";

/** One address of this machine, with the size of the network it stands in. */
export interface LocalAddress {
  readonly ip: string;
  /** Bits that the hosts of its network share: 24 in 192.168.1.5/24. */
  readonly networkBits: number;
}

/** A socket's address in our words. */
export function asAddress(addr: Deno.Addr): Address {
  const { hostname, port } = addr as Deno.NetAddr;
  return { ip: hostname, port };
}

/**
 * The addresses of this machine that can be bound and told to others. IPv6 link-local ones are left out: they mean
 * nothing without the name of an interface, which no SIP URI can carry.
 */
export function localAddresses(): readonly LocalAddress[] {
  const found = new Map<string, LocalAddress>();
  for (const { address, cidr } of Deno.networkInterfaces()) {
    if (/^fe[89ab]/i.test(address)) continue;
    found.set(address, { ip: address, networkBits: Number(cidr.slice(cidr.indexOf("/") + 1)) });
  }
  return [...found.values()];
}

/** Whether a literal stands for all addresses of its family. */
export function isWildcard(ip: string): boolean {
  return ip === "0.0.0.0" || ip === "::";
}

/** The concrete addresses that `bind` names: `0.0.0.0` is every IPv4 address, `::` every IPv6 address. */
export function concreteAddresses(bind: readonly string[], locals: readonly LocalAddress[]): readonly string[] {
  const wanted = new Set<string>();
  for (const ip of bind) {
    if (!isWildcard(ip)) wanted.add(ip);
    else for (const local of locals) if (isIpv6(local.ip) === isIpv6(ip)) wanted.add(local.ip);
  }
  return [...wanted];
}

/**
 * The one of `locals` from which `remote` is best reached: itself, then the one whose network it is in, then the first that
 * is not loopback. Undefined when there is none of its family.
 */
export function nearestAddress(locals: readonly LocalAddress[], remote: string): LocalAddress | undefined {
  const to = ipToBytes(remote);
  let best: LocalAddress | undefined;
  let bestRank = -1;
  for (const local of locals) {
    if (isIpv6(local.ip) !== isIpv6(remote)) continue;
    const from = ipToBytes(local.ip);
    const shared = sharedBits(from, to);
    const near = shared === 8 * from.length || shared >= local.networkBits;
    const rank = near ? 1 + shared : isLoopback(from) ? 0 : 0.5;
    if (rank > bestRank) [best, bestRank] = [local, rank];
  }
  return best;
}

function isLoopback(ip: Uint8Array): boolean {
  return ip.length === 4 ? ip[0] === 127 : ip.every((byte, i) => byte === (i === 15 ? 1 : 0));
}

function sharedBits(one: Uint8Array, other: Uint8Array): number {
  for (let at = 0; at < one.length; at++) {
    const differs = one[at]! ^ other[at]!;
    if (differs !== 0) return 8 * at + Math.clz32(differs) - 24;
  }
  return 8 * one.length;
}
