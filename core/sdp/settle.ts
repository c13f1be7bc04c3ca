import { fail, ok, type Result } from "../base/mod.ts";
import { settleCrypto } from "./choose_crypto.ts";
import { isSpeech, type OfferedCodec, readCodecs, readPtimeMs, sameCodec } from "./codec.ts";
import { readCryptoLines } from "./crypto_line.ts";
import type { MediaSection, SessionDescription } from "./description.ts";
import { isDtlsAudio, type OwnDtls, readDtls, settleDtls } from "./dtls.ts";
import { mirror, narrow } from "./direction.ts";
import { isPlainAudio, isSdesAudio, readEndpoint, rtcpOf } from "./endpoint.ts";
import { audioIndex } from "./offer.ts";
import type { MediaPlan, PlannedCodec } from "./plan.ts";

/**
 * What his answer to our offer settles (RFC 3264 §7). He may use other numbers for the same codecs than we did: we send
 * with his and receive with ours. Faults: `refused-media` when he closed the stream, `no-common-codec`, `bad-crypto`
 * when he names no key for the encryption that we offered, or no certificate, `bad-sdp`.
 *
 * @param own our side, where a browser was offered DTLS
 */
export function settleAnswer(
  offer: SessionDescription,
  answer: SessionDescription,
  own?: OwnDtls,
): Result<MediaPlan> {
  const index = audioIndex(offer.media);
  const ours = offer.media[index];
  if (ours === undefined) throw new Error("Cannot settle an offer without an open audio section");
  const his = answer.media[index];
  if (his === undefined || his.kind.toLowerCase() !== "audio") {
    return fail("bad-sdp", `Cannot read answer: expected "m=audio" as section "${index + 1}"`);
  }
  if (his.port === 0) return fail("refused-media", "Cannot hear him: he answered audio with port 0");
  const isSecure = isSdesAudio(ours);
  const isShaken = isDtlsAudio(ours);
  if (!(isShaken ? isDtlsAudio(his) : isSecure ? isSdesAudio(his) : isPlainAudio(his))) {
    return fail("bad-sdp", `Cannot take answer over "${his.protocol}": expected "${ours.protocol}"`);
  }
  const [from, to] = [readEndpoint(offer, ours), readEndpoint(answer, his)];
  if (!from.ok) throw new Error(from.fault.text);
  if (!to.ok) return to;
  const codecs = agree(readCodecs(ours), his);
  if (!codecs.some(isSpeech)) {
    return fail("no-common-codec", `Cannot agree on a codec: he answered with "${his.formats.join(" ")}"`);
  }
  const srtp = isSecure ? settleCrypto(readCryptoLines(ours), readCryptoLines(his)) : undefined;
  if (isSecure && srtp === undefined) {
    return fail("bad-crypto", 'Cannot encrypt: expected an answer with one "a=crypto" line of those offered');
  }
  const theirs = isShaken ? readDtls(answer, his) : undefined;
  if (isShaken && (theirs === undefined || own === undefined)) {
    return fail("bad-crypto", "Cannot shake hands: expected an answer with a fingerprint, ICE and rtcp-mux");
  }
  const rtcpMux = from.value.rtcpMux && to.value.rtcpMux;
  return ok({
    remote: to.value.remote,
    remoteRtcp: rtcpOf(to.value, rtcpMux),
    rtcpMux,
    direction: narrow(from.value.direction, mirror(to.value.direction)),
    codecs,
    ptimeMs: readPtimeMs(his) ?? 20,
    ...(srtp === undefined ? {} : { srtp }),
    ...(theirs === undefined ? {} : { dtls: settleDtls(theirs, own!) }),
  });
}

/** His codecs, in his order, that we offered; a number of ours that he repeats without `rtpmap` means what we said. */
function agree(offered: readonly OfferedCodec[], his: MediaSection): readonly PlannedCodec[] {
  const named = new Map(readCodecs(his).map((codec) => [String(codec.payloadType), codec]));
  const left = new Set(offered);
  const agreed: PlannedCodec[] = [];
  for (const format of new Set(his.formats)) {
    const codec = named.get(format) ?? offered.find((each) => String(each.payloadType) === format);
    if (codec === undefined) continue;
    const same = [...left].filter((each) => sameCodec(each, codec));
    const match = same.find((each) => each.payloadType === codec.payloadType) ?? same[0];
    if (match === undefined) continue;
    left.delete(match);
    const { payloadType: receiveAs, ...ours } = match;
    const parameters = codec.parameters ?? ours.parameters;
    agreed.push({ ...ours, ...(parameters ? { parameters } : {}), sendAs: codec.payloadType, receiveAs });
  }
  return agreed;
}
