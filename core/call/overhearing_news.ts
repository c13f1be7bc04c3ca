import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";

/** From where those who listen in have their news. */
export const OVERHEARING = "overhearing";

/**
 * What they hear: he whom they listen to talks with somebody else from now on, or others are in the room; or they listen no
 * more.
 */
export type OverhearingNews = "moved" | "over";

/** Tells one who listens in. */
export function tellListener(exchange: Exchange, { session }: Leg, news: OverhearingNews): void {
  exchange.tell(session, (leg) => ({ type: "news", leg, place: OVERHEARING, news, urgent: true }));
}
