import { fail, type Result } from "../base/mod.ts";
import { isSpeech, type Offer, readOffer, type SessionDescription } from "../sdp/mod.ts";
import { encryptionTerms } from "./encryption.ts";
import type { Exchange } from "./exchange.ts";
import { orderFor, preferred, type Speaker } from "./preference.ts";

/**
 * Reads what somebody offers, by what the office says of his encryption and his codecs. Faults: those of `readOffer`, and
 * `no-common-codec` where he may speak nothing of what he offers.
 */
export function readOfferOf(exchange: Exchange, speaker: Speaker, offer: SessionDescription): Result<Offer> {
  const terms = encryptionTerms(exchange, speaker.party) ?? { suites: [], isRequired: false };
  // A browser encrypts by DTLS or not at all: what the office says is of the phones that have a choice.
  const takesDtls = exchange.addresses.sound !== undefined && speaker.party.trunk === undefined;
  const read = readOffer(offer, { ...terms, takesDtls });
  if (!read.ok || preferred(exchange, speaker, read.value.codecs).some(isSpeech)) return read;
  const names = read.value.codecs.filter(isSpeech).map(({ name }) => name).join(" ");
  const order = orderFor(exchange, speaker.party)?.join(" ");
  return fail("no-common-codec", `Cannot take codecs "${names}": expected one of "${order}"`);
}
