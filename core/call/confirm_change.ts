import { offersT38 } from "../sdp/mod.ts";
import type { SipRequest } from "../sip/mod.ts";
import type { Exchange } from "./exchange.ts";
import { settleFaxOn } from "./fax.ts";
import { describedIn, settleOn } from "./negotiate.ts";
import type { Session, SessionChange } from "./session.ts";

/** The ACK for our 2xx to their re-INVITE; with their answer, where the 2xx held our offer. */
export function changeConfirmed(
  exchange: Exchange,
  session: Session,
  change: Extract<SessionChange, { at: "unconfirmed" }>,
  ack: SipRequest,
): void {
  exchange.transactions.confirm(change.key);
  exchange.sessions.unbind(change.key);
  session.change = { at: "none" };
  exchange.unharmonised(session);
  if (change.offer === undefined) return;
  const answer = describedIn(ack);
  const take = offersT38(change.offer) ? settleFaxOn : settleOn;
  const settled = answer?.ok === true ? take(exchange, session, change.offer, answer.value) : undefined;
  // What was settled before goes on.
  if (settled?.ok !== true) exchange.logOf(session, "info", "An ACK has no usable answer");
}
