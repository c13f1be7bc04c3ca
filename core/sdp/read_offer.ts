import { type Address, fail, type Fault, ok, type Result } from "../base/mod.ts";
import { isSpeech, type OfferedCodec, readCodecs, readPtimeMs } from "./codec.ts";
import type { MediaSection, SessionDescription } from "./description.ts";
import { isPlainAudio, isSecureAudio, readEndpoint } from "./endpoint.ts";
import type { Direction } from "./plan.ts";

/** What a peer offers us, read for the one audio stream that we take. */
export interface Offer {
  /** In his order, those of unknown names too: the relay passes anything. At least one carries speech. */
  readonly codecs: readonly OfferedCodec[];
  /** As HE says it: `sendonly` holds us. `c=0.0.0.0` counts as not listening. */
  readonly direction: Direction;
  /** Undefined while he wants no packets. */
  readonly remote: Address | undefined;
  /** As it holds without rtcp-mux. */
  readonly remoteRtcp: Address | undefined;
  readonly rtcpMux: boolean;
  /** Undefined when he does not say. */
  readonly ptimeMs: number | undefined;
  /** Which `m=` line it is, from 0. */
  readonly mediaIndex: number;
  /** All other `m=` lines: an answer refuses them. */
  readonly others: readonly MediaSection[];
}

/**
 * Reads an offer: its first open audio section over plain RTP. Faults: `t38` when he wants to change to fax, `srtp-only`
 * when every sound is encrypted, `no-audio` when there is none or none that we could name, `bad-sdp`.
 */
export function readOffer(description: SessionDescription): Result<Offer> {
  const { media } = description;
  const mediaIndex = media.findIndex((section) => section.port !== 0 && isPlainAudio(section));
  const section = media[mediaIndex];
  if (section === undefined) return { ok: false, fault: whyNone(media) };
  const endpoint = readEndpoint(description, section);
  if (!endpoint.ok) return endpoint;
  const codecs = readCodecs(section);
  if (!codecs.some(isSpeech)) {
    return fail(
      "no-audio",
      `Cannot use audio formats "${section.formats.join(" ")}": expected one that carries speech`,
    );
  }
  const others = media.filter((_, at) => at !== mediaIndex);
  return ok({ ...endpoint.value, codecs, ptimeMs: readPtimeMs(section), mediaIndex, others });
}

function whyNone(media: readonly MediaSection[]): Fault {
  const open = media.filter((section) => section.port !== 0);
  if (open.some((section) => section.kind.toLowerCase() === "image")) {
    return { code: "t38", text: 'Cannot take offer with "m=image": fax over T.38 is not offered by this box' };
  }
  const secure = open.find(isSecureAudio);
  if (secure !== undefined) {
    return { code: "srtp-only", text: `Cannot take audio over "${secure.protocol}": expected "RTP/AVP"` };
  }
  const kinds = media.map((section) => `${section.kind} ${section.port}`).join(", ");
  return { code: "no-audio", text: `Cannot find audio in offer of "${kinds}": expected an open "m=audio"` };
}
