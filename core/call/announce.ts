import type { Multicast } from "../directory/mod.ts";
import type { Playlist } from "../sound/mod.ts";
import { clearCasts, openCast } from "./cast.ts";
import type { Exchange } from "./exchange.ts";
import type { LegId } from "./leg.ts";

/** Under which name the call hears that all was said; or why it is not said: the box speaks there already, or has no ports. */
export type Announced = { readonly announcement: LegId } | { readonly failed: "busy" | "no-media" };

/** The box itself speaks where many listen (RTP multicast), in place of whoever pages there. */
export function announce(exchange: Exchange, call: string, to: Multicast, sound: Playlist): Announced {
  const isThere = [...exchange.announcements.values()].some((each) => each.to.ip === to.ip && each.to.port === to.port);
  if (isThere) return { failed: "busy" };
  clearCasts(exchange, to);
  const id = openCast(exchange, call, to);
  if (id === undefined) return { failed: "no-media" };
  exchange.announcements.set(id, { call, to });
  exchange.media({ type: "play", leg: id, play: exchange.nextPlay(), sound });
  return { announcement: id };
}

/** It says no more. Quiet where it has said all. */
export function endAnnouncement(exchange: Exchange, id: LegId): void {
  if (exchange.announcements.delete(id)) exchange.media({ type: "close", leg: id });
}

/** The media engine says that what was played to one of its legs is over: false where the box did not speak there. */
export function announced(exchange: Exchange, id: string): boolean {
  const announcement = exchange.announcements.get(id);
  if (announcement === undefined) return false;
  endAnnouncement(exchange, id);
  exchange.tellCall(announcement.call, { type: "played", leg: id });
  return true;
}

/** The media engine is gone, and with it all that the box was saying. */
export function loseAnnouncements(exchange: Exchange): void {
  for (const [id, { call }] of [...exchange.announcements]) {
    exchange.announcements.delete(id);
    exchange.tellCall(call, { type: "played", leg: id });
  }
}
