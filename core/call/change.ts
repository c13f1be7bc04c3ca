import { later } from "../base/mod.ts";
import { ackFor, negotiateAsUac, offerTimer, refreshTarget, requestIn, retryAfterGlare } from "../dialog/mod.ts";
import { DEFAULT_CODECS, writeSdp } from "../sdp/mod.ts";
import type { Header, SipResponse } from "../sip/mod.ts";
import { abilitiesOf, ALLOW, ASKED_FOR } from "./abilities.ts";
import { advertisedAddress, contactFor } from "./addresses.ts";
import { cseqOf } from "./cseq.ts";
import type { Exchange } from "./exchange.ts";
import { codecsOf, describedIn, offerOn, settleOn } from "./negotiate.ts";
import { lose } from "./release.ts";
import type { ChangeReason, Session } from "./session.ts";
import { keepTime } from "./session_timer.ts";

/**
 * Asks the peer for a change inside the dialog: a re-INVITE with our offer, or for a mere refresh an UPDATE without one
 * where he allows it (RFC 3311, RFC 4028 §7.4).
 *
 * @returns whether it was asked; not while another exchange is under way or the session does not stand yet.
 */
export function change(exchange: Exchange, session: Session, why: ChangeReason): boolean {
  const { dialog, timer } = session;
  if (session.state.at !== "talking" || session.change.at !== "none" || dialog === undefined) return false;
  const light = why.for === "refresh" && session.peer.allows.has("UPDATE");
  const headers: Header[] = [ALLOW, ASKED_FOR, ...offerTimer(timer === undefined ? {} : { running: timer })];
  const [advanced, request] = requestIn(dialog, light ? "UPDATE" : "INVITE", {
    contact: contactFor(session.flow, exchange.addresses),
    headers,
    ...(light ? {} : { body: writeSdp(ourOffer(exchange, session, why)), contentType: "application/sdp" }),
  });
  session.dialog = advanced;
  session.change = { at: "ours", key: exchange.request(session, request), request, why };
  return true;
}

function ourOffer(exchange: Exchange, session: Session, why: ChangeReason): ReturnType<typeof offerOn> {
  const { plan } = session.media;
  const codecs = why.for === "codecs" ? why.codecs : plan === undefined ? DEFAULT_CODECS : codecsOf(plan);
  return offerOn(exchange, session, codecs);
}

/** What the peer says to our change. */
export function changeAnswered(exchange: Exchange, session: Session, response: SipResponse): void {
  const { change: ours } = session;
  if (ours.at !== "ours" || response.status < 200) return;
  exchange.unbind(ours.key);
  session.change = { at: "none" };
  if (response.status < 300) return succeed(exchange, session, ours, response);
  if (response.status === 491) {
    session.change = { at: "glare", why: ours.why };
    return exchange.setDuty(
      session,
      "glare",
      later(exchange.now, retryAfterGlare(exchange.chance, session.direction === "out")),
    );
  }
  // RFC 3261 §12.2.1.2: the peer knows the dialog no more.
  if (response.status === 481 || response.status === 408) return lose(exchange, session, "timeout");
  fail(exchange, session, ours.why);
}

/** Our change came to nothing on the way (§12.2.1.2: as a 408). */
export function changeFailed(exchange: Exchange, session: Session): void {
  if (session.change.at !== "ours") return;
  exchange.unbind(session.change.key);
  session.change = { at: "none" };
  lose(exchange, session, "timeout");
}

/** The random wait after a 491 is over: once more. */
export function changeAgain(exchange: Exchange, session: Session): void {
  const { change: waiting } = session;
  if (waiting.at !== "glare") return;
  session.change = { at: "none" };
  if (waiting.why.for === "codecs") exchange.unharmonised(session);
  else change(exchange, session, waiting.why);
}

function succeed(
  exchange: Exchange,
  session: Session,
  ours: Extract<Session["change"], { at: "ours" }>,
  response: SipResponse,
): void {
  session.peer = abilitiesOf(response, session.peer);
  session.dialog = refreshTarget(session.dialog!, response);
  keepTime(exchange, session, negotiateAsUac(response));
  if (ours.request.method !== "INVITE") return;
  const ack = ackFor(session.dialog!, cseqOf(ours.request));
  exchange.carry(
    exchange.transactions.acknowledge(ack, session.flow, advertisedAddress(session.flow, exchange.addresses)),
  );
  const answer = describedIn(response);
  const settled = answer?.ok === true ? settleOn(exchange, session, session.media.ours!, answer.value) : undefined;
  if (settled?.ok !== true) fail(exchange, session, ours.why);
}

function fail(exchange: Exchange, session: Session, why: ChangeReason): void {
  exchange.log("info", "A change of media was refused", { session: session.id, for: why.for });
  if (why.for === "codecs") exchange.discord(session);
}
