import { withhold } from "./digits.ts";
import type { Exchange } from "./exchange.ts";
import { part } from "./join.ts";
import type { Leg } from "./leg.ts";
import { spokenAs } from "./negotiate.ts";
import { hush } from "./play.ts";
import { endRecording } from "./record.ts";
import { seat } from "./seat.ts";

/**
 * The phone on `seeker` comes into the call of `wanted`, on a leg of its own, and the script of that call hears that the leg
 * was "fetched": pickup of what rings, retrieval of what is parked. The leg that it leaves is over.
 */
export function fetch(exchange: Exchange, wanted: Leg, seeker: Leg): Leg {
  const { session, transferor } = seeker;
  hush(exchange, seeker);
  endRecording(exchange, seeker);
  part(exchange, seeker);
  withhold(exchange, seeker, "");
  seeker.transferor = undefined;
  exchange.legs.remove(seeker);
  const leg = seat(exchange, wanted.call, session);
  // Whoever was sent here by a transfer has arrived once he is joined, not before.
  leg.transferor = transferor;
  if (session.state.at === "answered" || session.state.at === "talking") {
    exchange.note(wanted.call, { type: "leg.answered", leg: leg.id, ...spokenAs(session.media.plan) });
  }
  exchange.note(seeker.call, { type: "leg.moved", leg: seeker.id, to: leg.id, into: wanted.call });
  exchange.tell(wanted.session, (id) => ({ type: "fetched", leg: id, by: leg.id }));
  return leg;
}
