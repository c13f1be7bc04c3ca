const IPV4_PART = /^(?:0|[1-9]\d{0,2})$/;
const IPV6_GROUP = /^[0-9a-f]{1,4}$/i;

function isIpv4Literal(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => IPV4_PART.test(part) && Number(part) <= 255);
}

/** How many of the eight groups a run of `a:b:c` fills; -1 when it is none. */
function countGroups(text: string): number {
  if (text === "") return 0;
  const groups = text.split(":");
  return groups.every((group) => IPV6_GROUP.test(group)) ? groups.length : -1;
}

function isIpv6Literal(text: string): boolean {
  // RFC 4291 §2.2: the last two groups may be written as an IPv4 address.
  const tail = text.slice(text.lastIndexOf(":") + 1);
  if (tail.includes(".") && !isIpv4Literal(tail)) return false;
  const halves = (tail.includes(".") ? `${text.slice(0, -tail.length)}0:0` : text).split("::");
  if (halves.length > 2) return false;
  const counts = halves.map(countGroups);
  if (counts.includes(-1)) return false;
  const filled = counts.reduce((sum, count) => sum + count, 0);
  return halves.length === 2 ? filled <= 7 : filled === 8;
}

/** Whether the text is an IP address, without brackets or zone. A host name in `c=` would need DNS: not ours to ask. */
export function isIpLiteral(text: string): boolean {
  return text.includes(":") ? isIpv6Literal(text) : isIpv4Literal(text);
}

/** Whether the address means "nowhere", the old way to hold (RFC 3264 §8.4; `::` by analogy). */
export function isNowhere(ip: string): boolean {
  return /^(?:0\.0\.0\.0|[0:]+)$/.test(ip);
}

/** Whether packets to the address would reach many: sound is never sent there. */
export function isForMany(ip: string): boolean {
  if (ip.includes(":")) return /^ff/i.test(ip);
  return Number(ip.slice(0, ip.indexOf("."))) >= 224;
}
