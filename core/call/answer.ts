import { confirm, type Dialog, negotiateAsUas } from "../dialog/mod.ts";
import { type CodecChoice, DEFAULT_CODECS, type OfferedCodec, type SessionDescription } from "../sdp/mod.ts";
import type { Header } from "../sip/mod.ts";
import { ALLOW, SUPPORTED } from "./abilities.ts";
import { contactFor } from "./addresses.ts";
import type { Exchange } from "./exchange.ts";
import { answerOn, describedIn, offerOn, settleOn, spokenCodec } from "./negotiate.ts";
import { release } from "./release.ts";
import { reply } from "./reply.ts";
import type { Session } from "./session.ts";
import { keepTime } from "./session_timer.ts";

/**
 * Answers a caller (200). `codecs` is what the one he will hear can do: an INVITE with an offer is answered with those
 * of them that it has; one without gets them as our offer, and its answer comes with the ACK.
 *
 * @returns whether he could be answered; if not, he was refused with 488 and his leg is over.
 */
export function answer(exchange: Exchange, session: Session, codecs: readonly OfferedCodec[] | CodecChoice): boolean {
  const { state } = session;
  if (state.at !== "offered") return state.at === "answered" || state.at === "talking";
  const { key, invite, localTag } = state;
  const timer = negotiateAsUas(invite);
  const description = describe(exchange, session, codecs);
  if (description === undefined) {
    release(exchange, session, "not-acceptable");
    return false;
  }
  session.state = {
    at: "answered",
    key,
    inviteCseq: session.dialog!.remoteCseq!,
    offer: description.isOffer ? description.said : undefined,
    leaveFor: undefined,
  };
  session.dialog = confirm(session.dialog!);
  const headers: Header[] = [
    { name: "Contact", value: contactFor(session.flow, exchange.addresses) },
    ALLOW,
    SUPPORTED,
  ];
  if (timer.ok) {
    headers.push(...timer.value.headers);
    keepTime(exchange, session, timer.value);
  }
  reply(exchange, key, invite, 200, { toTag: localTag, headers, description: description.said, repeat: true });
  if (session.leg !== undefined) {
    const codec = spokenCodec(session.media.plan);
    exchange.note(session.leg.call, {
      type: "leg.answered",
      leg: session.leg.id,
      ...(codec === undefined ? {} : { codec }),
    });
  }
  return true;
}

function describe(
  exchange: Exchange,
  session: Session,
  codecs: readonly OfferedCodec[] | CodecChoice,
): { said: SessionDescription; isOffer: boolean } | undefined {
  const { state, media } = session;
  if (state.at !== "offered") return undefined;
  // RFC 3261 §13.3.1.4: what an early answer said stands; the 200 repeats it.
  if (media.plan !== undefined && media.ours !== undefined) return { said: media.ours, isOffer: false };
  const offer = describedIn(state.invite);
  if (offer === undefined) {
    const ours = typeof codecs === "function" ? codecs(DEFAULT_CODECS) : codecs;
    const offered = ours.filter((codec): codec is OfferedCodec => "payloadType" in codec);
    return { said: offerOn(exchange, session, offered), isOffer: true };
  }
  if (!offer.ok) return undefined;
  const answered = answerOn(exchange, session, offer.value, codecs);
  return answered.ok ? { said: answered.value, isOffer: false } : undefined;
}

/** The ACK for our 2xx: the session stands, and a late answer is in it. */
export function acknowledged(
  exchange: Exchange,
  session: Session,
  answered: Dialog,
  sdp: ReturnType<typeof describedIn>,
): void {
  const { state } = session;
  if (state.at !== "answered") return;
  exchange.transactions.confirm(state.key);
  exchange.unbind(state.key);
  session.dialog = answered;
  session.state = { at: "talking", since: exchange.now };
  if (state.leaveFor !== undefined) return release(exchange, session, state.leaveFor);
  exchange.unharmonised(session);
  if (state.offer === undefined) return;
  const settled = sdp?.ok === true ? settleOn(exchange, session, state.offer, sdp.value) : undefined;
  if (settled?.ok !== true) release(exchange, session, "not-acceptable");
}
