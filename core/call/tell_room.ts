import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";
import { tellListener } from "./overhearing_news.ts";

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
    for (const { id } of leg.casts) exchange.media({ type: "close", leg: id });
    exchange.media({ type: "disconnect", leg: session.id });
  }
  leg.casts = [];
  if (room.supervises === true) {
    const listeners = exchange.overheardRooms.get(room.name);
    listeners?.delete(leg);
    if (listeners?.size === 0) exchange.overheardRooms.delete(room.name);
    return exchange.note(leg.call, { type: "supervision.ended", leg: leg.id });
  }
  exchange.note(leg.call, { type: "room.left", leg: leg.id, room: room.name });
  stirRoom(exchange, room.name);
}

/** Those who are in a room, but for supervisors. */
export function peopleIn(exchange: Exchange, name: string): readonly Leg[] {
  return exchange.legs.all().filter(({ room }) => room?.name === name && room.supervises !== true);
}

/** So few have nobody to talk with. */
export const FEWEST_TO_HEAR = 2;

/** Others are in the room: supervisors who listen there look whether they may; where nobody talks they listen no more. */
export function stirRoom(exchange: Exchange, name: string): void {
  const listeners = exchange.overheardRooms.get(name);
  if (listeners === undefined) return;
  const isOver = peopleIn(exchange, name).length < FEWEST_TO_HEAR;
  for (const listener of [...listeners]) {
    if (isOver) leaveRoom(exchange, listener);
    tellListener(exchange, listener, isOver ? "over" : "moved");
  }
}
