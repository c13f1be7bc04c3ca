import type { Playlist } from "../sound/mod.ts";
import type { Exchange } from "./exchange.ts";
import { join, part } from "./join.ts";
import type { Leg } from "./leg.ts";
import { play } from "./play.ts";

/**
 * Hold as a desk asks for it, where the phone knows nothing of it: `other` hears music and nobody else, `by` hears nothing,
 * until he wants him back. Whoever comes to hear `other` meanwhile, or leaves him, ends it.
 */
export function setAside(exchange: Exchange, by: Leg, other: Leg, music: Playlist): void {
  part(exchange, other);
  other.asideFor = by.id;
  play(exchange, other, music);
  exchange.note(by.call, { type: "leg.held", leg: by.id });
}

/** The two hear each other again. */
export function takeBack(exchange: Exchange, by: Leg, other: Leg): void {
  join(exchange, by, other);
  exchange.note(by.call, { type: "leg.resumed", leg: by.id });
}

/** Whom somebody has wait, from the desk. */
export function waitingFor(exchange: Exchange, { id, call }: Leg): Leg | undefined {
  return exchange.legs.ofCall(call).find(({ asideFor }) => asideFor === id);
}
