/**
 * A source or target as five numbers: the port, and the IPv6 address in four words, IPv4 mapped into it
 * (`::ffff:192.0.2.7`, RFC 4291 §2.5.5.2). Compared without allocation.
 */
export const ADDRESS_WORDS = 5;

const MAPPED = 0xffff;

/** Reads a literal. Undefined when it is none (a host name), nobody (`0.0.0.0`) or more than one (multicast). */
export function readAddress(ip: string, port: number): Int32Array | undefined {
  const words = readWords(ip, port);
  return words === undefined || !isOneHost(words) ? undefined : words;
}

/** Reads an IPv4 literal at which many listen (multicast, RFC 5771). Undefined when it is none. */
export function readMulticast(ip: string, port: number): Int32Array | undefined {
  const words = readWords(ip, port);
  return words !== undefined && isIpv4(words) && words[4]! >>> 28 === 0xe ? words : undefined;
}

function readWords(ip: string, port: number): Int32Array | undefined {
  const words = new Int32Array(ADDRESS_WORDS);
  words[0] = port;
  const isLiteral = ip.includes(":") ? readIpv6(ip, words) : readIpv4(ip, words);
  return isLiteral && port >= 1 && port <= 65535 ? words : undefined;
}

/** Whether the address is an IPv4 one. */
export function isIpv4(address: Int32Array): boolean {
  return address[1] === 0 && address[2] === 0 && address[3] === MAPPED;
}

export function isSameHost(a: Int32Array, b: Int32Array): boolean {
  return a[4] === b[4] && a[3] === b[3] && a[2] === b[2] && a[1] === b[1];
}

export function isSameAddress(a: Int32Array, b: Int32Array): boolean {
  return a[0] === b[0] && isSameHost(a, b);
}

/** `192.0.2.7:4000`, `[2001:db8:0:0:0:0:0:7]:4000`: for the log and for sockets that want text. */
export function formatHostOf(address: Int32Array): string {
  const last = address[4]!;
  if (isIpv4(address)) return `${last >>> 24}.${last >>> 16 & 255}.${last >>> 8 & 255}.${last & 255}`;
  const groups: string[] = [];
  for (let word = 1; word < ADDRESS_WORDS; word++) {
    groups.push((address[word]! >>> 16).toString(16), (address[word]! & 0xffff).toString(16));
  }
  return groups.join(":");
}

/** Writes an IPv4 host of 32 bits into the words. */
export function setIpv4(words: Int32Array, host: number): void {
  words[1] = 0;
  words[2] = 0;
  words[3] = MAPPED;
  words[4] = host;
}

function isOneHost(words: Int32Array): boolean {
  if (!isIpv4(words)) {
    const unspecified = words[1] === 0 && words[2] === 0 && words[3] === 0 && words[4] === 0;
    return !unspecified && words[1]! >>> 24 !== 0xff;
  }
  const first = words[4]! >>> 24;
  return first !== 0 && first < 224;
}

function readIpv4(ip: string, words: Int32Array): boolean {
  const parts = ip.split(".");
  if (parts.length !== 4) return false;
  let host = 0;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return false;
    host = host << 8 | Number(part);
  }
  setIpv4(words, host);
  return true;
}

function readIpv6(ip: string, words: Int32Array): boolean {
  let text = ip.split("%", 1)[0]!;
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted !== null) {
    const tail = new Int32Array(ADDRESS_WORDS);
    if (!readIpv4(dotted[2]!, tail)) return false;
    text = `${dotted[1]}${(tail[4]! >>> 16).toString(16)}:${(tail[4]! & 0xffff).toString(16)}`;
  }
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const [before, after] = halves.map((half) => half === "" ? [] : half.split(":"));
  const missing = 8 - before!.length - (after?.length ?? 0);
  if (after === undefined ? missing !== 0 : missing < 1) return false;
  const groups = [...before!, ...Array<string>(after === undefined ? 0 : missing).fill("0"), ...(after ?? [])];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  groups.forEach((group, at) => {
    const word = 1 + (at >> 1);
    words[word] = words[word]! << 16 | parseInt(group, 16);
  });
  return true;
}
