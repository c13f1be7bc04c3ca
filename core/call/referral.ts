import { formatSubscriptionState, requestIn, sipfrag, SIPFRAG_TYPE } from "../dialog/mod.ts";
import { reasonPhrase } from "../sip/mod.ts";
import { contactFor } from "./addresses.ts";
import type { CallFact } from "../record/mod.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";
import type { Session } from "./session.ts";

/** Who is to be sent where, and how. */
export type TransferTo = Pick<Extract<CallFact, { readonly type: "transfer.asked" }>, "target" | "kind" | "held">;

/** A transfer that somebody has asked for, on the leg `on`. */
export interface Referral {
  readonly on: Leg;
  readonly id: number;
  readonly quiet: boolean;
  /** The number that is asked first, as a desk has it. */
  readonly announcedTo?: string;
}

/** Somebody wants the other one sent elsewhere, by whatever means: the record says so, and what comes of it. */
export function askTransfer(
  exchange: Exchange,
  on: Leg,
  to: TransferTo,
  referral: Partial<Omit<Referral, "on">> = {},
): void {
  on.session.referral = { id: 0, quiet: true, ...referral, on };
  exchange.note(on.call, { type: "transfer.asked", leg: on.id, ...to });
}

/**
 * The transfer of `leg` has come to its end, in whatever way: joined with somebody else (200), refused, or the leg itself
 * is over. Gives the phone that asked for it, if it is still there; quiet when nobody asked.
 */
export function settleTransfer(exchange: Exchange, leg: Leg, status: number): Session | undefined {
  const { transferor } = leg;
  leg.transferor = undefined;
  if (transferor === undefined) return undefined;
  // Of who has hung up meanwhile nothing is told in a call that was left, and may be over.
  const isThere = transferor.state.at !== "ended";
  if (isThere || transferor.referral?.on.call === leg.call) settleReferral(exchange, transferor, status);
  return isThere ? transferor : undefined;
}

/** Whether the one on the session has somebody transferred, by whatever means, and nothing has come of it yet. */
export function isTransferring({ legs }: Exchange, session: Session): boolean {
  return session.referral !== undefined ||
    session.leg !== undefined && legs.ofCall(session.leg.call).some(({ transferor }) => transferor === session);
}

/** Tells the record, and the phone that asked, how its transfer ended (RFC 3515 §2.4.5). */
function settleReferral(exchange: Exchange, transferor: Session, status: number): void {
  const { referral } = transferor;
  if (referral === undefined) return;
  transferor.referral = undefined;
  exchange.note(referral.on.call, { type: "transfer.done", leg: referral.on.id, status });
  if (!referral.quiet) notifyReferral(exchange, transferor, referral.id, status);
}

/** NOTIFY with the status so far (RFC 3515 §2.4.4): the subscription that a REFER opens, and with a final one its end. */
export function notifyReferral(exchange: Exchange, session: Session, id: number, status: number): void {
  if (session.state.at !== "talking") return;
  const subscription = formatSubscriptionState(
    status < 200 ? { state: "active", expiresS: 60 } : { state: "terminated", reason: "noresource" },
  );
  const [dialog, request] = requestIn(session.dialog!, "NOTIFY", {
    contact: contactFor(session.flow, exchange.addresses),
    headers: [{ name: "Event", value: `refer;id=${id}` }, { name: "Subscription-State", value: subscription }],
    body: sipfrag(status, reasonPhrase(status)),
    contentType: SIPFRAG_TYPE,
  });
  session.dialog = dialog;
  exchange.send(session, request);
}
