import { requestIn } from "../dialog/mod.ts";
import type { Cause, EndedBy } from "../record/mod.ts";
import { type Header, respondTo } from "../sip/mod.ts";
import { SERVER } from "./abilities.ts";
import { advertisedAddress } from "./addresses.ts";
import { reasonOf, statusOf } from "./cause.ts";
import type { Exchange } from "./exchange.ts";
import { type LegEnd, unseat } from "./seat.ts";
import type { Session } from "./session.ts";

/**
 * The box lets go of a phone: refuses its call, cancels ours, or says BYE, whichever its state asks for. The leg is over
 * at once and its script is not told, as it asked; what SIP still owes goes on behind.
 */
export function release(exchange: Exchange, session: Session, cause: Cause): void {
  const { state } = session;
  switch (state.at) {
    case "offered":
      refuse(exchange, session, statusOf(cause), cause);
      return;
    case "answered":
      // RFC 3261 §15: no BYE before the ACK.
      session.state = { ...state, leaveFor: cause };
      unseat(exchange, session, { by: "us", cause });
      return;
    case "calling":
      session.state = { at: "leaving", key: state.key, invite: state.invite, cause };
      unseat(exchange, session, { by: "us", cause });
      exchange.carry(exchange.transactions.cancel(state.key, [reason(cause)], exchange.now));
      return;
    case "talking":
      sayGoodbye(exchange, session, cause);
      finish(exchange, session, { by: "us", cause });
      return;
    case "leaving":
    case "ended":
      return;
  }
}

/** Refuses a caller with a status of one's own choice. */
export function refuse(
  exchange: Exchange,
  session: Session,
  status: number,
  cause: Cause,
  extra: readonly Header[] = [],
): void {
  const { state } = session;
  if (state.at !== "offered") return release(exchange, session, cause);
  const headers = [reason(cause), ...extra, SERVER];
  const response = respondTo(state.invite, status, { toTag: state.localTag, headers });
  exchange.carry(exchange.transactions.respond(state.key, response, exchange.now));
  finish(exchange, session, { by: "us", cause, status });
}

/** The phone is gone, or will not go on: the session ends and its leg's script hears of it. */
export function lose(exchange: Exchange, session: Session, cause: Cause): void {
  const by: EndedBy = cause === "not-acceptable" || cause === "fault" ? "us" : "network";
  exchange.tell(session, (leg) => ({ type: "ended", leg, by, cause }));
  if (session.state.at === "talking") sayGoodbye(exchange, session, cause);
  finish(exchange, session, { by, cause });
}

/** A BYE in the session's dialog. */
export function sayGoodbye(exchange: Exchange, session: Session, cause: Cause): void {
  if (session.dialog === undefined) return;
  const [, bye] = requestIn(session.dialog, "BYE", { headers: [reason(cause)] });
  const { flow } = session;
  exchange.carry(
    exchange.transactions.request(bye, flow, advertisedAddress(flow, exchange.addresses), exchange.now).events,
  );
}

/** The session's last act: out of its leg, out of every table. */
export function finish(exchange: Exchange, session: Session, end: LegEnd): void {
  const { state, change } = session;
  unseat(exchange, session, end);
  const keys: string[] = [];
  if ("key" in state) keys.push(state.key);
  if ("key" in change) keys.push(change.key);
  if (session.sent !== undefined) keys.push(session.sent.key);
  if (change.at === "theirs") {
    const response = respondTo(change.request, 487);
    exchange.carry(exchange.transactions.respond(change.key, response, exchange.now));
  }
  if (change.at === "unconfirmed") exchange.transactions.confirm(change.key);
  session.change = { at: "none" };
  session.state = { at: "ended" };
  exchange.remove(session, keys);
}

function reason(cause: Cause): Header {
  return { name: "Reason", value: reasonOf(cause) };
}
