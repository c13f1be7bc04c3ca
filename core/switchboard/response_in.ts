import {
  changeAnswered,
  changeFailed,
  digitAnswered,
  goodbyeAnswered,
  goodbyeFailed,
  placedAgain,
  placedAnswered,
  placedFailed,
} from "../call/mod.ts";
import type { SipResponse } from "../sip/mod.ts";
import type { FailureReason } from "../transaction/mod.ts";
import { messageAnswered } from "./message.ts";
import type { Parts } from "./parts.ts";

/** A response to a request of ours; what nobody waits for (BYE, PRACK, a last NOTIFY) is quietly done with. */
export function responseIn(parts: Parts, key: string, response: SipResponse): void {
  if (messageAnswered(parts, key, response.status)) return;
  const { exchange, lamps } = parts;
  if (parts.trunks.answered(key, response, exchange.now)) return;
  if (lamps.answered(key, response.status, exchange.now)) return;
  if (goodbyeAnswered(exchange, key, response)) return;
  const session = exchange.sessions.withTransaction(key);
  if (session === undefined) return;
  const { state, change, sent } = session;
  if ("key" in state && state.key === key) placedAnswered(exchange, session, response);
  else if (change.at === "ours" && change.key === key) changeAnswered(exchange, session, response);
  else if (sent?.key === key) placedAgain(exchange, session, response);
  else digitAnswered(exchange, session, key, response.status);
}

/** A request of ours that came to nothing. */
export function failureIn(parts: Parts, key: string, why: FailureReason): void {
  if (messageAnswered(parts, key, why === "timeout" ? 408 : 503)) return;
  const { exchange, lamps } = parts;
  if (parts.trunks.unanswered(key, why === "timeout" ? why : "unreachable", exchange.now)) return;
  if (lamps.unreached(key) || goodbyeFailed(exchange, key)) return;
  const session = exchange.sessions.withTransaction(key);
  if (session === undefined) return;
  const { state, change } = session;
  if ("key" in state && state.key === key) placedFailed(exchange, session, why);
  else if (change.at === "ours" && change.key === key) changeFailed(exchange, session);
  else digitAnswered(exchange, session, key, 408);
}
