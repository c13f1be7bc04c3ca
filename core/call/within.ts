import { type Flow, formatFlow } from "../base/mod.ts";
import { accept as acceptInDialog } from "../dialog/mod.ts";
import { header, parseReason, type SipRequest, tagOf } from "../sip/mod.ts";
import { abilitiesOf, ALLOW } from "./abilities.ts";
import { acknowledged } from "./answer.ts";
import { changeConfirmed } from "./confirm_change.ts";
import { cseqOf } from "./cseq.ts";
import { takeDigit } from "./digits.ts";
import type { Exchange } from "./exchange.ts";
import { takeOffer } from "./offered.ts";
import { takePrack } from "./prack.ts";
import { takeRefer } from "./refer.ts";
import { finish, lose, release } from "./release.ts";
import { reply } from "./reply.ts";
import type { Session } from "./session.ts";

/** The session in whose dialog a request was sent (RFC 3261 §12.2.2), by Call-ID and tags. */
export function sessionOf(exchange: Exchange, request: SipRequest): Session | undefined {
  const callId = header(request, "Call-ID");
  const localTag = tagOf(header(request, "To") ?? "");
  const remoteTag = tagOf(header(request, "From") ?? "");
  if (callId === undefined || localTag === undefined) return undefined;
  return exchange.sessions.withDialog(callId, localTag, remoteTag ?? "");
}

/** A request inside a session's dialog, but for ACK and CANCEL. */
export function within(exchange: Exchange, session: Session, key: string, request: SipRequest, flow: Flow): void {
  const accepted = acceptInDialog(session.dialog!, request);
  if (!accepted.ok) return reply(exchange, key, request, 500, { reason: "CSeq out of order" });
  session.dialog = accepted.value;
  session.peer = abilitiesOf(request, session.peer);
  if (formatFlow(flow) !== formatFlow(session.flow)) session.flow = flow;
  if (request.method === "BYE") return takeBye(exchange, session, key, request);
  // It is on its way out: only its own goodbye is still of interest.
  if (session.leg === undefined) return reply(exchange, key, request, 481);
  switch (request.method) {
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
  const cseq = cseqOf(ack);
  if (state.at === "answered" && state.inviteCseq === cseq) return acknowledged(exchange, session, dialog, ack);
  if (change.at === "unconfirmed" && change.cseq === cseq) changeConfirmed(exchange, session, change, ack);
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
    exchange.sessions.unbind(key);
    reply(exchange, key, change.request, 487);
  }
}

/** Nobody acknowledged what we repeated for 32 s. */
export function unconfirmed(exchange: Exchange, session: Session, key: string): void {
  const { state, change } = session;
  const isInvite = "key" in state && state.key === key;
  // RFC 3262 §3: a reliable provisional without PRACK ends the INVITE with a 5xx.
  if (isInvite && state.at === "offered") return lose(exchange, session, "timeout", 504);
  const isChange = change.at === "unconfirmed" && change.key === key;
  if (!isChange && !(isInvite && state.at === "answered")) return;
  // RFC 3261 §13.3.1.4: a 2xx without ACK is followed by a BYE.
  if (state.at === "answered") session.state = { at: "talking", since: exchange.now };
  lose(exchange, session, "timeout");
}

function takeBye(exchange: Exchange, session: Session, key: string, request: SipRequest): void {
  reply(exchange, key, request, 200);
  const { state } = session;
  exchange.tell(session, (leg) => ({ type: "ended", leg, by: "them", cause: "normal" }));
  // Its 2xx was overtaken by its BYE, or it hangs up what it never answered: either way our INVITE wants an end yet.
  if (state.at === "calling") return release(exchange, session, "normal");
  if (state.at === "leaving") return;
  if (state.at === "offered") reply(exchange, state.key, state.invite, 487, { toTag: state.localTag });
  if (state.at === "answered") exchange.transactions.confirm(state.key);
  const reason = parseReason(header(request, "Reason") ?? "");
  const text = reason.ok ? reason.value.text : undefined;
  finish(exchange, session, { by: "them", cause: "normal", ...(text === undefined ? {} : { text }) });
}
