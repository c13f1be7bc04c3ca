import { type Flow, formatFlow } from "../base/mod.ts";
import { accept as acceptInDialog, matchesRack } from "../dialog/mod.ts";
import { header, parseReason, type SipRequest, tagOf } from "../sip/mod.ts";
import { abilitiesOf, ALLOW } from "./abilities.ts";
import { acknowledged } from "./answer.ts";
import { cseqOf } from "./cseq.ts";
import { takeDigit } from "./digits.ts";
import type { Exchange } from "./exchange.ts";
import { describedIn, settleOn } from "./negotiate.ts";
import { takeOffer } from "./offered.ts";
import { takeRefer } from "./refer.ts";
import { finish, release } from "./release.ts";
import { reply } from "./reply.ts";
import type { Session } from "./session.ts";

/** The session in whose dialog a request was sent (RFC 3261 §12.2.2), by Call-ID and tags. */
export function sessionOf(exchange: Exchange, request: SipRequest): Session | undefined {
  const callId = header(request, "Call-ID");
  const localTag = tagOf(header(request, "To") ?? "");
  const remoteTag = tagOf(header(request, "From") ?? "");
  if (callId === undefined || localTag === undefined) return undefined;
  return exchange.withDialog(callId, localTag, remoteTag ?? "");
}

/** A request inside a session's dialog, but for ACK. */
export function within(exchange: Exchange, session: Session, key: string, request: SipRequest, flow: Flow): void {
  const accepted = acceptInDialog(session.dialog!, request);
  if (!accepted.ok) return reply(exchange, key, request, 500, { reason: "CSeq out of order" });
  session.dialog = accepted.value;
  session.peer = abilitiesOf(request, session.peer);
  if (formatFlow(flow) !== formatFlow(session.flow)) session.flow = flow;
  switch (request.method) {
    case "BYE":
      return takeBye(exchange, session, key, request);
    case "INVITE":
    case "UPDATE":
      return takeOffer(exchange, session, key, request);
    case "PRACK":
      return takePrack(exchange, session, key, request);
    case "INFO":
      return takeDigit(exchange, session, key, request);
    case "REFER":
      return takeRefer(exchange, session, key, request);
    case "OPTIONS":
      return reply(exchange, key, request, 200, { headers: [ALLOW] });
    default:
      return reply(exchange, key, request, 405, { headers: [ALLOW] });
  }
}

/** An ACK for a 2xx of ours: to the first INVITE, or to a later one. */
export function withinAck(exchange: Exchange, session: Session, ack: SipRequest): void {
  const { dialog, state, change } = session;
  if (dialog === undefined) return;
  const accepted = acceptInDialog(dialog, ack);
  if (!accepted.ok) return;
  if (state.at === "answered") return acknowledged(exchange, session, accepted.value, describedIn(ack));
  if (change.at !== "unconfirmed") return;
  exchange.transactions.confirm(change.key);
  exchange.unbind(change.key);
  session.change = { at: "none" };
  exchange.unharmonised(session);
  if (change.offer === undefined) return;
  const answer = describedIn(ack);
  const settled = answer?.ok === true ? settleOn(exchange, session, change.offer, answer.value) : undefined;
  if (settled?.ok !== true) exchange.log("info", "An ACK has no usable answer", { session: session.id });
}

/** A caller gave up before the answer (RFC 3261 §9.2), or takes back a re-INVITE. */
export function cancelled(exchange: Exchange, session: Session, key: string, cancel: SipRequest): void {
  const { state, change } = session;
  if (state.at === "offered" && state.key === key) {
    const elsewhere = /completed elsewhere/i.test(header(cancel, "Reason") ?? "");
    const cause = elsewhere ? "answered-elsewhere" : "cancelled";
    exchange.tell(session, (leg) => ({ type: "ended", leg, by: "them", cause }));
    reply(exchange, key, state.invite, 487, { toTag: state.localTag });
    return finish(exchange, session, { by: "them", cause, status: 487 });
  }
  if (change.at === "theirs" && change.key === key) {
    session.change = { at: "none" };
    exchange.unbind(key);
    reply(exchange, key, change.request, 487);
  }
}

/** Nobody acknowledged what we repeated for 32 s. */
export function unconfirmed(exchange: Exchange, session: Session, key: string): void {
  const { state, change } = session;
  // RFC 3262 §3: a reliable provisional without PRACK ends the INVITE with a 5xx; §13.3.1.4: a 2xx without ACK, a BYE.
  const isInvite = "key" in state && state.key === key && (state.at === "offered" || state.at === "answered");
  const isChange = change.at === "unconfirmed" && change.key === key;
  if (!isInvite && !isChange) return;
  exchange.tell(session, (leg) => ({ type: "ended", leg, by: "network", cause: "timeout" }));
  if (state.at === "answered") session.state = { at: "talking", since: exchange.now };
  release(exchange, session, "timeout");
}

function takeBye(exchange: Exchange, session: Session, key: string, request: SipRequest): void {
  reply(exchange, key, request, 200);
  const { state } = session;
  if (state.at === "offered") reply(exchange, state.key, state.invite, 487, { toTag: state.localTag });
  if (state.at === "answered") exchange.transactions.confirm(state.key);
  const reason = parseReason(header(request, "Reason") ?? "");
  const text = reason.ok ? reason.value.text : undefined;
  exchange.tell(session, (leg) => ({ type: "ended", leg, by: "them", cause: "normal" }));
  finish(exchange, session, { by: "them", cause: "normal", ...(text === undefined ? {} : { text }) });
}

function takePrack(exchange: Exchange, session: Session, key: string, request: SipRequest): void {
  const { state } = session;
  const expected = state.at === "offered" && state.reliable?.confirmed === false ? state.reliable : undefined;
  if (state.at !== "offered" || expected === undefined) return reply(exchange, key, request, 481);
  const { rseq } = expected;
  if (!matchesRack(request, { rseq, cseq: cseqOf(state.invite), method: "INVITE" })) {
    return reply(exchange, key, request, 481);
  }
  exchange.transactions.confirm(state.key);
  state.reliable = { rseq, confirmed: true };
  // RFC 3262 §5: a PRACK may carry a new offer.
  const offered = describedIn(request);
  if (offered === undefined) return reply(exchange, key, request, 200);
  takeOffer(exchange, session, key, request);
}
