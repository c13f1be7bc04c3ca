import { negotiateAsUas } from "../dialog/mod.ts";
import {
  type CodecChoice,
  DEFAULT_CODECS,
  type OfferedCodec,
  readT38,
  sameCodec,
  type SessionDescription,
} from "../sdp/mod.ts";
import type { Header, SipRequest } from "../sip/mod.ts";
import { ALLOW, SUPPORTED } from "./abilities.ts";
import { contactFor } from "./addresses.ts";
import { change } from "./change.ts";
import { contentRefusal } from "./content.ts";
import { cseqOf } from "./cseq.ts";
import type { Exchange } from "./exchange.ts";
import { answerFaxOn, mayPassT38, offerFaxOn, t38Beyond } from "./fax.ts";
import { answerOn, codecsOf, describedIn, likeOrTranslated, mixable, numberedFor, offerOn } from "./negotiate.ts";
import { preferred } from "./preference.ts";
import { readOfferOf } from "./read_offer.ts";
import { reply, warning } from "./reply.ts";
import type { Session } from "./session.ts";
import { keepTime } from "./session_timer.ts";

/** A re-INVITE, UPDATE or PRACK in its server transaction. */
interface Asked {
  readonly key: string;
  readonly request: SipRequest;
}

/**
 * A re-INVITE or UPDATE from the peer (RFC 3261 §14.2, RFC 3311 §5.2): hold, resume, another address, another codec, or
 * only a sign of life. The session answers it itself; only a codec that the mate does not speak yet must be asked for
 * there first.
 */
export function takeOffer(exchange: Exchange, session: Session, key: string, request: SipRequest): void {
  const asked: Asked = { key, request };
  const refusal = objectionTo(request);
  if (refusal !== undefined) return reply(exchange, key, request, refusal.status, { headers: refusal.headers });
  const described = describedIn(request);
  if (described === undefined && request.method === "UPDATE") return accept(exchange, session, asked);
  const busy = whyNotNow(session, request.method);
  if (busy === 491) return reply(exchange, key, request, 491);
  if (busy === 500) {
    const retry = { name: "Retry-After", value: String(exchange.chance.below(11)) };
    return reply(exchange, key, request, 500, { headers: [retry] });
  }
  if (described === undefined) {
    const fax = session.media.plan?.t38 === undefined ? undefined : t38Beyond(session);
    const offer = fax === undefined
      ? offerOn(exchange, session, numberedFor(session, sayable(exchange, session)))
      : offerFaxOn(exchange, session, fax);
    return accept(exchange, session, asked, { description: offer, isOffer: true });
  }
  if (!described.ok) return reply(exchange, key, request, 400, { reason: "Bad session description" });
  answerOrAsk(exchange, session, asked, described.value);
}

/** Answers an offer that had to wait, now that the mate has spoken or is gone; 488 if it still cannot be. */
export function answerWaiting(exchange: Exchange, session: Session): void {
  const waiting = session.change;
  if (waiting.at !== "theirs") return;
  session.change = { at: "none" };
  exchange.sessions.unbind(waiting.key);
  const fax = t38Beyond(session);
  const answered = fax !== undefined && readT38(waiting.offer).ok
    ? answerFaxOn(exchange, session, waiting.offer, fax)
    : answerOn(exchange, session, waiting.offer, hearable(session));
  if (!answered.ok) return refuse(exchange, session, waiting, answered.fault.text, waiting.refusal);
  accept(exchange, session, waiting, { description: answered.value });
}

function objectionTo(request: SipRequest): { status: number; headers: readonly Header[] } | undefined {
  if (request.method === "PRACK") return undefined;
  const content = contentRefusal(request);
  if (content !== undefined) return content;
  const timer = negotiateAsUas(request);
  return timer.ok ? undefined : timer.fault;
}

