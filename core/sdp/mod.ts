/**
 * Session descriptions (RFC 8866): read, written, offered and answered (RFC 3264). What comes out is a
 * {@link MediaPlan}: who may use which codec is decided by the callers, through the options.
 *
 * @module
 */
export { type Answered, answerOffer, type AnswerOptions, type CodecChoice } from "./answer.ts";
export { chooseCrypto, type ChosenCrypto, offerCrypto, type OwnCrypto } from "./choose_crypto.ts";
export { DEFAULT_CODECS, isSpeech, isTranslated, type OfferedCodec, ownCodecs, sameCodec } from "./codec.ts";
export { type CryptoLine, type InlineKey, readCryptoLine, readCryptoLines, writeCryptoLine } from "./crypto_line.ts";
export type { LocalMedia } from "./describe.ts";
export type { Attribute, MediaSection, Origin, SessionDescription } from "./description.ts";
export { heldBy, mirror } from "./direction.ts";
export {
  type DtlsTerms,
  type Fingerprint,
  type IceCredentials,
  isDtlsAudio,
  type OwnDtls,
  type TheirDtls,
} from "./dtls.ts";
export { makeOffer, type OfferOptions } from "./offer.ts";
export { parseSdp } from "./parse.ts";
export type { Codec, Direction, MediaPlan, PlannedCodec, T38Terms } from "./plan.ts";
export { type Offer, readOffer, type SrtpTerms } from "./read_offer.ts";
export { settleAnswer } from "./settle.ts";
export {
  DEFAULT_SUITES,
  isSrtpSuite,
  keyingOctets,
  SRTP_SUITES,
  type SrtpKey,
  type SrtpKeys,
  type SrtpSuite,
} from "./srtp_key.ts";
export { answerT38, offersT38, offerT38, planT38, readT38, settleT38, type T38Side } from "./t38.ts";
export { writeSdp } from "./write.ts";
