import { tellWithheld } from "./digits.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";
import { hush, play, unmute } from "./play.ts";
import { endRecording } from "./record.ts";
import { attune } from "./room.ts";
import { tellHeld } from "./tell_held.ts";
import { overheardNoMore, stirListeners, throwOut } from "./tell_overhearing.ts";
import { stirRoom, tellRoom } from "./tell_room.ts";

/**
 * Two phones change places: each goes on in the other's call, whatever that call is about to do. This is attended
 * transfer (RFC 3891): the calls' scripts do not notice.
 */
export function swap(exchange: Exchange, one: Leg, other: Leg): void {
  for (const leg of [one, other]) unmute(exchange, leg);
  const sounds = [one, other].map(({ playing }) => playing?.sound);
  const holding = [one, other].map(({ session }) => session.media.held);
  for (const leg of [one, other]) {
    hush(exchange, leg);
    endRecording(exchange, leg);
    // Who comes to sit there has no right to listen in.
    throwOut(exchange, leg);
  }
  exchange.legs.swapSessions(one, other);
  for (const [at, leg] of [one, other].entries()) {
    if (one.withheld !== other.withheld) tellWithheld(exchange, leg);
    const sound = sounds[at];
    if (sound !== undefined) play(exchange, leg, sound);
    if (leg.mate !== undefined) exchange.media({ type: "connect", a: leg.session.id, b: leg.mate.session.id });
    else if (leg.room !== undefined) {
      overheardNoMore(exchange, leg.session);
      tellRoom(exchange, leg);
      attune(exchange, leg.session);
      stirRoom(exchange, leg.room.name);
    } else if (leg.echoes) exchange.media({ type: "echo", leg: leg.session.id });
    else exchange.media({ type: "disconnect", leg: leg.session.id });
    exchange.unharmonised(leg.session);
    stirListeners(exchange, leg);
    const { party, sipCallId } = leg.session;
    exchange.note(leg.call, { type: "leg.taken", leg: leg.id, party, sipCallId });
    // Whom the one before had wait is talked with now: no music goes on because nobody takes it back.
    if (leg.mate !== undefined && leg.session.media.held !== holding[at]) tellHeld(exchange, leg.session);
  }
}
