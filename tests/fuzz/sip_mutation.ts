import assert from "node:assert/strict";
import { type Chance, concat, SeededChance } from "../../core/base/mod.ts";
import {
  bodyOfType,
  formatChallenge,
  formatCredentials,
  formatNameAddr,
  formatReason,
  formatUri,
  formatVia,
  type Frame,
  frameWebSocket,
  markReceived,
  parseChallenge,
  parseCount,
  parseCredentials,
  parseCseq,
  parseMessage,
  parseNameAddr,
  parseParameters,
  parseRack,
  parseReason,
  parseReplaces,
  parseSessionExpires,
  parseUri,
  parseVia,
  respondTo,
  sameUri,
  type SipMessage,
  StreamFramer,
  tagOf,
  writeMessage,
} from "../../core/sip/mod.ts";
import { MESSAGES, type ValueKind, VALUES } from "./sip_seeds.ts";

/** What a run saw. */
export interface FuzzReport {
  readonly messages: number;
  /** How many of them were still SIP after the damage. */
  readonly parsed: number;
}

const FLOW = {
  transport: "udp",
  local: { ip: "192.0.2.1", port: 5060 },
  remote: { ip: "2001:db8::7", port: 4040 },
} as const;
/** Where parsers go wrong. */
const SPECIAL = '\r\n \t\0\\"<>;,=:@?&%/[]*-9\x7f\x80\xff';
const KINDS = Object.keys(VALUES) as readonly ValueKind[];

/**
 * Damages `count` messages, and as many single values, and reads them. Throws, naming the seed and the input, when
 * anything throws, when a message is not the same after being written and read again, or when a stream gives other
 * messages in other pieces.
 */
export function fuzzSip(seed: number, count: number): FuzzReport {
  const chance = new SeededChance(seed);
  let parsed = 0;
  for (let round = 0; round < count; round++) {
    const bytes = damage(pick(MESSAGES, chance), chance);
    const kind = pick(KINDS, chance);
    const value = damageText(pick(VALUES[kind], chance), chance);
    try {
      if (tryMessage(bytes)) parsed++;
      tryValue(kind, value);
      if (round % 64 === 0) tryStream(bytes, chance);
    } catch (error) {
      const input = JSON.stringify({ seed, round, kind, value, message: new TextDecoder("latin1").decode(bytes) });
      throw new Error(`Cannot survive ${input}`, { cause: error });
    }
  }
  return { messages: count, parsed };
}

function pick<T>(items: readonly T[], chance: Chance): T {
  return items[chance.below(items.length)]!;
}

/** One to four small wounds: a byte changed, put in or taken out, a stretch cut, doubled, or taken from another seed. */
function damage(seed: Uint8Array<ArrayBuffer>, chance: Chance): Uint8Array<ArrayBuffer> {
  let bytes: Uint8Array<ArrayBuffer> = seed.slice();
  for (let wounds = 1 + chance.below(4); wounds > 0; wounds--) {
    const at = chance.below(bytes.length);
    const to = Math.min(bytes.length, at + 1 + chance.below(40));
    const special = SPECIAL.charCodeAt(chance.below(SPECIAL.length));
    switch (chance.below(8)) {
      case 0:
        bytes[at] = chance.below(256);
        break;
      case 1:
        bytes[at] = special;
        break;
      case 2:
        bytes = concat([bytes.subarray(0, at), Uint8Array.of(special), bytes.subarray(at)]);
        break;
      case 3:
        bytes = concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
        break;
      case 4:
        bytes = concat([bytes.subarray(0, at), bytes.subarray(to)]);
        break;
      case 5:
        bytes = concat([bytes.subarray(0, to), bytes.subarray(at)]);
        break;
      case 6:
        bytes = concat([bytes.subarray(0, at), pick(MESSAGES, chance).subarray(at, to), bytes.subarray(at)]);
        break;
      default:
        bytes[at] = bytes[at]! ^ 0x20; // the other case
    }
    if (bytes.length === 0) return bytes;
  }
  return bytes;
}

