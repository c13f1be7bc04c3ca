import { matchesRack } from "../dialog/mod.ts";
import type { SipRequest } from "../sip/mod.ts";
import { answerNow } from "./answer.ts";
import { cseqOf } from "./cseq.ts";
import type { Exchange } from "./exchange.ts";
import { describedIn } from "./negotiate.ts";
import { takeOffer } from "./offered.ts";
import { reply } from "./reply.ts";
import type { Session } from "./session.ts";
import { showWaiting } from "./show.ts";

/** The caller has our reliable provisional (RFC 3262 §3); whatever waited for that goes out now. */
export function takePrack(exchange: Exchange, session: Session, key: string, request: SipRequest): void {
  const { state } = session;
  if (state.at === "answered" && state.overtook !== undefined) {
    const isForIt = matchesRack(request, { ...state.overtook, method: "INVITE" });
    return reply(exchange, key, request, isForIt ? 200 : 481);
  }
  if (state.at !== "offered" || state.reliable === undefined || state.reliable.confirmed) {
    return reply(exchange, key, request, 481);
  }
  const { rseq } = state.reliable;
  if (!matchesRack(request, { rseq, cseq: cseqOf(state.invite), method: "INVITE" })) {
    return reply(exchange, key, request, 481);
  }
  exchange.transactions.confirm(state.key);
  state.reliable = { ...state.reliable, confirmed: true };
  // §5: a PRACK may carry a new offer.
  if (describedIn(request) === undefined) reply(exchange, key, request, 200);
  else takeOffer(exchange, session, key, request);
  if (state.waiting === "answer") answerNow(exchange, session);
  else showWaiting(exchange, session);
}
