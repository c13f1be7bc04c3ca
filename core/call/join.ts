import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";
import { hush, unmute } from "./play.ts";
import { overheardNoMore, overhearNoMore, stirListeners } from "./tell_overhearing.ts";
import { leaveRoom } from "./tell_room.ts";

/** Lets two legs hear each other; each leaves whomever or whatever it heard before. */
export function join(exchange: Exchange, a: Leg, b: Leg): void {
  if (a.mate !== b) { for (const leg of [a, b]) unmute(exchange, leg); }
  hush(exchange, a);
  hush(exchange, b);
  if (a.mate === b) return;
  part(exchange, a);
  part(exchange, b);
  a.mate = b;
  b.mate = a;
  a.hasTalked = b.hasTalked = true;
  a.echoes = b.echoes = false;
  exchange.media({ type: "connect", a: a.session.id, b: b.session.id });
  exchange.note(a.call, { type: "bridge.made", a: a.id, b: b.id });
  stirListeners(exchange, a);
  exchange.unharmonised(a.session);
}

/** The leg hears nobody: it leaves its mate, or the room that it is in. */
export function part(exchange: Exchange, leg: Leg): void {
  leaveRoom(exchange, leg);
  overhearNoMore(exchange, leg);
  leg.asideFor = undefined;
  unmute(exchange, leg);
  const { mate } = leg;
  if (mate === undefined) return;
  leg.mate = mate.mate = undefined;
  for (const { session } of [leg, mate]) {
    exchange.media({ type: "disconnect", leg: session.id });
    exchange.unharmonised(session);
  }
  exchange.note(leg.call, { type: "bridge.broken", a: leg.id, b: mate.id });
}

/** The leg hears itself. */
export function echo(exchange: Exchange, leg: Leg): void {
  hush(exchange, leg);
  part(exchange, leg);
  overheardNoMore(exchange, leg.session);
  leg.echoes = true;
  exchange.media({ type: "echo", leg: leg.session.id });
}
