import { fail, ok, type Result } from "../base/mod.ts";
import type { Attribute, MediaSection } from "./description.ts";
import { isSrtpSuite, keyingOctets } from "./srtp_key.ts";

/** One key of a crypto line (RFC 4568 §6.1). */
export interface InlineKey {
  /** Key and salt in base64, filled up with `=` where the suite is ours; as written where it is not. */
  readonly key: string;
  /** How many packets it may protect at most: `2^20`, `1048576`. */
  readonly lifetimePackets?: number;
  /** The number that tells several keys apart, and how many octets of each packet it takes. */
  readonly mki?: { readonly value: string; readonly octets: number };
}

/** One way to encrypt that a peer offers or has chosen: an `a=crypto` line (RFC 4568 §9.1). */
export interface CryptoLine {
  /** 0 to 999999999. An answer repeats the tag that it has chosen. */
  readonly tag: number;
  /** As written; perhaps none of ours. */
  readonly suite: string;
  /** At least one. */
  readonly keys: readonly InlineKey[];
  /** `KDR=1`, `UNENCRYPTED_SRTCP`, `WSH=64` ...: as written, those that nobody knows too. */
  readonly parameters: readonly string[];
}

const NAME = "crypto";
const MOST_KEYS = 16;
/** RFC 3711 §9.2. */
const LONGEST_LIFETIME = 2 ** 48;
/** RFC 4568 §9.2. */
const LONGEST_MKI = 128;

/** A sentence that shows no key: faults are logged. */
function bad(what: string, expected: string): Result<never> {
  return fail("bad-crypto", `Cannot read "a=crypto" line "${what.slice(0, 40)}": expected ${expected}`);
}

/** Reads the value of an `a=crypto` line. Fault: `bad-crypto`, which shows no key. */
export function readCryptoLine(value: string): Result<CryptoLine> {
  const [tag, suite, keys, ...parameters] = value.split(/[ \t]+/).filter((word) => word !== "");
  if (tag === undefined || !/^\d{1,9}$/.test(tag)) return bad("", "a tag of at most nine digits first");
  if (suite === undefined || !/^\w+$/.test(suite)) return bad(tag, "the name of a suite after the tag");
  const line = `${tag} ${suite}`;
  if (keys === undefined) return bad(line, "a key after the suite");
  const parts = keys.split(";");
  if (parts.length > MOST_KEYS) return bad(line, `at most ${MOST_KEYS} keys`);
  const read: InlineKey[] = [];
  for (const part of parts) {
    const key = readInlineKey(suite, part);
    if (typeof key === "string") return bad(line, key);
    read.push(key);
  }
  return ok({ tag: Number(tag), suite, keys: read, parameters });
}

/** A key, or what was expected in its place. */
function readInlineKey(suite: string, text: string): InlineKey | string {
  const [, info] = /^inline:(.+)$/i.exec(text) ?? [];
  if (info === undefined) return 'a key that begins with "inline:"';
  const [written = "", ...rest] = info.split("|");
  const key = readKey(suite, written);
  if (key === undefined) return isSrtpSuite(suite) ? `${keyingOctets(suite)} octets in base64 as key` : "a key";
  // Lifetime and MKI are told apart by the colon; either may be missing, and an empty lifetime too.
  const mkiText = rest.at(-1)?.includes(":") ? rest.pop() : undefined;
  const mki = mkiText === undefined ? undefined : readMki(mkiText);
  if (mkiText !== undefined && mki === undefined) return 'an MKI such as "1:4"';
  const [lifetimeText = "", ...more] = rest;
  const lifetimePackets = lifetimeText === "" ? undefined : readLifetime(lifetimeText);
  if (lifetimeText !== "" && lifetimePackets === undefined) return 'a lifetime such as "2^31"';
  if (more.length > 0) return "nothing but a lifetime and an MKI behind a key";
  return { key, ...(lifetimePackets === undefined ? {} : { lifetimePackets }), ...(mki === undefined ? {} : { mki }) };
}

/** RFC 4648 §4; some leave the `=` at its end out. */
function readKey(suite: string, text: string): string | undefined {
  if (!isSrtpSuite(suite)) return text === "" ? undefined : text;
  const [, digits] = /^([A-Za-z0-9+/]+)={0,2}$/.exec(text) ?? [];
  if (digits === undefined || Math.floor(digits.length * 6 / 8) !== keyingOctets(suite) || digits.length % 4 === 1) {
    return undefined;
  }
  return digits.padEnd(Math.ceil(digits.length / 4) * 4, "=");
}

function readLifetime(text: string): number | undefined {
  const [, power, plain] = /^(?:2\^(\d{1,2})|(\d{1,15}))$/.exec(text) ?? [];
  const packets = power === undefined ? Number(plain) : 2 ** Number(power);
  return packets >= 1 && packets <= LONGEST_LIFETIME ? packets : undefined;
}

function readMki(text: string): InlineKey["mki"] | undefined {
  const [, value, length] = /^(\d+):(\d{1,3})$/.exec(text) ?? [];
  const octets = Number(length);
  return value !== undefined && octets >= 1 && octets <= LONGEST_MKI ? { value, octets } : undefined;
}

/** The crypto lines of a section in its order. One that cannot be read is as good as none (RFC 4568 §5.1.2). */
export function readCryptoLines(section: MediaSection): readonly CryptoLine[] {
  const lines: CryptoLine[] = [];
  for (const { name, value } of section.attributes) {
    if (name !== NAME) continue;
    const read = readCryptoLine(value ?? "");
    if (read.ok) lines.push(read.value);
  }
  return lines;
}

/** Writes a crypto line. A lifetime that is a power of two is written as one. */
export function writeCryptoLine(line: CryptoLine): Attribute {
  const keys = line.keys.map((key) => `inline:${key.key}${writeLifetime(key)}${writeMki(key)}`).join(";");
  return { name: NAME, value: [line.tag, line.suite, keys, ...line.parameters].join(" ") };
}

function writeLifetime({ lifetimePackets }: InlineKey): string {
  if (lifetimePackets === undefined) return "";
  const power = Math.log2(lifetimePackets);
  return Number.isInteger(power) ? `|2^${power}` : `|${lifetimePackets}`;
}

function writeMki({ mki }: InlineKey): string {
  return mki === undefined ? "" : `|${mki.value}:${mki.octets}`;
}
