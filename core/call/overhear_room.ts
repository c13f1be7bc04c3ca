import { speakerOf } from "./act_for.ts";
import type { Exchange } from "./exchange.ts";
import { part } from "./join.ts";
import type { Leg } from "./leg.ts";
import { hush } from "./play.ts";
import { attune } from "./room.ts";
import { FEWEST_TO_HEAR, peopleIn, tellRoom } from "./tell_room.ts";

/**
 * The leg listens in to a room: it hears what is said there, and is heard by nobody or by all; again to change that. Those in
 * the room are not told, nor is it one of them. It leaves whomever it heard before. False where nobody talks there.
 */
export function overhearRoom(exchange: Exchange, leg: Leg, name: string, heardBy: "nobody" | "all"): boolean {
  const muted = heardBy === "nobody";
  if (leg.room?.name === name && leg.room.supervises === true) {
    if (leg.room.muted === muted) return true;
    leg.room = { ...leg.room, muted };
    tellRoom(exchange, leg);
    exchange.note(leg.call, { type: "supervision.changed", leg: leg.id, heardBy });
    return true;
  }
  if (peopleIn(exchange, name).filter((each) => each !== leg).length < FEWEST_TO_HEAR) return false;
  hush(exchange, leg);
  part(exchange, leg);
  leg.echoes = false;
  leg.room = { name, muted, supervises: true };
  const listeners = exchange.overheardRooms.get(name) ?? new Set();
  exchange.overheardRooms.set(name, listeners.add(leg));
  tellRoom(exchange, leg);
  attune(exchange, leg.session);
  const by = speakerOf(leg.session);
  exchange.note(leg.call, { type: "supervision.started", leg: leg.id, by, room: name, heardBy });
  return true;
}
