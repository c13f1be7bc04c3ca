import type { Address } from "../base/mod.ts";
import type { Attribute } from "./description.ts";
import type { DtlsTerms } from "./dtls.ts";
import type { SrtpKeys } from "./srtp_key.ts";

/** Which way sound flows on a leg, as the box sees it (RFC 3264 §5.1): `sendonly` is "we send, he only listens". */
export type Direction = "sendrecv" | "sendonly" | "recvonly" | "inactive";

/** A format of an RTP stream, apart from its payload type number (RFC 4566 §6 `rtpmap`, `fmtp`). */
export interface Codec {
  /** Upper or lower case as in the IANA registry: `PCMU`, `G722`, `opus`, `telephone-event`. Compare without case. */
  readonly name: string;
  /** Hz, as in `rtpmap` (8000 for G722, by its historic mistake). */
  readonly clockRate: number;
  readonly channels: number;
  /** The `fmtp` parameters, untouched: `useinbandfec=1`, `0-16`. */
  readonly parameters?: string;
}

/** A codec that both ends agreed on, with its number in each direction: they may differ (RFC 3264 §6.1). */
export interface PlannedCodec extends Codec {
  /** The number that the peer wants to see on packets we send to him. */
  readonly sendAs: number;
  /** The number that he puts on packets he sends to us. */
  readonly receiveAs: number;
}

/** What a side says of its fax (T.38 Annex D.2.3), as it wrote it: for the other side, as the box terminates none. */
export type T38Terms = readonly Attribute[];

/**
 * What offer and answer settled for one leg: the plain value that crosses to the media engine. It says all that the
 * engine may know; SDP itself stays here.
 */
export interface MediaPlan {
  /** Where he wants RTP; undefined while he gave none (`c=0.0.0.0`, RFC 3264 §8.4, or port 0). */
  readonly remote: Address | undefined;
  /** Where he wants RTCP: `a=rtcp` (RFC 3605), else the RTP port + 1, or the RTP port under rtcp-mux (RFC 5761). */
  readonly remoteRtcp: Address | undefined;
  readonly rtcpMux: boolean;
  readonly direction: Direction;
  /** In order of preference; the first that is not telephone-event or CN is the one in use. Never empty. */
  readonly codecs: readonly PlannedCodec[];
  /** Milliseconds per packet that he asked for (`a=ptime`); 20 when he said nothing. */
  readonly ptimeMs: number;
  /**
   * The keys of both directions where sound and RTCP are encrypted; nothing where they are plain. While a direction's key
   * stays the same its packets count on, with another key they count anew (RFC 4568 §7.1.4).
   */
  readonly srtp?: SrtpKeys;
  /** The keys come of a handshake that is still to be made, or was, by these terms. RTP and RTCP share one port then. */
  readonly dtls?: DtlsTerms;
  /**
   * In the place of sound a fax goes there, over UDPTL and in these terms of his. The codecs are then those of the sound
   * that may come back.
   */
  readonly t38?: T38Terms;
}
