import type { OfferedCodec } from "./codec.ts";
import { type CryptoLine, readCryptoLines } from "./crypto_line.ts";
import { describeSelf, describeStream, type LocalMedia, refuse } from "./describe.ts";
import { DTLS_PROTOCOL, type OwnDtls } from "./dtls.ts";
import { attribute, type SessionDescription } from "./description.ts";
import type { Direction } from "./plan.ts";

export interface OfferOptions {
  /** In order of preference. Never empty. */
  readonly codecs: readonly OfferedCodec[];
  readonly direction: Direction;
  readonly ptimeMs?: number;
  readonly rtcpMux?: boolean;
  /**
   * Our last description in this dialog, offer or answer. A new offer keeps its `m=` lines, in their order
   * (RFC 3264 §8): a video that we refused stays refused in its place.
   */
  readonly after?: SessionDescription;
  /**
   * Encrypted sound is offered, and nothing else (RFC 4568): these lines. When they are left out, those of `after` stay;
   * an empty list offers plain sound again.
   */
  readonly crypto?: readonly CryptoLine[];
  /** The keys are to come of a DTLS handshake, and the peer is to be checked: what a browser wants, and nothing else. */
  readonly dtls?: OwnDtls | undefined;
}

/** Makes our offer of one audio stream (RFC 3264 §5.1, §8). */
export function makeOffer(local: LocalMedia, options: OfferOptions): SessionDescription {
  const { codecs, direction, ptimeMs, after } = options;
  const rtcpMux = options.dtls !== undefined || options.rtcpMux === true;
  const before = after?.media ?? [];
  const index = placeOfSound(before);
  const last = before[index]?.kind === "audio" ? before[index] : undefined;
  const crypto = options.crypto ?? (last === undefined ? [] : readCryptoLines(last));
  const mid = last === undefined ? undefined : attribute(last.attributes, "mid");
  const dtls = options.dtls && { own: options.dtls, mid: mid ?? "0" };
  const protocol = dtls === undefined ? profile(last?.protocol ?? "RTP/AVP", crypto.length > 0) : DTLS_PROTOCOL;
  const audio = describeStream(local, { protocol, codecs, direction, ptimeMs, rtcpMux, crypto, dtls });
  if (index < 0) return describeSelf(local, [...before.map(refuse), audio], dtls);
  return describeSelf(local, before.map((section, at) => at === index ? audio : refuse(section)), dtls);
}

/**
 * Where our stream of sound stands, or goes: after a fax the section that was closed for it, else that of the fax itself
 * (RFC 3264 §8.3.3). -1 for a new one.
 */
function placeOfSound(media: SessionDescription["media"]): number {
  const open = audioIndex(media);
  const fax = media.findIndex((section) => section.kind === "image" && section.port !== 0);
  if (open >= 0 || fax < 0) return open;
  const closed = media.findIndex((section) => section.kind === "audio");
  return closed >= 0 ? closed : fax;
}

/** The protocol with or without encryption: `RTP/AVP` and `RTP/SAVP`, `RTP/AVPF` and `RTP/SAVPF`. */
function profile(protocol: string, isEncrypted: boolean): string {
  return protocol.replace(/^RTP\/S?AVP/i, isEncrypted ? "RTP/SAVP" : "RTP/AVP");
}

/** Which section of a description of ours is the stream: the one that is open. -1 when none is. */
export function audioIndex(media: SessionDescription["media"]): number {
  return media.findIndex((section) => section.kind === "audio" && section.port !== 0);
}
