import { fail, ok, type Result } from "../../core/base/mod.ts";
import { viewOf, wordAt } from "./bytes.ts";

/** What an Ogg Opus file says of its sound (RFC 7845 §5.1). */
export interface OpusHead {
  readonly channels: number;
  /** Samples at 48 kHz that are decoded and not heard. */
  readonly preSkip: number;
  /** Of the original, in Hz: for information only. */
  readonly inputRate: number;
  /** By how much to amplify, in dB. */
  readonly gain: number;
  readonly family: number;
  readonly streams: number;
  /** How many of the streams are stereo. */
  readonly coupled: number;
  /** For each channel its place among the decoded ones; 255 for silence. */
  readonly mapping: readonly number[];
}

const MAGIC = "OpusHead";
const TAGS_MAGIC = "OpusTags";
const FIXED = 19;
const MAPPING_AT = 21;
const GAIN_STEPS = 256;

export function writeOpusHead(head: OpusHead): Uint8Array<ArrayBuffer> {
  const isPlain = head.family === 0;
  const bytes = new Uint8Array(isPlain ? FIXED : MAPPING_AT + head.channels);
  const view = viewOf(bytes);
  bytes.set(new TextEncoder().encode(MAGIC));
  bytes[8] = 1;
  bytes[9] = head.channels;
  view.setUint16(10, head.preSkip, true);
  view.setUint32(12, head.inputRate, true);
  view.setInt16(16, Math.round(head.gain * GAIN_STEPS), true);
  bytes[18] = head.family;
  if (!isPlain) bytes.set([head.streams, head.coupled, ...head.mapping], FIXED);
  return bytes;
}

/** Reads the first packet of a stream. */
export function readOpusHead(bytes: Uint8Array): Result<OpusHead> {
  if (wordAt(bytes, 0, 8) !== MAGIC || bytes.length < FIXED) {
    return fail("no-opus", `Cannot read "OpusHead": the file begins with "${printable(wordAt(bytes, 0, 8))}"`);
  }
  const version = bytes[8]!;
  if (version >> 4 !== 0) return fail("bad-version", `Cannot read the version "${version}" of OpusHead: expected 1`);
  const view = viewOf(bytes);
  const [channels, family] = [bytes[9]!, bytes[18]!];
  const isPlain = family === 0;
  if (channels === 0 || (isPlain && channels > 2) || (!isPlain && bytes.length < MAPPING_AT + channels)) {
    return fail("bad-channels", `Cannot read the channels "${channels}" of OpusHead in the family "${family}"`);
  }
  const streams = isPlain ? 1 : bytes[19]!;
  const coupled = isPlain ? channels - 1 : bytes[20]!;
  const mapping = isPlain ? [0, 1].slice(0, channels) : [...bytes.subarray(MAPPING_AT, MAPPING_AT + channels)];
  if (streams === 0 || coupled > streams || mapping.some((place) => place !== 255 && place >= streams + coupled)) {
    return fail("bad-streams", `Cannot read the streams "${streams}" of OpusHead, "${coupled}" of them coupled`);
  }
  return ok({
    channels,
    preSkip: view.getUint16(10, true),
    inputRate: view.getUint32(12, true),
    gain: view.getInt16(16, true) / GAIN_STEPS,
    family,
    streams,
    coupled,
    mapping,
  });
}

/** The second packet: who wrote the file, and what it is about (RFC 7845 §5.2): `TITLE`, `DATE`. */
export function writeOpusTags(vendor: string, comments: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const texts = [vendor, ...Object.entries(comments).map(([name, value]) => `${name}=${value}`)]
    .map((text) => new TextEncoder().encode(text));
  const bytes = new Uint8Array(TAGS_MAGIC.length + 4 + texts.reduce((sum, text) => sum + 4 + text.length, 0));
  const view = viewOf(bytes);
  bytes.set(new TextEncoder().encode(TAGS_MAGIC));
  let at = TAGS_MAGIC.length;
  texts.forEach((text, number) => {
    view.setUint32(at, text.length, true);
    bytes.set(text, at + 4);
    at += 4 + text.length;
    if (number > 0) return;
    view.setUint32(at, texts.length - 1, true);
    at += 4;
  });
  return bytes;
}

/** The comments of the second packet; those that are cut off or have no name are left out. */
export function readOpusTags(bytes: Uint8Array): Readonly<Record<string, string>> {
  const comments: Record<string, string> = {};
  if (wordAt(bytes, 0, 8) !== TAGS_MAGIC || bytes.length < 16) return comments;
  const view = viewOf(bytes);
  let at = 12 + view.getUint32(8, true);
  if (at + 4 > bytes.length) return comments;
  const count = view.getUint32(at, true);
  at += 4;
  for (let number = 0; number < count && at + 4 <= bytes.length; number++) {
    const length = view.getUint32(at, true);
    const text = new TextDecoder().decode(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
    const equals = text.indexOf("=");
    if (at <= bytes.length && equals > 0) comments[text.slice(0, equals).toUpperCase()] = text.slice(equals + 1);
  }
  return comments;
}

function printable(text: string): string {
  return text.replace(/[^ -~]/g, "?");
}
