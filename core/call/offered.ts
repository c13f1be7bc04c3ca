import { negotiateAsUas } from "../dialog/mod.ts";
import {
  type Codec,
  DEFAULT_CODECS,
  type OfferedCodec,
  readOffer,
  sameCodec,
  type SessionDescription,
} from "../sdp/mod.ts";
import type { Header, SipRequest } from "../sip/mod.ts";
import { ALLOW, SUPPORTED } from "./abilities.ts";
import { contactFor } from "./addresses.ts";
import { change } from "./change.ts";
import type { Exchange } from "./exchange.ts";
import { answerOn, codecsOf, describedIn, offerOn, rememberCodecs } from "./negotiate.ts";
import { reply } from "./reply.ts";
import type { Session } from "./session.ts";
import { keepTime } from "./session_timer.ts";

/**
 * A re-INVITE or UPDATE from the peer (RFC 3261 §14.2, RFC 3311 §5.2): hold, resume, another address, another codec, or
 * only a sign of life. The session answers it itself; only a codec that the mate does not speak yet must be asked for
 * there first.
 */
export function takeOffer(exchange: Exchange, session: Session, key: string, request: SipRequest): void {
  const described = describedIn(request);
  if (described === undefined && request.method === "UPDATE") return accept(exchange, session, key, request, undefined);
  const busy = whyNotNow(session);
  if (busy === 491) return reply(exchange, key, request, 491);
  if (busy === 500) {
    const retry = { name: "Retry-After", value: String(exchange.chance.below(11)) };
    return reply(exchange, key, request, 500, { headers: [retry] });
  }
  if (described === undefined) {
    const offer = offerOn(exchange, session, currentCodecs(session));
    return accept(exchange, session, key, request, offer, offer);
  }
  if (!described.ok) return reply(exchange, key, request, 400, { reason: "Bad session description" });
  answerOrAsk(exchange, session, key, request, described.value);
}

/** Answers an offer that had to wait, now that the mate has spoken; 488 if it still cannot be. */
export function answerWaiting(exchange: Exchange, session: Session): void {
  const waiting = session.change;
  if (waiting.at !== "theirs") return;
  session.change = { at: "none" };
  const answered = answerOn(exchange, session, waiting.offer, currentCodecs(session));
  if (!answered.ok) return refuse(exchange, session, waiting.key, waiting.request, answered.fault.text);
  accept(exchange, session, waiting.key, waiting.request, answered.value);
}

/** Whether an offer can be taken now: 491 while ours is out, 500 while theirs is not done with (RFC 3261 §14.2). */
function whyNotNow(session: Session): 491 | 500 | undefined {
  if (session.state.at === "offered") return 500;
  if (session.state.at === "calling" && session.media.plan === undefined) return 491;
  switch (session.change.at) {
    case "ours":
      return 491;
    case "theirs":
    case "unconfirmed":
      return 500;
    case "none":
    case "glare":
      return undefined;
  }
}

function answerOrAsk(
  exchange: Exchange,
  session: Session,
  key: string,
  request: SipRequest,
  offer: SessionDescription,
): void {
  const read = readOffer(offer);
  if (!read.ok) return refuse(exchange, session, key, request, read.fault.text);
  const mate = session.leg?.mate?.session;
  // Nobody listens but the box itself: whatever the phone likes best.
  const codecs = mate === undefined ? read.value.codecs : currentCodecs(session);
  const answered = answerOn(exchange, session, offer, codecs);
  if (answered.ok) return accept(exchange, session, key, request, answered.value);
  const hearable = mate?.media.theirCodecs.filter((codec) => has(read.value.codecs, codec)) ?? [];
  if (mate === undefined || hearable.length === 0) {
    return refuse(exchange, session, key, request, answered.fault.text);
  }
  rememberCodecs(session, offer);
  session.change = { at: "theirs", key, request, offer };
  if (!change(exchange, mate, { for: "codecs", codecs: hearable })) answerWaiting(exchange, session);
}

function accept(
  exchange: Exchange,
  session: Session,
  key: string,
  request: SipRequest,
  description: SessionDescription | undefined,
  ourOffer?: SessionDescription,
): void {
  const headers: Header[] = [
    { name: "Contact", value: contactFor(session.flow, exchange.addresses) },
    ALLOW,
    SUPPORTED,
  ];
  const timer = negotiateAsUas(request);
  if (!timer.ok) return reply(exchange, key, request, timer.fault.status, { headers: timer.fault.headers });
  headers.push(...timer.value.headers);
  keepTime(exchange, session, timer.value);
  const isInvite = request.method === "INVITE";
  if (isInvite) session.change = { at: "unconfirmed", key, offer: ourOffer };
  reply(exchange, key, request, 200, {
    headers,
    ...(description === undefined ? {} : { description }),
    repeat: isInvite,
  });
}

function refuse(exchange: Exchange, session: Session, key: string, request: SipRequest, text: string): void {
  exchange.log("info", "Refused a change of media", { session: session.id, text });
  reply(exchange, key, request, 488, {
    headers: [{ name: "Warning", value: `399 kontor "${text.replace(/["\\]/g, "'")}"` }],
  });
}

/** What the session may speak without anybody else having to change. */
function currentCodecs(session: Session): readonly OfferedCodec[] {
  const mate = session.leg?.mate?.session.media.plan;
  const plan = mate ?? session.media.plan;
  return plan === undefined ? DEFAULT_CODECS : codecsOf(plan);
}

function has(codecs: readonly Codec[], wanted: Codec): boolean {
  return codecs.some((codec) => sameCodec(codec, wanted));
}
