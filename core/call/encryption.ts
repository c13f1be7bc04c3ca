import {
  type CryptoLine,
  offerCrypto,
  type OwnCrypto,
  SRTP_SUITES,
  type SrtpSuite,
  type SrtpTerms,
} from "../sdp/mod.ts";
import type { SrtpUse } from "../directory/mod.ts";
import type { Party } from "../record/mod.ts";
import type { Exchange } from "./exchange.ts";
import type { Session } from "./session.ts";

/** What is needed of a session to know how its sound is encrypted. */
type Encrypted = Pick<Session, "media" | "party">;

const SUITES = Object.keys(SRTP_SUITES) as readonly SrtpSuite[];
/** What we offer: the best, and the one that every phone knows. More would not fit into a datagram beside the codecs. */
const OFFERED: readonly SrtpSuite[] = ["AEAD_AES_256_GCM", "AEAD_AES_128_GCM", "AES_CM_128_HMAC_SHA1_80"];
/** For reading what somebody can hear, whatever he may. */
export const ANY_ENCRYPTION: SrtpTerms = { suites: SUITES, isRequired: false, takesDtls: true };

/** Which encryption a party's phones may or must use (RFC 4568); undefined when plain sound is all they may. */
export function encryptionTerms(exchange: Exchange, party: Party): SrtpTerms | undefined {
  const use = srtpUse(exchange, party);
  return use === "off" ? undefined : { suites: SUITES, isRequired: use === "required" };
}

/** The same with our own key, for an answer. */
export function encryptionFor(exchange: Exchange, session: Encrypted): SrtpTerms & OwnCrypto | undefined {
  const terms = encryptionTerms(exchange, session.party);
  return terms && { ...terms, ...own(exchange, session, terms.suites) };
}

/** The lines that our offer must have; undefined where what was agreed before goes on, and is plain sound at first. */
export function cryptoToOffer(exchange: Exchange, session: Encrypted): readonly CryptoLine[] | undefined {
  const use = srtpUse(exchange, session.party);
  const isWanted = use === "required" || use === "allowed" && session.media.wantsEncryption;
  return isWanted ? offerCrypto(own(exchange, session, OFFERED)) : undefined;
}

function srtpUse({ directory }: Exchange, { number, trunk, phone = number }: Party): SrtpUse {
  if (trunk !== undefined) return directory.trunks.get(trunk)?.srtp ?? "allowed";
  return directory.extensions.get(phone)?.srtp ?? "allowed";
}

function own(exchange: Exchange, { media }: Encrypted, suites: readonly SrtpSuite[]): OwnCrypto {
  const current = media.plan?.srtp?.send;
  const randomOctets = (count: number): Uint8Array => exchange.chance.bytes(count);
  return { suites, randomOctets, ...(current === undefined ? {} : { current }) };
}
