import type { HeardBy } from "../sound/mod.ts";
import { speakerOf } from "./act_for.ts";
import type { Exchange } from "./exchange.ts";
import { part } from "./join.ts";
import type { Leg } from "./leg.ts";
import { hush } from "./play.ts";
import { attune } from "./room.ts";
import type { Session } from "./session.ts";
import { tellOverhearing } from "./tell_overhearing.ts";

/**
 * The leg listens in to the phone on another one, whatever calls that phone is brought into: it hears what is said there,
 * and is heard by nobody, by that one alone, or by all. Without `whom` it only changes by whom. It leaves whomever it heard
 * before. False where nobody talks there. Again once they talk to somebody else: he may have to be asked for another codec.
 */
export function overhear(exchange: Exchange, leg: Leg, heardBy: HeardBy, whom?: Leg): boolean {
  const session = whom?.session ?? leg.overhears?.whom;
  if (session?.leg === undefined || session === leg.session) return false;
  const mate = session.leg.mate?.session;
  if (leg.overhears?.whom === session) {
    attuneAll(exchange, [session, mate]);
    if (leg.overhears.heardBy === heardBy) return true;
    leg.overhears = { whom: session, heardBy };
    tellOverhearing(exchange, leg);
    exchange.note(leg.call, { type: "supervision.changed", leg: leg.id, heardBy });
    return true;
  }
  if (mate === undefined) return false;
  hush(exchange, leg);
  part(exchange, leg);
  leg.echoes = false;
  leg.overhears = { whom: session, heardBy };
  const listeners = exchange.overheard.get(session) ?? new Set();
  exchange.overheard.set(session, listeners.add(leg));
  tellOverhearing(exchange, leg);
  attuneAll(exchange, [leg.session, session, mate]);
  exchange.note(leg.call, {
    type: "supervision.started",
    leg: leg.id,
    by: speakerOf(leg.session),
    whom: session.party,
    with: mate.party,
    of: session.leg.id,
    in: session.leg.call,
    heardBy,
  });
  return true;
}

function attuneAll(exchange: Exchange, sessions: readonly (Session | undefined)[]): void {
  for (const session of sessions) if (session !== undefined) attune(exchange, session);
}
