import { ipToBytes } from "../base/mod.ts";

/** From where an address can be reached. */
export type IpKind = "loopback" | "link-local" | "private" | "carrier" | "public";

const RANGES: readonly (readonly [string, number, IpKind])[] = [
  ["127.0.0.0", 8, "loopback"],
  ["169.254.0.0", 16, "link-local"],
  ["10.0.0.0", 8, "private"],
  ["172.16.0.0", 12, "private"],
  ["192.168.0.0", 16, "private"],
  // RFC 6598: the provider's own NAT, which no port forwarding of the office's router reaches through.
  ["100.64.0.0", 10, "carrier"],
  ["::1", 128, "loopback"],
  ["fe80::", 10, "link-local"],
  ["fc00::", 7, "private"],
];

/** What kind of address an IP literal is (RFC 1918, RFC 4193, RFC 6598). */
export function ipKind(ip: string): IpKind {
  const bytes = ipToBytes(ip);
  return RANGES.find(([network, bits]) => shares(ipToBytes(network), bytes, bits))?.[2] ?? "public";
}

function shares(a: Uint8Array, b: Uint8Array, bits: number): boolean {
  if (a.length !== b.length) return false;
  return a.every((byte, at) => {
    const left = Math.min(8, Math.max(0, bits - 8 * at));
    return (byte ^ b[at]!) >> (8 - left) === 0;
  });
}
