/** The 4 or 16 bytes of an IP literal; a literal that came from a socket is always one, anything else is our mistake. */
export function ipToBytes(ip: string): Uint8Array {
  return ip.includes(":") ? parseIpv6(ip) : parseIpv4(ip);
}

/** Bytes as an IP literal; IPv6 in the short form of RFC 5952. */
export function ipFromBytes(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[2 * i]! << 8 | bytes[2 * i + 1]!).toString(16));
  const gap = longestZeros(groups);
  if (gap.length < 2) return groups.join(":");
  return `${groups.slice(0, gap.from).join(":")}::${groups.slice(gap.from + gap.length).join(":")}`;
}

/** `10.0.0.0/8` as bytes: the address, and which of its bits count. */
export function networkOf(network: string): { readonly address: Uint8Array; readonly mask: Uint8Array } {
  const [ip = "", bits = ""] = network.split("/");
  const address = ipToBytes(ip);
  const mask = address.map((_, at) => 0xff << (8 - Math.min(8, Math.max(0, Number(bits) - 8 * at))) & 0xff);
  return { address, mask };
}

/** Whether an address lies in `10.0.0.0/8`. */
export function isInNetwork(ip: string, network: string): boolean {
  const { address, mask } = networkOf(network);
  const bytes = ipToBytes(ip);
  return address.length === bytes.length && mask.every((bits, at) => (address[at]! & bits) === (bytes[at]! & bits));
}

function parseIpv4(ip: string): Uint8Array {
  const parts = ip.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) {
    throw new TypeError(`Cannot read IP address "${ip}"`);
  }
  return Uint8Array.from(parts);
}

function parseIpv6(ip: string): Uint8Array {
  // RFC 4291 §2.2: the last 32 bits may be written as IPv4.
  const dotted = ip.includes(".") ? ip.lastIndexOf(":") + 1 : ip.length;
  const tail = dotted < ip.length ? parseIpv4(ip.slice(dotted)) : undefined;
  const text = tail === undefined ? ip : ip.slice(0, dotted) + [...tail].reduce(toGroups, "");
  const [head = "", rest, third] = text.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = rest === undefined || rest === "" ? [] : rest.split(":");
  const missing = 8 - before.length - after.length;
  if (third !== undefined || (rest === undefined ? missing !== 0 : missing < 1)) {
    throw new TypeError(`Cannot read IP address "${ip}"`);
  }
  const bytes = new Uint8Array(16);
  [...before, ...Array<string>(missing).fill("0"), ...after].forEach((group, i) => {
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) throw new TypeError(`Cannot read IP address "${ip}"`);
    const value = parseInt(group, 16);
    bytes[2 * i] = value >> 8;
    bytes[2 * i + 1] = value & 0xff;
  });
  return bytes;
}

function toGroups(text: string, byte: number, at: number): string {
  return `${text}${at === 2 ? ":" : ""}${byte.toString(16).padStart(2, "0")}`;
}

function longestZeros(groups: readonly string[]): { from: number; length: number } {
  let best = { from: 0, length: 0 };
  for (let from = 0; from < groups.length; from++) {
    let length = 0;
    while (groups[from + length] === "0") length++;
    if (length > best.length) best = { from, length };
  }
  return best;
}
