import type { Cause, EndedBy } from "../record/mod.ts";
import { statusOf } from "./cause.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg, LegId } from "./leg.ts";
import { unmute } from "./play.ts";
import { settleTransfer } from "./referral.ts";
import type { Session } from "./session.ts";
import { overheardNoMore, overhearNoMore } from "./tell_overhearing.ts";
import { leaveRoom } from "./tell_room.ts";

/** Gives a session a leg of its own in a call. */
export function seat(exchange: Exchange, call: string, session: Session, placedFor?: LegId): Leg {
  const leg: Leg = {
    id: `l${exchange.chance.token()}`,
    call,
    since: exchange.now,
    session,
    placedFor,
    mate: undefined,
    hasTalked: false,
    room: undefined,
    overhears: undefined,
    casts: [],
    echoes: false,
    playing: undefined,
    isSecret: false,
    withheld: "",
    language: undefined,
    recording: undefined,
    asideFor: undefined,
    isMuted: false,
    transferor: undefined,
  };
  session.leg = leg;
  exchange.legs.add(leg);
  exchange.note(call, {
    type: "leg.offered",
    leg: leg.id,
    party: session.party,
    direction: session.direction,
    sipCallId: session.sipCallId,
    ...(session.peer.userAgent === undefined ? {} : { userAgent: session.peer.userAgent }),
  });
  return leg;
}

/** How a leg came to its end. */
export interface LegEnd {
  readonly by: EndedBy;
  readonly cause: Cause;
  /** The SIP status that ended it, when one did. */
  readonly status?: number;
  readonly text?: string;
}

/** Takes the session out of its leg, which is over, and closes its media; its SIP side may still have to say goodbye. */
export function unseat(exchange: Exchange, session: Session, end: LegEnd): void {
  const { leg } = session;
  if (leg === undefined) return;
  leaveRoom(exchange, leg);
  overhearNoMore(exchange, leg);
  overheardNoMore(exchange, session);
  unmute(exchange, leg);
  if (session.media.isOpen) {
    session.media.isOpen = false;
    exchange.reporting.set(session.id, { call: leg.call, leg: leg.id });
    exchange.media({ type: "close", leg: session.id });
  }
  const { mate } = leg;
  if (mate !== undefined) {
    exchange.note(leg.call, { type: "bridge.broken", a: leg.id, b: mate.id });
    mate.mate = leg.mate = undefined;
    exchange.unharmonised(mate.session);
  }
  // The engine ends them with the leg.
  leg.recording = undefined;
  session.tape = undefined;
  settleTransfer(exchange, leg, statusOf(end.cause));
  exchange.note(leg.call, { type: "leg.ended", leg: leg.id, ...end });
  exchange.legs.remove(leg);
  session.leg = undefined;
}
