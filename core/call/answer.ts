import { confirm, type Dialog, negotiateAsUas } from "../dialog/mod.ts";
import { type CodecChoice, DEFAULT_CODECS, isSpeech, type OfferedCodec, type SessionDescription } from "../sdp/mod.ts";
import type { Header, SipRequest } from "../sip/mod.ts";
import { ALLOW, SUPPORTED } from "./abilities.ts";
import { contactFor } from "./addresses.ts";
import { cseqOf } from "./cseq.ts";
import type { Exchange } from "./exchange.ts";
import { answerOn, describedIn, offerOn, settleOn, spokenAs, translationsOf } from "./negotiate.ts";
import { preferred } from "./preference.ts";
import { lose, release } from "./release.ts";
import { reply } from "./reply.ts";
import type { Session, SessionState } from "./session.ts";
import { keepTime } from "./session_timer.ts";

type Offered = Extract<SessionState, { at: "offered" }>;

/**
 * Answers a caller (200). `codecs` is what the one he will hear can do: an INVITE with an offer is answered with those
 * of them that it has; one without gets them as our offer, and its answer comes with the ACK.
 *
 * @returns whether he could be answered; if not, he was refused with 488 and his leg is over.
 */
export function answer(exchange: Exchange, session: Session, codecs: CodecChoice): boolean {
  const { state } = session;
  if (state.at !== "offered") return state.at === "answered" || state.at === "talking";
  // RFC 3262 §3: no 2xx while a reliable provisional with our answer in it waits for its PRACK.
  if (state.reliable?.confirmed === false && state.reliable.described) {
    state.waiting = "answer";
    return true;
  }
  const described = describe(exchange, session, state, codecs);
  if (described === undefined) {
    release(exchange, session, "not-acceptable");
    return false;
  }
  sayYes(exchange, session, state, described);
  return true;
}

/** The PRACK that an answer waited for is there. */
export function answerNow(exchange: Exchange, session: Session): void {
  const { state } = session;
  if (state.at === "offered") sayYes(exchange, session, state, {});
}

/** What the 2xx says of media, and whether that is an offer of ours. Nothing when a reliable provisional said it. */
interface Described {
  readonly said?: SessionDescription;
  readonly isOffer?: boolean;
}

function describe(exchange: Exchange, session: Session, state: Offered, codecs: CodecChoice): Described | undefined {
  const { media } = session;
  if (state.reliable?.described === true) return {};
  // RFC 3261 §13.3.1.4: what an early answer said stands; the 200 repeats it.
  if (media.plan !== undefined && media.ours !== undefined) return { said: media.ours };
  if (state.offer === undefined) {
    const ours = typeof codecs === "function" ? codecs(DEFAULT_CODECS) : codecs;
    const offered = ours.filter((codec): codec is OfferedCodec => "payloadType" in codec);
    const mayHear = [offered, translationsOf(offered)].flatMap((group) => preferred(exchange, session, group));
    return mayHear.some(isSpeech) ? { said: offerOn(exchange, session, mayHear), isOffer: true } : undefined;
  }
  const answered = answerOn(exchange, session, state.offer, codecs);
  return answered.ok ? { said: answered.value } : undefined;
}

function sayYes(exchange: Exchange, session: Session, state: Offered, { said, isOffer = false }: Described): void {
  const { key, invite, localTag, reliable } = state;
  const inviteCseq = cseqOf(invite);
  session.state = {
    at: "answered",
    key,
    inviteCseq,
    overtook: reliable?.confirmed === false ? { rseq: reliable.rseq, cseq: inviteCseq } : undefined,
    offer: isOffer ? said : undefined,
    leaveFor: undefined,
  };
  session.dialog = confirm(session.dialog!);
  const headers: Header[] = [
    { name: "Contact", value: contactFor(session.flow, exchange.addresses) },
    ALLOW,
    SUPPORTED,
  ];
  const timer = negotiateAsUas(invite);
  if (timer.ok) {
    headers.push(...timer.value.headers);
    keepTime(exchange, session, timer.value);
  }
  reply(exchange, key, invite, 200, {
    toTag: localTag,
    headers,
    ...(said === undefined ? {} : { description: said }),
    repeat: true,
  });
  if (session.leg === undefined) return;
  const { call, id: leg } = session.leg;
  exchange.note(call, { type: "leg.answered", leg, ...spokenAs(session.media.plan) });
}

/** The ACK for our 2xx: the session stands, and a late answer is in it. */
export function acknowledged(exchange: Exchange, session: Session, dialog: Dialog, ack: SipRequest): void {
  const { state } = session;
  if (state.at !== "answered") return;
  exchange.transactions.confirm(state.key);
  exchange.sessions.unbind(state.key);
  session.dialog = dialog;
  session.state = { at: "talking", since: exchange.now };
  if (state.leaveFor !== undefined) return release(exchange, session, state.leaveFor);
  exchange.unharmonised(session);
  if (state.offer === undefined) return;
  const described = describedIn(ack);
  const settled = described?.ok === true ? settleOn(exchange, session, state.offer, described.value) : undefined;
  if (settled?.ok !== true) lose(exchange, session, "not-acceptable");
}
