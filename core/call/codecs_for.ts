import type { Party } from "../record/mod.ts";
import { DEFAULT_CODECS, isSpeech, isTranslated, type OfferedCodec, sameCodec } from "../sdp/mod.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";
import { codecsOf, isEvent, translationsOf } from "./negotiate.ts";
import { preferred } from "./preference.ts";

/** What the box can speak by itself, best first. */
const OURS = DEFAULT_CODECS.filter((codec) => isTranslated(codec) || !isSpeech(codec));

/**
 * What to offer a phone of `party` on behalf of a leg: what the leg speaks now, then what else it can hear, then what we
 * can translate, as that costs sound and time; each of the three in the order that the phone prefers. Behind them what
 * carries no speech, digits always. Without a leg: what we can speak ourselves.
 */
export function codecsFor(exchange: Exchange, party: Party, hearer: Leg | undefined): readonly OfferedCodec[] {
  if (hearer === undefined) return preferred(exchange, { party }, OURS);
  const { session } = hearer;
  const { plan, theirCodecs } = session.media;
  const known = theirCodecs.length > 0 ? theirCodecs : plan === undefined ? DEFAULT_CODECS : codecsOf(plan);
  const heard = preferred(exchange, session, known);
  const speech = heard.filter(isSpeech);
  const isSpoken = (codec: OfferedCodec) => plan?.codecs.some((other) => sameCodec(codec, other)) ?? false;
  const groups = [speech.filter(isSpoken), speech.filter((codec) => !isSpoken(codec)), translationsOf(speech)];
  const others = heard.filter((codec) => !isSpeech(codec));
  return [
    ...groups.flatMap((group) => preferred(exchange, { party }, group)),
    ...others,
    ...others.some(isEvent) ? [] : DEFAULT_CODECS.filter(isEvent),
  ];
}
