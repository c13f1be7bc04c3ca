import { type Codec, DEFAULT_CODECS, isSpeech, type OfferedCodec, sameCodec } from "../sdp/mod.ts";
import { change } from "./change.ts";
import type { Exchange } from "./exchange.ts";
import { faxUseOf } from "./fax_use.ts";
import { preferred } from "./preference.ts";
import type { Session } from "./session.ts";

/** Both laws of G.711: a fax does not survive another codec. */
const LAWS = DEFAULT_CODECS.filter(({ name }) => /^PCM[AU]$/.test(name));

/**
 * A fax was heard on a session: both ends are asked to speak the same law of G.711, so that its samples are passed on as they
 * are. An end that refuses, or may speak neither by the office, goes on as before.
 */
export function lockSound(exchange: Exchange, session: Session): void {
  const { leg, media } = session;
  const mate = leg?.mate?.session;
  // Whoever is alone with the box is locked when somebody is there.
  if (mate === undefined) media.hasFax = true;
  if (leg === undefined || mate === undefined) return;
  const ends = [session, mate];
  if (ends.some((end) => end.media.plan?.t38 !== undefined)) return;
  // The other machine answers the first: that is no news.
  if (ends.every((end) => end.media.hasFax)) return;
  if (ends.some((end) => faxUseOf(exchange, end) === "off")) return;
  const allowed = LAWS.filter((law) => ends.every((end) => preferred(exchange, end, [law]).length > 0));
  const [law] = allowed.toSorted((a, b) => fitOf(b, ends) - fitOf(a, ends));
  if (law === undefined) return exchange.logOf(session, "warn", "A fax may speak no G.711", { mate: mate.id });
  for (const end of ends) {
    const isAsked = speaks(end, law) || change(exchange, end, { for: "codecs", codecs: [law], isLast: true });
    if (isAsked) end.media.hasFax = true;
  }
  if (ends.every((end) => end.media.hasFax)) {
    exchange.note(leg.call, { type: "fax.carried", leg: leg.id, by: "g711" });
  }
}

/** How little has to change for a law: who speaks it already counts more than who is known to know it. */
function fitOf(law: OfferedCodec, ends: readonly Session[]): number {
  const points = ends.map((end) =>
    speaks(end, law) ? 3 : end.media.theirCodecs.some((each) => sameCodec(each, law)) ? 1 : 0
  );
  return points.reduce<number>((sum, each) => sum + each, 0);
}

function speaks({ media }: Session, law: Codec): boolean {
  const spoken = media.plan?.codecs.find(isSpeech);
  return spoken !== undefined && sameCodec(spoken, law);
}
