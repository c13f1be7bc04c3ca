import { ipToBytes } from "../base/mod.ts";
import { isSame, keyOf, type MdnsRecord } from "./records.ts";

/** Whether somebody has a name that we hold to be ours alone, and says something else of it (RFC 6762 §9). */
export function isTaken(heard: readonly MdnsRecord[], ours: readonly MdnsRecord[]): boolean {
  const claimed = ours.filter(({ flush }) => flush);
  return heard.some((each) =>
    each.ttl > 0 && claimed.some((own) => keyOf(own) === keyOf(each)) && !ours.some((own) => isSame(own, each))
  );
}

/**
 * Whether another one that asks for the same name at the same moment goes before us (RFC 6762 §8.2): who has the later record has
 * the name. What is our own, heard again, takes nothing from us.
 */
export function goesBefore(theirs: readonly MdnsRecord[], ours: readonly MdnsRecord[], host: string): boolean {
  const [their, our] = [addressesOf(theirs, host), addressesOf(ours, host)];
  if (their.length === 0 || their.every((each) => our.includes(each))) return false;
  for (let at = 0; at < Math.max(their.length, our.length); at++) {
    const [one, other] = [their[at], our[at]];
    if (one !== other) return other === undefined || (one !== undefined && one > other);
  }
  return false;
}

/** By type and octets, as §8.2.1 has them sorted: A (1) before AAAA (28). */
function addressesOf(records: readonly MdnsRecord[], host: string): readonly string[] {
  return records.flatMap((each) => {
    if ((each.type !== "A" && each.type !== "AAAA") || each.name.toLowerCase() !== host) return [];
    const octets = [...ipToBytes(each.data)].map((octet) => String.fromCharCode(octet)).join("");
    return [`${each.type === "A" ? "\x01" : "\x1c"}${octets}`];
  }).toSorted();
}

/** The name to try when one is taken: `kontor-2` after `kontor`, `kontor-3` after `kontor-2`. */
export function nextLabel(label: string): string {
  const [, stem = label, number = "1"] = /^(.*?)(?:-(\d+))?$/.exec(label) ?? [];
  return `${stem}-${Number(number) + 1}`;
}
