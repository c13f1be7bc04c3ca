import type { OfferedCodec } from "./codec.ts";
import { describeSelf, describeStream, type LocalMedia, refuse } from "./describe.ts";
import type { SessionDescription } from "./description.ts";
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
}

/** Makes our offer of one audio stream (RFC 3264 §5.1, §8). */
export function makeOffer(local: LocalMedia, options: OfferOptions): SessionDescription {
  const { codecs, direction, ptimeMs, rtcpMux = false, after } = options;
  const before = after?.media ?? [];
  const index = audioIndex(before);
  const protocol = before[index]?.protocol ?? "RTP/AVP";
  const audio = describeStream(local, { protocol, codecs, direction, ptimeMs, rtcpMux });
  if (index < 0) return describeSelf(local, [...before.map(refuse), audio]);
  return describeSelf(local, before.map((section, at) => at === index ? audio : refuse(section)));
}

/** Which section of a description of ours is the stream: the one that is open. -1 when none is. */
export function audioIndex(media: SessionDescription["media"]): number {
  return media.findIndex((section) => section.kind === "audio" && section.port !== 0);
}
