import { type Attribute, attribute, type MediaSection } from "./description.ts";
import type { Codec } from "./plan.ts";

/** A codec with the payload type number that its offerer gave it. */
export interface OfferedCodec extends Codec {
  /** 0 to 127. */
  readonly payloadType: number;
}

/** What the box offers of itself, in order of preference: when an INVITE came without an offer. */
export const DEFAULT_CODECS: readonly OfferedCodec[] = [
  { name: "opus", clockRate: 48_000, channels: 2, payloadType: 111, parameters: "useinbandfec=1" },
  { name: "G722", clockRate: 8_000, channels: 1, payloadType: 9 },
  { name: "PCMA", clockRate: 8_000, channels: 1, payloadType: 8 },
  { name: "PCMU", clockRate: 8_000, channels: 1, payloadType: 0 },
  { name: "G729", clockRate: 8_000, channels: 1, payloadType: 18 },
  { name: "iLBC", clockRate: 8_000, channels: 1, payloadType: 97 },
  { name: "telephone-event", clockRate: 8_000, channels: 1, payloadType: 101, parameters: "0-16" },
  { name: "CN", clockRate: 8_000, channels: 1, payloadType: 13 },
];

/** What the media engine decodes and encodes; any other codec it can only pass on as it came. */
const TRANSLATED: ReadonlySet<string> = new Set(["opus", "g722", "pcma", "pcmu"]);

function fixed(name: string, clockRate = 8_000, channels = 1): Codec {
  return { name, clockRate, channels };
}

/** RFC 3551 §6: the numbers that need no `rtpmap`. */
const STATIC: ReadonlyMap<number, Codec> = new Map([
  [0, fixed("PCMU")],
  [3, fixed("GSM")],
  [4, fixed("G723")],
  [5, fixed("DVI4")],
  [6, fixed("DVI4", 16_000)],
  [7, fixed("LPC")],
  [8, fixed("PCMA")],
  [9, fixed("G722")],
  [10, fixed("L16", 44_100, 2)],
  [11, fixed("L16", 44_100)],
  [12, fixed("QCELP")],
  [13, fixed("CN")],
  [14, fixed("MPA", 90_000)],
  [15, fixed("G728")],
  [16, fixed("DVI4", 11_025)],
  [17, fixed("DVI4", 22_050)],
  [18, fixed("G729")],
]);

/** Whether two names mean the same format (RFC 8866 §6.6): name without case, clock rate and channels. */
export function sameCodec(a: Codec, b: Codec): boolean {
  return a.clockRate === b.clockRate && a.channels === b.channels && a.name.toLowerCase() === b.name.toLowerCase();
}

/** Whether the format carries speech: all but telephone-event (RFC 4733) and comfort noise (RFC 3389). */
export function isSpeech(codec: Codec): boolean {
  const name = codec.name.toLowerCase();
  return name !== "telephone-event" && name !== "cn";
}

/** Whether the media engine can translate the codec into the others that it can. */
export function isTranslated(codec: Codec): boolean {
  return TRANSLATED.has(codec.name.toLowerCase());
}

/**
 * Those of an offer's codecs that the box knows itself ({@link DEFAULT_CODECS}), in his order. telephone-event counts
 * at every clock rate: with opus it runs at 48,000 Hz (RFC 4733 §2.1, RFC 7587 §4.1).
 */
export function ownCodecs(offered: readonly OfferedCodec[]): readonly OfferedCodec[] {
  return offered.filter((codec) =>
    codec.name.toLowerCase() === "telephone-event" || DEFAULT_CODECS.some((own) => sameCodec(own, codec))
  );
}

/**
 * The RTP formats of a section in its order, at most one per number. Formats whose name is unknown to us are kept, the
 * relay passes anything; a dynamic number without `rtpmap` has no meaning and is left out.
 */
export function readCodecs(section: MediaSection): readonly OfferedCodec[] {
  const maps = byPayloadType(section.attributes, "rtpmap");
  const parameters = byPayloadType(section.attributes, "fmtp");
  const codecs = new Map<number, OfferedCodec>();
  for (const format of section.formats) {
    const payloadType = readPayloadType(format);
    if (payloadType === undefined || codecs.has(payloadType)) continue;
    const codec = readRtpmap(maps.get(payloadType)) ?? STATIC.get(payloadType);
    if (codec === undefined) continue;
    const fmtp = parameters.get(payloadType);
    codecs.set(payloadType, { ...codec, payloadType, ...(fmtp ? { parameters: fmtp } : {}) });
  }
  return [...codecs.values()];
}

/** The `rtpmap` and `fmtp` lines that describe the codecs. */
export function describeCodecs(codecs: readonly OfferedCodec[]): readonly Attribute[] {
  const lines: Attribute[] = [];
  for (const codec of codecs) {
    const channels = codec.channels === 1 ? "" : `/${codec.channels}`;
    lines.push({ name: "rtpmap", value: `${codec.payloadType} ${codec.name}/${codec.clockRate}${channels}` });
    if (codec.parameters) lines.push({ name: "fmtp", value: `${codec.payloadType} ${codec.parameters}` });
  }
  return lines;
}

/** Milliseconds per packet that the section asks for, within its `maxptime`; undefined when it says nothing usable. */
export function readPtimeMs(section: MediaSection): number | undefined {
  const ptime = readMs(attribute(section.attributes, "ptime"));
  const most = readMs(attribute(section.attributes, "maxptime"));
  return ptime !== undefined && most !== undefined ? Math.min(ptime, most) : ptime;
}

function readMs(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,3}(?:\.\d*)?$/.test(text)) return undefined;
  const ms = Math.round(Number(text));
  return ms >= 1 && ms <= 200 ? ms : undefined;
}

function readPayloadType(text: string): number | undefined {
  if (!/^\d{1,3}$/.test(text)) return undefined;
  const number = Number(text);
  return number <= 127 ? number : undefined;
}

function byPayloadType(attributes: readonly Attribute[], name: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const each of attributes) {
    if (each.name !== name || each.value === undefined) continue;
    const [, format, rest] = /^(\d+)\s+(.*)$/.exec(each.value) ?? [];
    const payloadType = readPayloadType(format ?? "");
    if (payloadType !== undefined && !found.has(payloadType)) found.set(payloadType, rest!);
  }
  return found;
}

function readRtpmap(text: string | undefined): Codec | undefined {
  const [, name, clock, count] = /^([^\s/]+)\/(\d{1,6})(?:\/(\d{1,2}))?$/.exec(text ?? "") ?? [];
  if (name === undefined || Number(clock) === 0) return undefined;
  return correct({ name, clockRate: Number(clock), channels: Number(count) || 1 });
}

/** Spellings that real phones use for what has one right name. */
function correct(codec: Codec): Codec {
  const name = codec.name.toLowerCase();
  if (name === "opus") return { ...codec, channels: 2 }; // RFC 7587 §7: always 2, whatever is sent
  if (name === "g722") return { ...codec, clockRate: 8_000 }; // RFC 3551 §4.5.2: 8,000, although it samples at 16,000
  if (/^g729(?:a|b|ab)$/.test(name)) return { ...codec, name: "G729" };
  return codec;
}
