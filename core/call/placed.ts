import { ackFor, type Dialog, negotiateAsUac, openAsUac, prackFor, raiseTimer, reliabilityOf } from "../dialog/mod.ts";
import type { Cause } from "../record/mod.ts";
import { header, headers, parseNameAddr, parseUri, type SipRequest, type SipResponse, tagOf } from "../sip/mod.ts";
import type { FailureReason } from "../transaction/mod.ts";
import { abilitiesOf } from "./abilities.ts";
import { causeOfStatus } from "./cause.ts";
import { cseqOf } from "./cseq.ts";
import type { Exchange } from "./exchange.ts";
import { describedIn, rememberCodecs, settleOn, spokenAs } from "./negotiate.ts";
import { isOfTrunk, placeElsewhere } from "./outside.ts";
import { placeAgain, placeEncrypted, placeSigned } from "./place.ts";
import { finish, letGo, lose, sayGoodbye } from "./release.ts";
import type { Calling, Session } from "./session.ts";
import { FIRST_WISH, keepTime } from "./session_timer.ts";

/** To how many places one 3xx may send us: whoever names more means no good. */
const MOST_CONTACTS = 8;
/** How many phones behind one contact are told apart while they ring. */
const MOST_FORKS = 16;

/** What a phone says to plain sound that will only take encrypted one: 488 by the books (RFC 3261 §21.4.26), others by habit. */
const REFUSES_MEDIA: ReadonlySet<number> = new Set([415, 488, 606]);

/** What a called phone says (RFC 3261 §13.2.2). */
export function placedAnswered(exchange: Exchange, session: Session, response: SipResponse): void {
  const { state } = session;
  if (response.status >= 200) exchange.clearDuty(session, "way");
  switch (state.at) {
    case "calling":
      if (response.status < 200) return proceed(exchange, session, state, response);
      if (response.status < 300) return succeed(exchange, session, state, response);
      return refused(exchange, session, response);
    case "leaving":
      if (response.status < 200) return;
      // RFC 3261 §9.1: the 200 and our CANCEL crossed; it is taken, and given back.
      if (response.status < 300) hangUpFork(exchange, session, state.invite, response, state.cause);
      return finish(exchange, session, { by: "us", cause: state.cause });
    case "talking":
    case "offered":
    case "answered":
    case "ended":
      return;
  }
}

/** The INVITE came to nothing on the way. */
export function placedFailed(exchange: Exchange, session: Session, why: FailureReason): void {
  const { state } = session;
  if (state.at === "leaving" && why === "broken") return;
  if (state.at === "leaving") return finish(exchange, session, { by: "us", cause: state.cause });
  if (state.at !== "calling") return;
  // Where the way broke somebody may be rung still: the INVITE is cancelled, and its answer awaited.
  const isOver = why !== "broken";
  if (session.outside !== undefined) {
    const { trunk, flow } = session.outside.way;
    // One that is merely slow was doubted when it had been silent for too long.
    if (why !== "timeout") exchange.providers.doubt(trunk, flow);
    if (placeElsewhere(exchange, session, { why, isOver })) return;
  }
  const [status, cause] = why === "timeout" ? [408, "timeout"] as const : [503, "unavailable"] as const;
  exchange.tell(session, (leg) => ({ type: "refused", leg, status, cause }));
  const end = { by: "network", cause, status } as const;
  if (isOver) finish(exchange, session, end);
  else letGo(exchange, session, end);
}

function proceed(exchange: Exchange, session: Session, state: Calling, response: SipResponse): void {
  if (state.heard === 0) state.heard = 100;
  state.heardAt = exchange.now;
  state.repeats = 0;
  if (response.status === 100) return;
  session.peer = abilitiesOf(response, session.peer);
  if (!followDialog(exchange, session, state, response)) return;
  const description = describedIn(response);
  if (description?.ok === true && session.media.plan === undefined) {
    const settled = settleOn(exchange, session, state.offer, description.value);
    if (settled.ok) {
      if (header(response, "RSeq") !== undefined) state.answeredBy = session.dialog?.remoteTag;
      exchange.tell(session, (leg) => ({ type: "early-media", leg }));
      if (session.leg !== undefined) exchange.note(session.leg.call, { type: "leg.early-media", leg: session.leg.id });
    }
  }
  if (response.status >= 180 && state.heard < 180) {
    state.heard = response.status;
    exchange.tell(session, (leg) => ({ type: "ringing", leg }));
    if (session.leg !== undefined) exchange.note(session.leg.call, { type: "leg.ringing", leg: session.leg.id });
  }
}

/** Opens or keeps the early dialog, and acknowledges a reliable provisional. False for one that is to be ignored. */
function followDialog(exchange: Exchange, session: Session, state: Calling, response: SipResponse): boolean {
  const tag = tagOf(header(response, "To") ?? "");
  if (tag === undefined) return true;
  if (session.dialog?.remoteTag !== tag) {
    const known = state.aside.get(tag);
    const opened = known === undefined ? openAsUac(state.invite, response) : undefined;
    // One that opens no dialog, or one too many, tells that it rings, and no more.
    if (opened?.ok === false || state.aside.size >= MOST_FORKS) return true;
    if (session.dialog !== undefined) state.aside.set(session.dialog.remoteTag, session.dialog);
    replaceDialog(exchange, session, known ?? opened!.value);
  }
  const reliability = reliabilityOf(session.dialog!, response);
  if (reliability !== "next") return reliability === "plain";
  const [dialog, prack] = prackFor(session.dialog!, response);
  session.dialog = dialog;
  exchange.send(session, prack);
  return true;
}

