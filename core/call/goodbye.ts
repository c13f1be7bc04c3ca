import { type SipRequest, type SipResponse, withHeader } from "../sip/mod.ts";
import { cseqOf } from "./cseq.ts";
import type { Exchange } from "./exchange.ts";
import type { Session } from "./session.ts";

/** A BYE that a trunk has not answered yet. */
export interface Goodbye {
  readonly to: Pick<Session, "flow" | "party">;
  /** Without credentials. */
  readonly bye: SipRequest;
  /** It went out once before, and a trunk wanted credentials for it. */
  readonly isSecond: boolean;
}

/** Hangs up at the other end; a trunk's answer is waited for, as it may want credentials for that too. */
export function sendGoodbye(exchange: Exchange, goodbye: Goodbye): void {
  const key = exchange.send(goodbye.to, goodbye.bye);
  if (goodbye.to.party.trunk !== undefined) exchange.goodbyes.set(key, goodbye);
}

/** A trunk's answer to a BYE: asked for credentials it is told once more, or the provider would bill a call that is over. */
export function goodbyeAnswered(exchange: Exchange, key: string, response: SipResponse): boolean {
  const goodbye = exchange.goodbyes.get(key);
  if (goodbye === undefined) return false;
  if (response.status < 200) return true;
  exchange.goodbyes.delete(key);
  const { to, bye, isSecond } = goodbye;
  const isChallenge = response.status === 401 || response.status === 407;
  if (!isChallenge || isSecond || to.party.trunk === undefined) return true;
  if (!exchange.providers.learn(to.party.trunk, response)) return true;
  sendGoodbye(exchange, { to, bye: withHeader(bye, "CSeq", `${cseqOf(bye) + 1} BYE`), isSecond: true });
  return true;
}

/** Nobody is there to be hung up on. */
export function goodbyeFailed(exchange: Exchange, key: string): boolean {
  return exchange.goodbyes.delete(key);
}