function damageText(seed: string, chance: Chance): string {
  let text = seed;
  for (let wounds = 1 + chance.below(3); wounds > 0; wounds--) {
    const at = chance.below(text.length + 1);
    const cut = chance.below(3) === 0 ? chance.below(8) : 0;
    const kind = chance.below(4);
    const put = kind === 0 ? "" : kind === 1 ? String.fromCharCode(chance.below(0x10000)) : pick([...SPECIAL], chance);
    text = text.slice(0, at) + put + text.slice(at + cut);
  }
  return text;
}

function tryMessage(bytes: Uint8Array): boolean {
  frameWebSocket(bytes);
  const read = parseMessage(bytes);
  if (!read.ok) {
    const { status, partial } = read.fault;
    assert.equal(status === undefined, partial === undefined);
    if (partial !== undefined && status !== undefined) {
      writeMessage(respondTo(markReceived(partial, FLOW), status, { toTag: "t" }));
    }
    return false;
  }
  const message = read.value;
  const again = parseMessage(writeMessage(message));
  if (!again.ok) throw new Error(`Cannot read again what was written: ${again.fault.text}`);
  compare(message, again.value);
  bodyOfType(message, "application/sdp");
  if (message.kind === "request") {
    writeMessage(respondTo(markReceived(message, FLOW), 200, { toTag: "t" }));
  }
  return true;
}

/** By hand, because `deepEqual` would be most of the run. */
function compare(a: SipMessage, b: SipMessage): void {
  const [left, right] = [a, b].map((message) => message.headers.filter((field) => field.name !== "Content-Length"));
  const isSame = left!.length === right!.length &&
    left!.every((field, at) => field.name === right![at]!.name && field.value === right![at]!.value) &&
    a.body.length === b.body.length && a.body.every((byte, at) => byte === b.body[at]) &&
    (a.kind === "request"
      ? b.kind === "request" && a.method === b.method && a.uri === b.uri
      : b.kind === "response" && a.status === b.status && a.reason === b.reason);
  if (!isSame) assert.deepEqual({ ...b, headers: right }, { ...a, headers: left });
}

function tryValue(kind: ValueKind, value: string): void {
  switch (kind) {
    case "uri": {
      const uri = stable(parseUri, formatUri, value);
      if (uri !== undefined) assert.ok(sameUri(uri, uri));
      return;
    }
    case "address": {
      const address = stable(parseNameAddr, formatNameAddr, value);
      if (address === undefined) tagOf(value);
      else assert.equal(tagOf(value), address.parameters.get("tag"));
      return;
    }
    case "via":
      stable(parseVia, formatVia, value);
      return;
    case "digest":
      stable(parseCredentials, formatCredentials, value);
      stable(parseChallenge, formatChallenge, value);
      return;
    case "field":
      parseCseq(value);
      parseRack(value);
      parseCount(value);
      parseReplaces(value);
      parseParameters(value);
      parseSessionExpires(value);
      stable(parseReason, formatReason, value);
  }
}

/** What was read, written and read again is the same; undefined when it cannot be read. */
function stable<T>(
  parse: (text: string) => { readonly ok: true; readonly value: T } | { readonly ok: false },
  format: (value: T) => string,
  text: string,
): T | undefined {
  const read = parse(text);
  if (!read.ok) return undefined;
  const written = format(read.value);
  const again = parse(written);
  if (!again.ok || format(again.value) !== written) throw new Error(`Cannot read again ${JSON.stringify(written)}`);
  return read.value;
}

/** A stream gives the same messages and pings in any pieces. */
function tryStream(damaged: Uint8Array, chance: Chance): void {
  const lineEnds = new Uint8Array(2 * chance.below(4)).map((_, at) => at % 2 === 0 ? 13 : 10);
  const stream = concat([pick(MESSAGES, chance), lineEnds, pick(MESSAGES, chance), lineEnds, damaged, MESSAGES[0]!]);
  const whole = new StreamFramer().push(stream);
  const framer = new StreamFramer();
  const pieces: Frame[] = [];
  const most = pick([1, 3, 50, 1000], chance);
  for (let at = 0; at < stream.length;) {
    const size = 1 + chance.below(most);
    const piece = stream.slice(at, at + size);
    pieces.push(...framer.push(piece));
    piece.fill(0); // the framer must have kept nothing of it
    at += size;
  }
  assert.deepEqual(pieces.filter(isNoPong), whole.filter(isNoPong));
}

function isNoPong(frame: Frame): boolean {
  return frame.type !== "pong";
}
