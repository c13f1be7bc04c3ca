import { isIpv6 } from "./flow.ts";

/** Whom to count: everybody has 2^64 IPv6 addresses, so the network counts; an IPv4 address in IPv6 clothes is IPv4. */
export function sourceOf(ip: string): string {
  if (!isIpv6(ip)) return ip;
  const plain = ip.split("%", 1)[0]!;
  const mapped = /^::ffff:([\d.]+)$/i.exec(plain);
  if (mapped !== null) return mapped[1]!;
  const [head = "", tail] = plain.split("::");
  const groups = head === "" ? [] : head.split(":");
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === "" ? 0 : tail.split(":").length);
  const whole = [...groups, ...Array<string>(Math.max(missing, 0)).fill("0"), ...(tail ? tail.split(":") : [])];
  return whole.slice(0, 4).join(":");
}
