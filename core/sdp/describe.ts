import type { Address } from "../base/mod.ts";
import { describeCodecs, type OfferedCodec } from "./codec.ts";
import { type CryptoLine, writeCryptoLine } from "./crypto_line.ts";
import { describeDtls, describeIce, type OwnDtls } from "./dtls.ts";
import type { Attribute, MediaSection, SessionDescription } from "./description.ts";
import type { Direction } from "./plan.ts";

/** Our side of a stream, as we tell it. */
export interface LocalMedia {
  /** Where we want RTP, as the peer can reach it. */
  readonly address: Address;
  readonly rtcpPort: number;
  /** Of the `o=` line. The version rises by one with every changed description (RFC 3264 §8). */
  readonly session: { readonly id: string; readonly version: number };
}

/** What our own audio section says. */
export interface Stream {
  /** `RTP/AVP`, or his word for it in an answer. */
  readonly protocol: string;
  readonly codecs: readonly OfferedCodec[];
  readonly direction: Direction;
  readonly ptimeMs?: number | undefined;
  readonly rtcpMux: boolean;
  /** For an encrypted stream. */
  readonly crypto?: readonly CryptoLine[];
  /** For one that is encrypted by DTLS, with his name for the section. */
  readonly dtls?: { readonly own: OwnDtls; readonly mid: string | undefined } | undefined;
}

/** Our description around its `m=` lines. */
export function describeSelf(
  local: LocalMedia,
  media: readonly MediaSection[],
  dtls?: Stream["dtls"],
): SessionDescription {
  const { id, version } = local.session;
  return {
    origin: { user: "kontor", id, version: String(version), host: local.address.ip },
    name: "-",
    connection: local.address.ip,
    attributes: dtls === undefined ? [] : describeIce(dtls.mid),
    media,
  };
}

/** Our audio section, in an offer and in an answer alike. */
export function describeStream(local: LocalMedia, stream: Stream): MediaSection {
  if (stream.codecs.length === 0) throw new Error("Cannot describe a stream without codecs");
  const attributes: Attribute[] = [...describeCodecs(stream.codecs)];
  if (stream.ptimeMs !== undefined) attributes.push({ name: "ptime", value: String(stream.ptimeMs) });
  const isApart = stream.dtls === undefined && local.rtcpPort !== local.address.port + 1;
  if (isApart) attributes.push({ name: "rtcp", value: String(local.rtcpPort) });
  if (stream.rtcpMux) attributes.push({ name: "rtcp-mux" });
  attributes.push(...(stream.crypto ?? []).map(writeCryptoLine));
  if (stream.dtls !== undefined) attributes.push(...describeDtls(stream.dtls.own, stream.dtls.mid));
  attributes.push({ name: stream.direction });
  return {
    kind: "audio",
    port: local.address.port,
    protocol: stream.protocol,
    formats: stream.codecs.map((codec) => String(codec.payloadType)),
    attributes,
  };
}

/** A section refused, or kept as a place only: port 0, and the formats that must stand there (RFC 3264 §6). */
export function refuse(section: MediaSection): MediaSection {
  // A browser knows its sections by name, the refused ones too (RFC 9143 §7.3.3).
  const mid = section.attributes.filter(({ name }) => name === "mid");
  return { kind: section.kind, port: 0, protocol: section.protocol, formats: section.formats, attributes: mid };
}
