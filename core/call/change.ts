import { later, type Result } from "../base/mod.ts";
import {
  ackFor,
  negotiateAsUac,
  offerTimer,
  raiseTimer,
  refreshTarget,
  requestIn,
  retryAfterGlare,
} from "../dialog/mod.ts";
import {
  DEFAULT_CODECS,
  isSpeech,
  type MediaPlan,
  type OfferedCodec,
  offersT38,
  type SessionDescription,
  type T38Terms,
  writeSdp,
} from "../sdp/mod.ts";
import type { Header, SipResponse } from "../sip/mod.ts";
import { abilitiesOf, ALLOW, ASKED_FOR } from "./abilities.ts";
import { contactFor } from "./addresses.ts";
import { cseqOf } from "./cseq.ts";
import type { Exchange } from "./exchange.ts";
import { offerFaxOn, settleFaxOn, t38Beyond } from "./fax.ts";
import { codecsOf, describedIn, numberedFor, offerOn, settleOn } from "./negotiate.ts";
import { preferred } from "./preference.ts";
import { lose } from "./release.ts";
import type { ChangeReason, Session, SessionChange } from "./session.ts";
import { FIRST_WISH, keepTime } from "./session_timer.ts";

type Ours = Extract<SessionChange, { at: "ours" }>;

/** How long a refresh waits that could not go out, or that the peer did not like, in ms. */
const REFRESH_AGAIN_MS = 5_000;

/**
 * Asks the peer for a change inside the dialog: a re-INVITE with our offer, or for a mere refresh an UPDATE without one
 * where he allows it (RFC 3311, RFC 4028 §7.4).
 *
 * @returns whether it was asked; not while another exchange is under way or the session does not stand yet, nor for codecs
 * that the office lets it not speak.
 */
export function change(exchange: Exchange, session: Session, why: ChangeReason): boolean {
  const { dialog, timer, timerWish } = session;
  if (session.state.at !== "talking" || session.change.at !== "none" || dialog === undefined) return false;
  const before = session.media.ours;
  const light = why.for === "refresh" && session.peer.allows.has("UPDATE");
  const offer = light ? undefined : offerFor(exchange, session, why);
  if (!light && offer === undefined) return false;
  const wish = { ...timerWish, ...(timer === undefined ? {} : { running: timer }) };
  const headers: Header[] = [ALLOW, ASKED_FOR, ...offerTimer(wish)];
  const [advanced, request] = requestIn(dialog, light ? "UPDATE" : "INVITE", {
    contact: contactFor(session.flow, exchange.addresses),
    headers,
    ...(offer === undefined ? {} : { body: writeSdp(offer), contentType: "application/sdp" }),
  });
  session.dialog = advanced;
  session.change = { at: "ours", key: exchange.request(session, request), request, why, before };
  return true;
}

/** The session timer asks for a sign of life; later, when something else is under way. */
export function refresh(exchange: Exchange, session: Session): void {
  if (!change(exchange, session, { for: "refresh" })) refreshLater(exchange, session);
}

/** What the peer says to our change. */
export function changeAnswered(exchange: Exchange, session: Session, response: SipResponse): void {
  const { change: ours } = session;
  if (ours.at !== "ours" || response.status < 200) return;
  exchange.sessions.unbind(ours.key);
  session.change = { at: "none" };
  if (response.status < 300) return succeed(exchange, session, ours, response);
  session.media.ours = ours.before;
  switch (response.status) {
    case 491:
      session.change = { at: "glare", why: ours.why };
      return exchange.setDuty(
        session,
        "glare",
        later(exchange.now, retryAfterGlare(exchange.chance, session.direction === "out")),
      );
    case 401:
    case 407:
      if (sign(exchange, session, ours, response)) return;
      return fail(exchange, session, ours.why);
    case 422:
      if (raise(exchange, session, ours, response)) return;
      return fail(exchange, session, ours.why);
    case 606:
      return fail(exchange, session, ours.why, 606);
    // RFC 3261 §12.2.1.2: the peer knows the dialog no more.
    case 408:
    case 481:
      return lose(exchange, session, "timeout");
    default:
      return fail(exchange, session, ours.why);
  }
}

/** Our change came to nothing on the way (§12.2.1.2: as a 408). */
export function changeFailed(exchange: Exchange, session: Session): void {
  if (session.change.at !== "ours") return;
  exchange.sessions.unbind(session.change.key);
  session.change = { at: "none" };
  lose(exchange, session, "timeout");
}

