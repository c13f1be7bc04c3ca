import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";

/**
 * Tells the media engine of the room that the leg is in, where that is news: it came, it was muted, another phone took its
 * seat. A phone that has put the room on hold is not heard, as it may send music of its own.
 */
export function tellRoom(exchange: Exchange, { room, session }: Leg): void {
  if (room === undefined) return;
  const muted = room.muted || session.media.held;
  exchange.media({ type: "join", leg: session.id, room: room.name, ...(muted ? { muted } : {}) });
}

/** The leg is in its room no more, and hears nobody. Quiet where it was in none. */
export function leaveRoom(exchange: Exchange, leg: Leg): void {
  const { room, session } = leg;
  if (room === undefined) return;
  leg.room = undefined;
  if (session.media.isOpen) {
    for (const cast of leg.casts) exchange.media({ type: "close", leg: cast });
    exchange.media({ type: "disconnect", leg: session.id });
  }
  leg.casts = [];
  exchange.note(leg.call, { type: "room.left", leg: leg.id, room: room.name });
}
