import type { CodecName } from "../directory/mod.ts";
import type { Party } from "../record/mod.ts";
import { type Codec, isSpeech, sameCodec } from "../sdp/mod.ts";
import type { Exchange } from "./exchange.ts";
import type { SessionMedia } from "./session.ts";

/** Who is to speak, and what was agreed with him before. */
export interface Speaker {
  readonly party: Party;
  readonly media?: Pick<SessionMedia, "plan">;
}

/**
 * Those of the codecs that the speaker's phones may use by the office's order of preference, best first; what carries no
 * speech stays, behind them. What was agreed already stays too: an order that changes in mid-call ends no call.
 */
export function preferred<C extends Codec>(
  exchange: Exchange,
  { party, media }: Speaker,
  codecs: readonly C[],
): readonly C[] {
  const order = orderFor(exchange, party);
  if (order === undefined) return codecs;
  const isAgreed = (codec: Codec) => media?.plan?.codecs.some((each) => sameCodec(each, codec)) ?? false;
  const ranked = codecs.filter(isSpeech).map((codec) => ({ codec, rank: rankIn(order, codec) }))
    .filter(({ codec, rank }) => rank < order.length || isAgreed(codec))
    .toSorted((a, b) => a.rank - b.rank);
  return [...ranked.map(({ codec }) => codec), ...codecs.filter((codec) => !isSpeech(codec))];
}

/** The office's order for a party; undefined where it says nothing. */
export function orderFor(
  { directory }: Exchange,
  { number, trunk, phone = number }: Party,
): readonly CodecName[] | undefined {
  if (trunk !== undefined) return directory.trunks.get(trunk)?.codecs ?? directory.office.codecs;
  const extension = directory.extensions.get(phone);
  return extension === undefined ? directory.office.codecs : extension.codecs;
}

/** Its place in the order; behind the last where it is not named. */
function rankIn(order: readonly CodecName[], { name }: Codec): number {
  const at = order.findIndex((each) => each === name.toLowerCase());
  return at < 0 ? order.length : at;
}