/** Whether an offer can be taken now: 491 while ours is out, 500 while theirs is not done with (RFC 3261 §14.2). */
function whyNotNow({ state, media, change }: Session, method: string): 491 | 500 | undefined {
  // RFC 3311 §5.1: before the answer only an UPDATE, and only once the first offer has its answer for certain.
  const early = method !== "INVITE";
  if (state.at === "offered" && !(early && state.reliable?.confirmed === true && state.reliable.described)) return 500;
  if (state.at === "calling" && !(early && media.plan !== undefined)) return 491;
  if (state.at === "answered" && state.offer !== undefined) return 491;
  switch (change.at) {
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

function answerOrAsk(exchange: Exchange, session: Session, asked: Asked, offer: SessionDescription): void {
  const read = readOfferOf(exchange, session, offer);
  if (!read.ok && read.fault.code === "t38") return answerOrAskFax(exchange, session, asked, offer);
  if (!read.ok) return refuse(exchange, session, asked, read.fault.text);
  const answered = answerOn(exchange, session, offer, hearable(session));
  if (answered.ok) return accept(exchange, session, asked, { description: answered.value });
  const mate = session.leg?.mate?.session;
  const codecs = preferred(exchange, session, read.value.codecs);
  if (mate === undefined || !change(exchange, mate, { for: "codecs", codecs, isLast: true })) {
    return refuse(exchange, session, asked, answered.fault.text);
  }
  wait(exchange, session, asked, offer);
}

/**
 * They want fax in the place of sound (T.38 Annex D). It is between the two ends: the other one is asked for it in their
 * terms, and what he says is what they hear. Where both ask at once, each has the other's answer.
 */
function answerOrAskFax(exchange: Exchange, session: Session, asked: Asked, offer: SessionDescription): void {
  const mate = session.leg?.mate?.session;
  const theirs = readT38(offer);
  if (!theirs.ok) return refuse(exchange, session, asked, theirs.fault.text);
  if (mate === undefined || ![session, mate].every((each) => mayPassT38(exchange, each))) {
    return refuse(exchange, session, asked, "Cannot pass fax over T.38 on: expected somebody who may take it");
  }
  const fax = t38Beyond(session);
  if (fax !== undefined) {
    const answered = answerFaxOn(exchange, session, offer, fax);
    if (!answered.ok) return refuse(exchange, session, asked, answered.fault.text);
    return accept(exchange, session, asked, { description: answered.value });
  }
  if (change(exchange, mate, { for: "t38", terms: theirs.value.terms })) return wait(exchange, session, asked, offer);
  // RFC 3261 §14.1: something else is under way there, and over in a moment.
  reply(exchange, asked.key, asked.request, 491);
}

/** The offer is answered when the mate has spoken. */
function wait(exchange: Exchange, session: Session, asked: Asked, offer: SessionDescription): void {
  session.change = { at: "theirs", ...asked, offer };
  if (asked.request.method !== "INVITE") return;
  // So that it can be taken back by CANCEL, and is not sent again and again meanwhile.
  exchange.sessions.bind(asked.key, session);
  reply(exchange, asked.key, asked.request, 100);
}

function accept(
  exchange: Exchange,
  session: Session,
  { key, request }: Asked,
  said: { readonly description?: SessionDescription; readonly isOffer?: boolean } = {},
): void {
  const { description, isOffer = false } = said;
  const headers: Header[] = [
    { name: "Contact", value: contactFor(session.flow, exchange.addresses) },
    ALLOW,
    SUPPORTED,
  ];
  const timer = request.method === "PRACK" ? undefined : negotiateAsUas(request);
  if (timer?.ok === true) {
    headers.push(...timer.value.headers);
    keepTime(exchange, session, timer.value);
  }
  const isInvite = request.method === "INVITE";
  if (isInvite) {
    const offer = isOffer ? description : undefined;
    session.change = { at: "unconfirmed", key, cseq: cseqOf(request), offer };
    exchange.sessions.bind(key, session);
  }
  reply(exchange, key, request, 200, {
    headers,
    ...(description === undefined ? {} : { description }),
    repeat: isInvite,
  });
}

function refuse(exchange: Exchange, session: Session, { key, request }: Asked, text: string, status = 488): void {
  exchange.logOf(session, "info", "Refused a change of media", { text });
  reply(exchange, key, request, status, { headers: [warning(text)] });
}

/** What the session may say without anybody else having to change: alone with the box, whatever the phone likes best. */
function hearable(session: Session): CodecChoice {
  if (session.leg?.room !== undefined) return mixable;
  return session.leg?.mate === undefined ? (offered) => offered : likeOrTranslated(spoken(session) ?? DEFAULT_CODECS);
}

/** What we offer him when he asks: what his mate speaks, and behind it what he speaks himself. */
function sayable(exchange: Exchange, session: Session): readonly OfferedCodec[] {
  const theirs = spoken(session) ?? DEFAULT_CODECS;
  const own = session.media.plan === undefined ? [] : codecsOf(session.media.plan);
  const others = own.filter((codec) => !theirs.some((each) => sameCodec(each, codec)));
  return [theirs, others].flatMap((group) => preferred(exchange, session, group));
}

/** What is spoken where the session talks: by its mate, or else by itself. */
function spoken(session: Session): readonly OfferedCodec[] | undefined {
  const plan = session.leg?.mate?.session.media.plan ?? session.media.plan;
  return plan === undefined ? undefined : codecsOf(plan);
}
