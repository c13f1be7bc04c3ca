import { elapsed, type Flow, formatFlow, isReliable } from "../base/mod.ts";
import type { Exchange } from "./exchange.ts";
import { part } from "./join.ts";
import { type Made, makeSession, type Placement, start } from "./place.ts";
import { finish } from "./release.ts";
import type { Calling, Session } from "./session.ts";
import { watchWay } from "./way.ts";

/** A trunk that says nothing at all to an INVITE is given up after this. */
const SILENT_MS = 4_000;
/**
 * One that says 100, and no more, is given up after this. RFC 3261 §16.6 has a proxy wait for three minutes (timer C), for
 * it cannot know better; a caller hangs up after half of one. Slow providers take eight seconds to ring a mobile abroad.
 */
const ONLY_TRYING_MS = 20_000;
/** Help does not wait for who is slow: where no other trunk helps, its way is tried again. */
const ONLY_TRYING_FOR_HELP_MS = 6_000;
/**
 * So old may be a trunk's last sign of life while a call waits for it that could go elsewhere: one that dies is asked within
 * a second and a half, found dead within two more, and the next has the call before four are over.
 */
const SIGN_OF_LIFE_MS = 500;
/** The same where there is nowhere else to go. */
const ONLY_WAY_SIGN_OF_LIFE_MS = 10_000;
/** A trunk that leaves OPTIONS alone is asked by the INVITE itself: so often in two seconds, as OPTIONS is. */
const MOST_REPEATS = 4;
const REPEAT_EVERY_MS = 500;

/** The call is not answered yet. Where there is no other way it waits on: late is better than never. */
export function lookAfterWay(exchange: Exchange, session: Session): void {
  const { state, outside } = session;
  if (state.at !== "calling" || outside === undefined) return;
  const { trunk, flow } = outside.way;
  const askedForMs = elapsed(state.askedAt, exchange.now);
  if (state.heard === 0 && askedForMs >= SILENT_MS) {
    exchange.providers.doubt(trunk, flow);
    placeElsewhere(exchange, session, { why: "silent", isOver: false });
    return;
  }
  const patienceMs = outside.isForHelp ? ONLY_TRYING_FOR_HELP_MS : ONLY_TRYING_MS;
  const isTooLong = state.heard === 100 && askedForMs >= patienceMs;
  const hasOther = outside.hasOther(outside.way);
  if (isTooLong && hasOther && placeElsewhere(exchange, session, { why: "silent", isOver: false })) return;
  const isTold = exchange.providers.probe(trunk, hasOther ? SIGN_OF_LIFE_MS : ONLY_WAY_SIGN_OF_LIFE_MS);
  if (isTold || !hasOther || isReliable(flow.transport)) return watchWay(exchange, session);
  if (state.repeats < MOST_REPEATS) return askAgain(exchange, session, state);
  exchange.providers.doubt(trunk, flow);
  placeElsewhere(exchange, session, { why: "silent", isOver: false });
}

/** The INVITE itself asks for a sign of life, unless there was one just now. */
function askAgain(exchange: Exchange, session: Session, state: Calling): void {
  if (elapsed(state.heardAt, exchange.now) >= SIGN_OF_LIFE_MS) {
    state.repeats += 1;
    exchange.carry(exchange.transactions.repeat(state.key, exchange.now));
  }
  watchWay(exchange, session, REPEAT_EVERY_MS);
}

/** A way is found to be dead: calls that are not answered there go on at once, each along its next way if it has one. */
export function wayIsLost(exchange: Exchange, trunk: string, flow: Flow): void {
  const lost = formatFlow(flow);
  for (const { session } of exchange.legs.ofTrunk(trunk)) {
    if (session.outside === undefined || formatFlow(session.outside.way.flow) !== lost) continue;
    placeElsewhere(exchange, session, { why: "down", isOver: false });
  }
}

/** Whether a refusal is the trunk's own, and no word of whom we call: another trunk may do better. */
export function isOfTrunk(status: number): boolean {
  return status === 401 || status === 407 || status === 408 || status >= 500 && status < 600;
}

/**
 * The way came to nothing: the call goes on along the next one, on the same leg, so that no script notices and the caller
 * goes on hearing what he hears. False when no way is left.
 *
 * @param isOver whether the INVITE on this way has come to its end
 */
export function placeElsewhere(
  exchange: Exchange,
  session: Session,
  { why, isOver }: { readonly why: string; readonly isOver: boolean },
): boolean {
  const { leg, outside } = session;
  if (session.state.at !== "calling" || leg === undefined || outside === undefined) return false;
  const made = makeNext(exchange, session);
  if (made === undefined) return false;
  const { trunk } = outside.way;
  exchange.logOf(session, "warn", "A trunk failed a call; it goes on along the next way", { trunk, why });
  exchange.note(leg.call, { type: "trunk.failed", leg: leg.id, trunk, why });
  part(exchange, leg);
  session.media.isOpen = false;
  exchange.media({ type: "close", leg: session.id });
  exchange.legs.reseat(leg, made.session);
  session.leg = undefined;
  if (isOver) finish(exchange, session, { by: "network", cause: "unavailable" });
  else abandon(exchange, session);
  start(exchange, made);
  const { party, sipCallId } = made.session;
  exchange.note(leg.call, { type: "leg.taken", leg: leg.id, party, sipCallId });
  // What the lost way played is over: ringing takes its place.
  exchange.tell(made.session, (id) => ({ type: "ringing", leg: id, isAssumed: true }));
  return true;
}

/** A session for the first of the ways left that can speak as the call needs. */
function makeNext(exchange: Exchange, { placement, outside, party }: Session): Made | undefined {
  if (placement === undefined || outside === undefined) return undefined;
  for (let way = outside.next(outside.way); way !== undefined; way = outside.next(way)) {
    const next: Placement = {
      ...placement,
      party: { ...party, trunk: way.trunk },
      contact: way.uri,
      flow: way.flow,
      route: way.route,
      outside: { ...outside, way },
    };
    const made = makeSession(exchange, next);
    if (made === "no-media") return undefined;
    if (made !== "not-acceptable") return made;
  }
  return undefined;
}

/** The INVITE that came to nothing is taken back; should its 200 still come, it is given back (RFC 3261 §9.1). */
function abandon(exchange: Exchange, session: Session): void {
  const { state } = session;
  if (state.at !== "calling") return;
  exchange.clearDuty(session, "way");
  session.state = { at: "leaving", key: state.key, invite: state.invite, cause: "unavailable" };
  exchange.carry(exchange.transactions.cancel(state.key, [], exchange.now));
}
