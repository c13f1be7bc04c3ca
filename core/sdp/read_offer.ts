import { type Address, fail, type Fault, ok, type Result } from "../base/mod.ts";
import { isSpeech, type OfferedCodec, readCodecs, readPtimeMs } from "./codec.ts";
import { chooseCrypto, type ChosenCrypto } from "./choose_crypto.ts";
import { readCryptoLines } from "./crypto_line.ts";
import type { MediaSection, SessionDescription } from "./description.ts";
import { isDtlsAudio, readDtls, type TheirDtls } from "./dtls.ts";
import { isPlainAudio, isSdesAudio, isSecureAudio, readEndpoint } from "./endpoint.ts";
import type { Direction } from "./plan.ts";
import type { SrtpSuite } from "./srtp_key.ts";

/** Which encryption we take. */
export interface SrtpTerms {
  /** Best first. */
  readonly suites: readonly SrtpSuite[];
  /** Whether plain sound is refused. */
  readonly isRequired: boolean;
  /** Whether we take keys of a DTLS handshake, as browsers do it. */
  readonly takesDtls?: boolean;
}

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
  /** What was chosen of his crypto lines; undefined for plain sound. */
  readonly srtp: ChosenCrypto | undefined;
  /** Where its keys come of a DTLS handshake. */
  readonly dtls: TheirDtls | undefined;
  /** All other `m=` lines: an answer refuses them. */
  readonly others: readonly MediaSection[];
}

/**
 * Reads an offer: its first open audio section that is encrypted in a way that our terms allow, else the first over plain
 * RTP, if they allow that. Without terms only plain RTP counts. Faults: `t38` when he wants to change to fax, `srtp-only`
 * when every sound is encrypted and we take none of it, `srtp-required` when none is and we insist, `no-audio` when there
 * is none or none that we could name, `bad-sdp`.
 */
export function readOffer(description: SessionDescription, terms: SrtpTerms = PLAIN): Result<Offer> {
  const { media } = description;
  const chosen = media.map((each) => each.port !== 0 && isSdesAudio(each) ? choose(each, terms) : undefined);
  const shaken = media.map((each) =>
    terms.takesDtls === true && each.port !== 0 && isDtlsAudio(each) ? readDtls(description, each) : undefined
  );
  const secureIndex = media.findIndex((_, at) => chosen[at] !== undefined || shaken[at] !== undefined);
  const plainIndex = media.findIndex((each) => each.port !== 0 && isPlainAudio(each));
  const mediaIndex = secureIndex >= 0 || terms.isRequired ? secureIndex : plainIndex;
  const section = media[mediaIndex];
  if (section === undefined) return { ok: false, fault: whyNone(media, terms) };
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
  const srtp = chosen[mediaIndex];
  const dtls = shaken[mediaIndex];
  return ok({ ...endpoint.value, codecs, ptimeMs: readPtimeMs(section), mediaIndex, srtp, dtls, others });
}

const PLAIN: SrtpTerms = { suites: [], isRequired: false };

function choose(section: MediaSection, terms: SrtpTerms): ChosenCrypto | undefined {
  return chooseCrypto(readCryptoLines(section), terms.suites);
}

function whyNone(media: readonly MediaSection[], terms: SrtpTerms): Fault {
  const open = media.filter((section) => section.port !== 0);
  if (open.some((section) => section.kind.toLowerCase() === "image")) {
    return { code: "t38", text: 'Cannot take offer with "m=image": expected sound' };
  }
  const secure = open.find(isSecureAudio);
  if (secure !== undefined) {
    const suites = readCryptoLines(secure).map(({ suite }) => suite).join(" ").slice(0, 120);
    const expected = terms.suites.length === 0 ? '"RTP/AVP"' : `one of "${terms.suites.join(" ")}"`;
    return {
      code: "srtp-only",
      text: `Cannot take audio over "${secure.protocol}" with "${suites}": expected ${expected}`,
    };
  }
  const plain = open.find(isPlainAudio);
  if (plain !== undefined) {
    return { code: "srtp-required", text: `Cannot take audio over "${plain.protocol}": expected "RTP/SAVP"` };
  }
  const kinds = media.map((section) => `${section.kind} ${section.port}`).join(", ");
  return { code: "no-audio", text: `Cannot find audio in offer of "${kinds}": expected an open "m=audio"` };
}
