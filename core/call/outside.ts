import { type Flow, later } from "../base/mod.ts";
import type { Header, SipRequest, SipResponse } from "../sip/mod.ts";
import type { Exchange } from "./exchange.ts";
import { part } from "./join.ts";
import { type Made, makeSession, type Placement, start } from "./place.ts";
import { finish } from "./release.ts";
import type { Session } from "./session.ts";

/** One way to a number outside: through this trunk, at this address of its. */
export interface Way {
  readonly trunk: string;
  readonly flow: Flow;
  /** Request-URI and To. */
  readonly uri: string;
  /** The outbound proxy, as the INVITE's Route. */
  readonly route: readonly string[];
  /** From, without its tag. */
  readonly from: string;
  /** Who calls, besides: P-Asserted-Identity, Remote-Party-ID, Privacy. */
  readonly identity: readonly Header[];
}

/** A call to a number outside. */
export interface Outside {
  readonly way: Way;
  /** The next way to be tried when this one comes to nothing; undefined when none is left. */
  next(from: Way): Way | undefined;
}

/** What calls ask of whoever keeps the trunks. */
export interface Providers {
  /** With credentials, where the trunk has asked for them before. */
  sign(trunk: string, request: SipRequest): SipRequest;
  /** Learns from a 401 or 407; false when it cannot be answered. */
  learn(trunk: string, response: SipResponse): boolean;
  /** A call got no answer at all there. */
  doubt(trunk: string, flow: Flow): void;
}

/** Where there are no trunks. */
export const NO_PROVIDERS: Providers = { sign: (_, request) => request, learn: () => false, doubt: () => {} };

/** A trunk that says nothing at all to an INVITE is given up after this. */
const SILENT_MS = 4_000;

/** Watches whether the way says anything. */
export function watchWay(exchange: Exchange, session: Session): void {
  if (session.outside !== undefined) exchange.setDuty(session, "way", later(exchange.now, SILENT_MS));
}

/** The way has said nothing. Where there is no other the call waits on: late is better than never. */
export function wayIsSilent(exchange: Exchange, session: Session): void {
  const { state, outside } = session;
  if (state.at !== "calling" || outside === undefined) return;
  exchange.providers.doubt(outside.way.trunk, outside.way.flow);
  placeElsewhere(exchange, session, { why: "silent", isOver: false });
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
  exchange.tell(made.session, (id) => ({ type: "ringing", leg: id }));
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
