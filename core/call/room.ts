import { isSpeech, isTranslated } from "../sdp/mod.ts";
import { change } from "./change.ts";
import type { Exchange } from "./exchange.ts";
import { part } from "./join.ts";
import type { Leg } from "./leg.ts";
import type { Session } from "./session.ts";
import { overheardNoMore } from "./tell_overhearing.ts";
import { stirRoom, tellRoom } from "./tell_room.ts";

/**
 * The leg hears all in a room, and they hear it unless it is muted; again for one that is there, to change that. It leaves
 * whomever it heard before. What it is being played goes on, instead of what the room says.
 */
export function enterRoom(exchange: Exchange, leg: Leg, name: string, muted: boolean): void {
  const isThere = leg.room?.name === name && leg.room.supervises !== true;
  if (isThere && leg.room?.muted === muted) return;
  if (!isThere) {
    part(exchange, leg);
    overheardNoMore(exchange, leg.session);
    leg.echoes = false;
    exchange.note(leg.call, { type: "room.entered", leg: leg.id, room: name });
  }
  leg.room = { name, muted };
  tellRoom(exchange, leg);
  attune(exchange, leg.session);
  if (!isThere) stirRoom(exchange, name);
}

/** A room is mixed: who speaks what we cannot decode is asked, once, for something that we can. */
export function attune(exchange: Exchange, session: Session): void {
  const { plan, theirCodecs } = session.media;
  const spoken = plan?.codecs.find(isSpeech);
  if (spoken === undefined || isTranslated(spoken)) return;
  const codecs = theirCodecs.filter((codec) => isTranslated(codec) || !isSpeech(codec));
  if (codecs.some(isSpeech)) change(exchange, session, { for: "codecs", codecs, isLast: true });
}