function succeed(exchange: Exchange, session: Session, state: Calling, response: SipResponse): void {
  const opened = openAsUac(state.invite, response);
  if (!opened.ok) {
    exchange.logOf(session, "warn", "A phone's answer opens no dialog", { text: opened.fault.text });
    exchange.tell(session, (leg) => ({ type: "refused", leg, status: 500, cause: "fault" }));
    return finish(exchange, session, { by: "us", cause: "fault", status: response.status });
  }
  const early = session.dialog?.remoteTag === opened.value.remoteTag
    ? session.dialog
    : state.aside.get(opened.value.remoteTag);
  replaceDialog(exchange, session, { ...opened.value, localCseq: early?.localCseq ?? opened.value.localCseq });
  session.peer = abilitiesOf(response, session.peer);
  acknowledge(exchange, session, opened.value, state.invite);
  session.state = { at: "talking", since: exchange.now };
  session.sent = { key: state.key, invite: state.invite };
  delete session.challenges;
  takeDescription(exchange, session, state, response, early);
  if (session.media.plan === undefined) return lose(exchange, session, "not-acceptable");
  keepTime(exchange, session, negotiateAsUac(response));
  if (session.leg !== undefined) {
    const { call, id: leg } = session.leg;
    exchange.note(call, { type: "leg.answered", leg, ...spokenAs(session.media.plan) });
  }
  exchange.tell(session, (leg) => ({ type: "answered", leg }));
}

/** What the 2xx says of media: it counts, unless a reliable provisional of the same phone told it before (RFC 3262 §5). */
function takeDescription(
  exchange: Exchange,
  session: Session,
  state: Calling,
  response: SipResponse,
  early: Dialog | undefined,
): void {
  const described = describedIn(response);
  if (described?.ok !== true) return;
  if (early !== undefined && early.remoteTag === state.answeredBy) return;
  if (early === undefined) rememberCodecs(session, described.value);
  const settled = settleOn(exchange, session, state.offer, described.value);
  if (settled.ok) return;
  exchange.logOf(session, "info", "A phone's answer cannot be used", { text: settled.fault.text });
  session.media.plan = undefined;
}

/** A 2xx to an INVITE that has one already: its own again (the ACK was lost), or a second phone behind a proxy. */
export function placedAgain(exchange: Exchange, session: Session, response: SipResponse): void {
  const { sent, dialog } = session;
  if (sent === undefined || dialog === undefined || response.status < 200 || response.status > 299) return;
  const tag = tagOf(header(response, "To") ?? "");
  if (tag === dialog.remoteTag) acknowledge(exchange, session, dialog, sent.invite);
  else hangUpFork(exchange, session, sent.invite, response, "answered-elsewhere");
}

/** RFC 3261 §13.2.2.4: a 2xx that is not wanted is acknowledged and hung up. */
function hangUpFork(
  exchange: Exchange,
  { flow, party }: Session,
  invite: SipRequest,
  response: SipResponse,
  cause: Cause,
): void {
  const opened = openAsUac(invite, response);
  if (!opened.ok) return;
  acknowledge(exchange, { flow }, opened.value, invite);
  sayGoodbye(exchange, { flow, party, dialog: opened.value }, cause);
}

function refused(exchange: Exchange, session: Session, response: SipResponse): void {
  const { status } = response;
  if (status === 422 && session.timerWish === undefined) {
    const raised = raiseTimer(FIRST_WISH, response);
    if (raised.ok) return placeAgain(exchange, session, raised.value);
  }
  if ((status === 401 || status === 407) && placeSigned(exchange, session, response)) return;
  if (isOfTrunk(status) && placeElsewhere(exchange, session, { why: String(status), isOver: true })) return;
  if (REFUSES_MEDIA.has(status) && placeEncrypted(exchange, session)) return;
  const cause = causeOfStatus(status);
  if (status < 400) {
    const numbers = headers(response, "Contact").slice(0, MOST_CONTACTS).flatMap(numberIn);
    exchange.tell(session, (leg) => ({ type: "redirected", leg, numbers }));
  } else {
    // A phone of the house that does not know its own number is no more than absent; outside there is no such number.
    const told = cause === "not-found" && session.outside === undefined ? "unavailable" : cause;
    exchange.tell(session, (leg) => ({ type: "refused", leg, status, cause: told }));
  }
  finish(exchange, session, { by: "them", cause, status });
}

/** Whom a Contact of a 3xx names. */
function numberIn(contact: string): readonly string[] {
  const named = parseNameAddr(contact);
  const uri = named.ok ? parseUri(named.value.uri) : named;
  return uri.ok && uri.value.user !== undefined ? [uri.value.user] : [];
}

function replaceDialog(exchange: Exchange, session: Session, dialog: Dialog): void {
  exchange.sessions.unindex(session);
  session.dialog = dialog;
  exchange.sessions.index(session);
}

function acknowledge(exchange: Exchange, session: Pick<Session, "flow">, dialog: Dialog, invite: SipRequest): void {
  exchange.acknowledge(session, ackFor(dialog, cseqOf(invite)));
}
