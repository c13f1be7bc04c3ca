import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";
import { tellListener } from "./overhearing_news.ts";
import type { Session } from "./session.ts";
import { leaveRoom } from "./tell_room.ts";

/**
 * Tells the media engine to whom the leg listens in. A phone that has put that on hold is not heard there, as it may send
 * music of its own. Quiet where it listens in to nobody.
 */
export function tellOverhearing(exchange: Exchange, { overhears, session }: Leg): void {
  if (overhears === undefined) return;
  const heardBy = session.media.held ? "nobody" : overhears.heardBy;
  exchange.media({ type: "overhear", leg: session.id, whom: overhears.whom.id, heardBy });
}

/** The leg listens in to nobody, and hears nobody. Quiet where it did not. */
export function overhearNoMore(exchange: Exchange, leg: Leg): void {
  const { overhears, session } = leg;
  if (overhears === undefined) return;
  leg.overhears = undefined;
  const listeners = exchange.overheard.get(overhears.whom);
  listeners?.delete(leg);
  if (listeners?.size === 0) exchange.overheard.delete(overhears.whom);
  if (session.media.isOpen) exchange.media({ type: "disconnect", leg: session.id });
  exchange.note(leg.call, { type: "supervision.ended", leg: leg.id });
}

/** Nobody listens in to the phone any more, and who did hears so. */
export function overheardNoMore(exchange: Exchange, session: Session): void {
  for (const leg of exchange.overheard.get(session) ?? []) throwOut(exchange, leg);
}

/** The leg may not listen in any more: another phone has come to sit there, or he whom it listened to is gone. */
export function throwOut(exchange: Exchange, leg: Leg): void {
  if (leg.overhears === undefined && leg.room?.supervises !== true) return;
  overhearNoMore(exchange, leg);
  leaveRoom(exchange, leg);
  tellListener(exchange, leg, "over");
}

/** The leg talks with somebody else from now on: who listens in to one of the two looks whether he may. */
export function stirListeners(exchange: Exchange, leg: Leg): void {
  if (exchange.overheard.size === 0) return;
  for (const each of [leg.session, leg.mate?.session]) {
    if (each === undefined) continue;
    for (const listener of exchange.overheard.get(each) ?? []) tellListener(exchange, listener, "moved");
  }
}
