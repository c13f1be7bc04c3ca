import { fail, ok, type Result } from "../base/mod.ts";
import { answerCrypto, type OwnCrypto } from "./choose_crypto.ts";
import { isSpeech, type OfferedCodec, sameCodec } from "./codec.ts";
import { type OwnDtls, settleDtls } from "./dtls.ts";
import { describeSelf, describeStream, type LocalMedia, refuse } from "./describe.ts";
import type { SessionDescription } from "./description.ts";
import { mirror, narrow } from "./direction.ts";
import { rtcpOf } from "./endpoint.ts";
import type { Codec, Direction, MediaPlan } from "./plan.ts";
import { readOffer, type SrtpTerms } from "./read_offer.ts";

/**
 * Which codecs an answer may name, in the order it names them: a list, or a choice among those offered. Only offered
 * ones are taken. One with a `payloadType` prefers the offer of that number, where the same codec is offered twice.
 */
export type CodecChoice =
  | readonly (Codec | OfferedCodec)[]
  | ((offered: readonly OfferedCodec[]) => readonly (Codec | OfferedCodec)[]);

export interface AnswerOptions {
  readonly codecs: CodecChoice;
  /** What we want at most, as we see it; the offer may narrow it. */
  readonly direction: Direction;
  /** What we ask for; his own wish is repeated when it is left out. */
  readonly ptimeMs?: number;
  /** Which encryption we take; without it encrypted sound is refused. */
  readonly srtp?: SrtpTerms & OwnCrypto;
  /** Our side where he is a browser. */
  readonly dtls?: OwnDtls | undefined;
}

/** Our answer, and what it settled. */
export interface Answered {
  readonly answer: SessionDescription;
  readonly plan: MediaPlan;
}

/**
 * Answers an offer (RFC 3264 §6): as many `m=` lines in the same order, the audio with HIS payload type numbers, all
 * others refused. Faults: those of `readOffer`, and `no-common-codec` when nothing is left that carries speech.
 */
export function answerOffer(
  description: SessionDescription,
  local: LocalMedia,
  options: AnswerOptions,
): Result<Answered> {
  const takesDtls = options.dtls !== undefined;
  const read = readOffer(description, { ...options.srtp ?? { suites: [], isRequired: false }, takesDtls });
  if (!read.ok) return read;
  const offer = read.value;
  const wanted = typeof options.codecs === "function" ? options.codecs(offer.codecs) : options.codecs;
  const codecs = choose(offer.codecs, wanted);
  if (!codecs.some(isSpeech)) {
    const names = offer.codecs.map((codec) => `${codec.name}/${codec.clockRate}`).join(" ");
    return fail("no-common-codec", `Cannot agree on a codec: he offers "${names}"`);
  }
  const { mediaIndex, rtcpMux } = offer;
  const direction = narrow(options.direction, mirror(offer.direction));
  const { protocol } = description.media[mediaIndex]!;
  const ptimeMs = options.ptimeMs ?? offer.ptimeMs;
  const secure = offer.srtp && options.srtp && answerCrypto(offer.srtp, options.srtp);
  const dtls = offer.dtls && options.dtls && { own: options.dtls, mid: offer.dtls.mid };
  const crypto = secure === undefined ? [] : [secure.line];
  const audio = describeStream(local, { protocol, codecs, direction, ptimeMs, rtcpMux, crypto, dtls });
  const media = description.media.map((section, at) => at === mediaIndex ? audio : refuse(section));
  return ok({
    answer: describeSelf(local, media, dtls),
    plan: {
      remote: offer.remote,
      remoteRtcp: rtcpOf(offer, rtcpMux),
      rtcpMux,
      direction,
      codecs: codecs.map(({ payloadType, ...codec }) => ({ ...codec, sendAs: payloadType, receiveAs: payloadType })),
      ptimeMs: offer.ptimeMs ?? 20,
      ...(secure === undefined ? {} : { srtp: secure.srtp }),
      ...(dtls === undefined ? {} : { dtls: settleDtls(offer.dtls!, dtls.own) }),
    },
  });
}

/** The offered codecs that are wanted, with his numbers; what the wanted one says of its parameters goes first. */
function choose(offered: readonly OfferedCodec[], wanted: readonly (Codec | OfferedCodec)[]): readonly OfferedCodec[] {
  const chosen = new Map<number, OfferedCodec>();
  for (const want of wanted) {
    const same = offered.filter((codec) => !chosen.has(codec.payloadType) && sameCodec(codec, want));
    const best = same.find((codec) => "payloadType" in want && codec.payloadType === want.payloadType) ??
      same.find((codec) => codec.parameters === want.parameters) ?? same[0];
    if (best === undefined) continue;
    chosen.set(best.payloadType, want.parameters ? { ...best, parameters: want.parameters } : best);
  }
  return [...chosen.values()];
}
