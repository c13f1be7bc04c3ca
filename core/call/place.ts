import { type Flow, formatHost } from "../base/mod.ts";
import { type Dialog, offerTimer, type TimerWish } from "../dialog/mod.ts";
import type { Party } from "../record/mod.ts";
import { isSpeech, readOffer, type SessionDescription, writeSdp } from "../sdp/mod.ts";
import { formatNameAddr, type Header, header, type SipRequest, type SipResponse, withHeader } from "../sip/mod.ts";
import { cseqOf } from "./cseq.ts";
import { ALLOW, ASKED_FOR, USER_AGENT } from "./abilities.ts";
import { advertisedIp, contactFor } from "./addresses.ts";
import { codecsFor } from "./codecs_for.ts";
import { type Diversion, diversionHeaders, type SentOn } from "./diversion.ts";
import { cryptoToOffer } from "./encryption.ts";
import type { Exchange } from "./exchange.ts";
import { assertedIdentity, type Caller, fromValue, userOf } from "./identity.ts";
import type { Leg } from "./leg.ts";
import { numberedFor, offerOn, takeBrowserMedia, takeMedia } from "./negotiate.ts";
import { type Outside, watchWay } from "./way.ts";
import { seat } from "./seat.ts";
import type { Calling, Session } from "./session.ts";

/** A phone to be called. */
export interface Placement {
  readonly call: string;
  readonly caller: Caller;
  /** Whom the phone belongs to. */
  readonly party: Party;
  /** The Request-URI: the Contact that the phone registered. */
  readonly contact: string;
  /** The way to it. */
  readonly flow: Flow;
  /** Its Path (RFC 3327), as the INVITE's Route. */
  readonly route: readonly string[];
  /** On whose behalf: the phone is offered what he can hear. Undefined where the box itself calls. */
  readonly hearer: Leg | undefined;
  /** The phone is a browser, and speaks by DTLS alone. */
  readonly isBrowser?: boolean;
  /** As the phone called itself when it registered. */
  readonly userAgent?: string;
  /** The hearer does not wait for the answer. */
  readonly isApart?: boolean;
  /** How the call is to sound at the phone. */
  readonly headers?: readonly Header[];
  /** Who has sent the call on so far, the last one first. */
  readonly diversions?: readonly Diversion[];
  /** And before it came to us; the world is told. */
  readonly sentOn?: SentOn;
  /** One less than the caller's (RFC 3261 §8.1.1.6). */
  readonly maxForwards: number;
  /** For a number outside: how it goes there. `contact` is the way's URI then, and `flow` its flow. */
  readonly outside?: Outside;
}

/** A trunk's challenges are answered so often in a row: the second one says that the first nonce was old. */
const MOST_CHALLENGES = 2;

/** A session that is ready to call. */
export interface Made {
  readonly session: Session;
  readonly invite: SipRequest;
  readonly offer: SessionDescription;
}

/** The leg; or why there is none: no RTP ports are left, or it may speak nothing that the hearer could hear. */
export type Placed = Leg | "no-media" | "not-acceptable";

/** Calls a phone, or a number outside. */
export function place(exchange: Exchange, placement: Placement): Placed {
  const made = makeSession(exchange, placement);
  if (typeof made === "string") return made;
  const leg = seat(
    exchange,
    placement.call,
    made.session,
    placement.isApart === true ? undefined : placement.hearer?.id,
  );
  start(exchange, made);
  return leg;
}

/** Makes the session and its INVITE: ports are taken, nothing is sent. */
export function makeSession(exchange: Exchange, placement: Placement): Made | "no-media" | "not-acceptable" {
  const { call, party, flow, hearer, outside } = placement;
  const codecs = codecsFor(exchange, party, hearer);
  if (!codecs.some(isSpeech)) return "not-acceptable";
  const id = `s${exchange.chance.token()}`;
  const isBrowser = placement.isBrowser === true && exchange.addresses.sound !== undefined;
  const media = isBrowser
    ? takeBrowserMedia(exchange, id, call)
    : takeMedia(exchange, id, { call, ip: flow.local.ip, isForHelp: outside?.isForHelp });
  if (media === undefined) return "no-media";
  const offer = offerOn(exchange, { media, flow, party }, numberedFor({ media }, codecs));
  const invite = makeInvite(exchange, placement, writeSdp(offer));
  const session: Session = {
    id,
    direction: "out",
    party,
    sipCallId: header(invite, "Call-ID")!,
    flow,
    leg: undefined,
    dialog: undefined,
    state: { at: "ended" },
    media,
    peer: {
      ...{ allows: new Set(), supports: new Set(), events: new Set() },
      ...placement.userAgent === undefined ? {} : { userAgent: placement.userAgent },
    },
    change: { at: "none" },
    timer: undefined,
    ...(outside === undefined ? {} : { outside, placement }),
  };
  return { session, invite, offer };
}