/** The random wait after a 491 is over: once more. */
export function changeAgain(exchange: Exchange, session: Session): void {
  const { change: waiting } = session;
  if (waiting.at !== "glare") return;
  session.change = { at: "none" };
  if (!change(exchange, session, waiting.why)) fail(exchange, session, waiting.why);
}

/** What we offer; undefined where the office lets the session speak none of it. */
function offerFor(exchange: Exchange, session: Session, why: ChangeReason): SessionDescription | undefined {
  const fax = why.for === "t38" ? why.terms : why.for === "refresh" ? faxOf(session) : undefined;
  if (fax !== undefined) return offerFaxOn(exchange, session, fax);
  const codecs = codecsToOffer(exchange, session, why);
  return codecs.some(isSpeech) ? offerOn(exchange, session, numberedFor(session, codecs)) : undefined;
}

/** The terms of a fax under way. */
function faxOf(session: Session): T38Terms | undefined {
  const { plan } = session.media;
  return plan?.t38 === undefined ? undefined : t38Beyond(session) ?? plan.t38;
}

function codecsToOffer(exchange: Exchange, session: Session, why: ChangeReason): readonly OfferedCodec[] {
  if (why.for === "codecs") return preferred(exchange, session, why.codecs);
  const { plan } = session.media;
  return plan === undefined ? preferred(exchange, session, DEFAULT_CODECS) : codecsOf(plan);
}

function succeed(exchange: Exchange, session: Session, ours: Ours, response: SipResponse): void {
  session.peer = abilitiesOf(response, session.peer);
  session.dialog = refreshTarget(session.dialog!, response);
  delete session.challenges;
  keepTime(exchange, session, negotiateAsUac(response));
  // What could not be asked for meanwhile is looked at again.
  if (ours.request.method !== "INVITE") return exchange.unharmonised(session);
  exchange.acknowledge(session, ackFor(session.dialog, cseqOf(ours.request)));
  const answer = describedIn(response);
  const settled = answer?.ok === true ? settleOffer(exchange, session, answer.value) : undefined;
  if (settled?.ok === true) return;
  fail(exchange, session, ours.why);
  // RFC 3264 §6: he took the call's change, but not its fax, and now has no stream at all.
  if (ours.why.for === "t38") changeBack(exchange, session);
}

function settleOffer(exchange: Exchange, session: Session, answer: SessionDescription): Result<MediaPlan> {
  const offer = session.media.ours!;
  return (offersT38(offer) ? settleFaxOn : settleOn)(exchange, session, offer, answer);
}

/** Whoever is on a fax, or should be, is asked for the sound that there was before. */
export function changeBack(exchange: Exchange, session: Session): boolean {
  const { plan } = session.media;
  return plan !== undefined && change(exchange, session, { for: "codecs", codecs: codecsOf(plan), isLast: true });
}

/** A trunk asks for credentials in mid-call: once more with them. */
function sign(exchange: Exchange, session: Session, ours: Ours, response: SipResponse): boolean {
  const { trunk } = session.party;
  if (trunk === undefined || session.challenges !== undefined || !exchange.providers.learn(trunk, response)) {
    return false;
  }
  session.challenges = 1;
  return change(exchange, session, ours.why);
}

/** RFC 4028 §7.3: the peer wants fewer refreshes. Asked once more; whoever raises again is not humoured. */
function raise(exchange: Exchange, session: Session, ours: Ours, response: SipResponse): boolean {
  if (session.timerWish !== undefined) return false;
  const raised = raiseTimer(FIRST_WISH, response);
  if (!raised.ok) return false;
  session.timerWish = raised.value;
  return change(exchange, session, ours.why);
}

function fail(exchange: Exchange, session: Session, why: ChangeReason, status = 488): void {
  exchange.logOf(session, "info", "A change of media was refused", { for: why.for });
  if (why.for === "codecs") return exchange.discord(session, why.isLast);
  const mate = session.leg?.mate?.session;
  if (why.for === "t38" && mate?.change.at === "theirs") mate.change = { ...mate.change, refusal: status };
  if (why.for === "refresh") refreshLater(exchange, session);
  exchange.unharmonised(session);
}

function refreshLater(exchange: Exchange, session: Session): void {
  if (session.timer !== undefined) exchange.setDuty(session, "refresh", later(exchange.now, REFRESH_AGAIN_MS));
}
