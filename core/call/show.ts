import { reliable } from "../dialog/mod.ts";
import { type CodecChoice, type SessionDescription, writeSdp } from "../sdp/mod.ts";
import { hasToken, respondTo } from "../sip/mod.ts";
import { ALLOW, SERVER } from "./abilities.ts";
import { contactFor } from "./addresses.ts";
import type { Exchange } from "./exchange.ts";
import { answerOn } from "./negotiate.ts";
import type { Session } from "./session.ts";

/** Lets a caller who still waits hear that it rings (180). Quiet for one who was answered, or knows already. */
export function showRinging(exchange: Exchange, session: Session): void {
  if (session.state.at !== "offered" || session.state.shown >= 180) return;
  show(exchange, session, 180, undefined);
}

/**
 * Opens a caller's ears before the answer (183 with our description): the called side plays something. Quiet where that
 * cannot be: the caller made no offer, was answered, or hears early sound already.
 */
export function showEarly(exchange: Exchange, session: Session, codecs: CodecChoice): void {
  const { state } = session;
  if (state.at !== "offered" || state.offer === undefined || session.media.plan !== undefined) return;
  const answer = answerOn(exchange, session, state.offer, codecs);
  if (!answer.ok) return;
  // One unacknowledged reliable provisional at a time (RFC 3262 §3): this one goes when the PRACK comes.
  if (state.reliable?.confirmed === false) state.waiting = "early";
  else show(exchange, session, 183, answer.value);
}

/** The PRACK that the early answer waited for is there. */
export function showWaiting(exchange: Exchange, session: Session): void {
  if (session.state.at !== "offered" || session.state.waiting !== "early") return;
  session.state.waiting = "nothing";
  show(exchange, session, 183, session.media.ours);
}

function show(exchange: Exchange, session: Session, status: number, description: SessionDescription | undefined): void {
  const { state } = session;
  if (state.at !== "offered") return;
  const required = hasToken(state.invite, "Require", "100rel");
  // RFC 3261 §13.2.1: a first reliable provisional must carry an offer when the INVITE had none. We know none yet, so
  // such a caller waits for the 200.
  if (required && state.offer === undefined) return;
  // Who waits for a PRACK needs no other sign of life: the next news is our early answer, or the 200.
  if (state.reliable?.confirmed === false) return;
  state.shown = Math.max(state.shown, status);
  const response = respondTo(state.invite, status, {
    toTag: state.localTag,
    headers: [{ name: "Contact", value: contactFor(session.flow, exchange.addresses) }, ALLOW, SERVER],
    ...(description === undefined ? {} : { body: writeSdp(description), contentType: "application/sdp" }),
  });
  const promised = required || (description !== undefined && session.peer.supports.has("100rel"));
  if (!promised) return exchange.carry(exchange.transactions.respond(state.key, response, exchange.now));
  const rseq = (state.reliable?.rseq ?? exchange.chance.below(2 ** 16)) + 1;
  const described = description !== undefined || state.reliable?.described === true;
  state.reliable = { rseq, confirmed: false, described };
  exchange.carry(exchange.transactions.respond(state.key, reliable(response, rseq), exchange.now, { repeat: true }));
}