/** Sends the INVITE of a session that sits in its leg. */
export function start(exchange: Exchange, { session, invite, offer }: Made): void {
  exchange.sessions.add(session);
  const key = exchange.request(session, invite);
  session.state = { at: "calling", key, invite, offer, ...unheard(exchange) };
  watchWay(exchange, session);
}

/** The same call once more, with the credentials that it was asked for (RFC 3261 §22.2). False when that was in vain. */
export function placeSigned(exchange: Exchange, session: Session, response: SipResponse): boolean {
  const { state, party } = session;
  const challenges = session.challenges ?? 0;
  if (state.at !== "calling" || party.trunk === undefined || challenges >= MOST_CHALLENGES) return false;
  if (!exchange.providers.learn(party.trunk, response)) return false;
  session.challenges = challenges + 1;
  repeat(exchange, session, state);
  return true;
}

/** The same call once more, with a longer session interval (RFC 4028 §7.3). */
export function placeAgain(exchange: Exchange, session: Session, wish: TimerWish): void {
  const { state } = session;
  if (state.at !== "calling") return;
  session.timerWish = wish;
  let { invite } = state;
  for (const { name, value } of offerTimer(wish)) {
    if (name !== "Supported") invite = withHeader(invite, name, value);
  }
  repeat(exchange, session, { ...state, invite });
}

/** The same call once more, with encrypted sound. False when that was offered already, or may not be. */
export function placeEncrypted(exchange: Exchange, session: Session): boolean {
  const { state, media } = session;
  if (state.at !== "calling" || media.ice !== undefined || cryptoToOffer(exchange, session) !== undefined) return false;
  const plain = readOffer(state.offer);
  media.wantsEncryption = true;
  if (!plain.ok || cryptoToOffer(exchange, session) === undefined) return false;
  const offer = offerOn(exchange, session, plain.value.codecs);
  repeat(exchange, session, { ...state, offer, invite: { ...state.invite, body: writeSdp(offer) } });
  return true;
}

/** A new transaction and a new dialog for what was refused (RFC 3261 §8.1.3.5). */
function repeat(exchange: Exchange, session: Session, state: Calling): void {
  exchange.sessions.unbind(state.key);
  exchange.sessions.unindex(session);
  session.dialog = undefined;
  const invite = withHeader(state.invite, "CSeq", `${cseqOf(state.invite) + 1} INVITE`);
  const key = exchange.request(session, invite);
  session.state = { ...state, key, invite, ...unheard(exchange) };
  watchWay(exchange, session);
}

/** What is known of an INVITE that leaves now. */
function unheard({ now }: Exchange) {
  return { askedAt: now, heard: 0, heardAt: now, repeats: 0, aside: new Map<string, Dialog>() };
}

function makeInvite(exchange: Exchange, placement: Placement, body: Uint8Array): SipRequest {
  const { caller, party, flow, contact, route, maxForwards, outside, diversions = [], sentOn } = placement;
  const ip = advertisedIp(flow, exchange.addresses);
  const to = formatNameAddr({
    ...(party.name === undefined ? {} : { name: party.name }),
    uri: outside?.way.uri ?? `sip:${userOf(party.number)}@${formatHost(ip)}`,
    parameters: new Map(),
  });
  const from = outside?.way.from ?? fromValue(caller, ip);
  const headers: Header[] = [
    ...route.map((value) => ({ name: "Route", value })),
    { name: "Max-Forwards", value: String(maxForwards) },
    { name: "From", value: `${from};tag=${exchange.chance.token()}` },
    { name: "To", value: to },
    { name: "Call-ID", value: exchange.chance.token(128) },
    { name: "CSeq", value: `${1 + exchange.chance.below(2 ** 16)} INVITE` },
    { name: "Contact", value: contactFor(flow, exchange.addresses, outside?.way.trunk) },
    ...outside?.way.identity ?? assertedIdentity(caller, ip),
    ...placement.headers ?? [],
    ...diversionHeaders(diversions, ip),
    ...outside === undefined ? [] : sentOn?.headers ?? [],
    ALLOW,
    ASKED_FOR,
    ...offerTimer(),
    USER_AGENT,
    { name: "Content-Type", value: "application/sdp" },
  ];
  return { kind: "request", method: "INVITE", uri: contact, headers, body };
}
