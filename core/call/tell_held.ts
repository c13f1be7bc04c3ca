import type { Exchange } from "./exchange.ts";
import type { Session } from "./session.ts";

/** Whoever sits on the leg has the other one wait, or no longer: the call's script hears of it, and the record. */
export function tellHeld(exchange: Exchange, session: Session): void {
  const { held } = session.media;
  exchange.tell(session, (leg) => ({ type: held ? "held" : "resumed", leg }));
  if (session.leg === undefined) return;
  exchange.note(session.leg.call, { type: held ? "leg.held" : "leg.resumed", leg: session.leg.id });
}
