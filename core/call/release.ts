import { requestIn } from "../dialog/mod.ts";
import type { Cause } from "../record/mod.ts";
import { type Header, respondTo } from "../sip/mod.ts";
import { SERVER } from "./abilities.ts";
import { reasonOf, statusOf } from "./cause.ts";
import type { Exchange } from "./exchange.ts";
import { sendGoodbye } from "./goodbye.ts";
import { type LegEnd, unseat } from "./seat.ts";
import type { Session } from "./session.ts";

/**
 * The box lets go of a phone: refuses its call, cancels ours, or says BYE, whichever its state asks for. The leg is over
 * at once and its script is not told, as it asked; what SIP still owes goes on behind.
 */
export function release(exchange: Exchange, session: Session, cause: Cause): void {
  letGo(exchange, session, { by: "us", cause });
}

/** The phone is gone, or will not go on: its leg's script hears of it, and the phone is let go of. */
export function lose(exchange: Exchange, session: Session, cause: Cause, status?: number): void {
  const by = cause === "timeout" ? "network" : "us";
  exchange.tell(session, (leg) => ({ type: "ended", leg, by, cause }));
  letGo(exchange, session, { by, cause, ...(status === undefined ? {} : { status }) });
}

/** A BYE in the session's dialog. */
export function sayGoodbye(
  exchange: Exchange,
  session: Pick<Session, "dialog" | "flow" | "party">,
  cause: Cause,
): void {
  if (session.dialog === undefined) return;
  const [, bye] = requestIn(session.dialog, "BYE", { headers: [reason(cause)] });
  sendGoodbye(exchange, { to: { flow: session.flow, party: session.party }, bye, isSecond: false });
}

/** The session's last act: out of its leg, out of every table. */
export function finish(exchange: Exchange, session: Session, end: LegEnd): void {
  const { change } = session;
  unseat(exchange, session, end);
  if (change.at === "theirs") {
    const response = respondTo(change.request, 487, { headers: [SERVER] });
    exchange.carry(exchange.transactions.respond(change.key, response, exchange.now));
  }
  // A re-INVITE that had a 1xx would wait for its end for ever.
  if (change.at === "ours") exchange.carry(exchange.transactions.cancel(change.key, [], exchange.now));
  if (change.at === "unconfirmed") exchange.transactions.confirm(change.key);
  session.change = { at: "none" };
  session.state = { at: "ended" };
  exchange.remove(session);
}

/** The phone is let go of, as its state asks for; its leg is over with `end`, and its script is not told. */
export function letGo(exchange: Exchange, session: Session, end: LegEnd): void {
  const { state } = session;
  const { cause } = end;
  switch (state.at) {
    case "offered": {
      const { status = statusOf(cause) } = end;
      const response = respondTo(state.invite, status, { toTag: state.localTag, headers: [reason(cause), SERVER] });
      exchange.carry(exchange.transactions.respond(state.key, response, exchange.now));
      return finish(exchange, session, { ...end, status });
    }
    case "answered":
      // RFC 3261 §15: no BYE before the ACK.
      session.state = { ...state, leaveFor: cause };
      return unseat(exchange, session, end);
    case "calling":
      session.state = { at: "leaving", key: state.key, invite: state.invite, cause };
      unseat(exchange, session, end);
      return exchange.carry(exchange.transactions.cancel(state.key, [reason(cause)], exchange.now));
    case "talking":
      sayGoodbye(exchange, session, cause);
      return finish(exchange, session, end);
    case "leaving":
    case "ended":
      return;
  }
}

function reason(cause: Cause): Header {
  return { name: "Reason", value: reasonOf(cause) };
}
