import { formatSubscriptionState, parseReferTo, requestIn, sipfrag, SIPFRAG_TYPE } from "../dialog/mod.ts";
import { hasToken, header, parseUri, reasonPhrase, type SipRequest } from "../sip/mod.ts";
import { advertisedAddress, contactFor } from "./addresses.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";
import { reply } from "./reply.ts";
import type { Session } from "./session.ts";

/**
 * A phone asks for its other party to be sent elsewhere (RFC 3515): to a number (blind), or into the place of its own
 * other call (attended, `Replaces` of RFC 3891). The script decides; the phone hears of it by NOTIFY.
 */
export function takeRefer(exchange: Exchange, session: Session, key: string, request: SipRequest): void {
  const referTo = parseReferTo(header(request, "Refer-To") ?? "");
  if (!referTo.ok) return reply(exchange, key, request, 400, { reason: "Bad Refer-To" });
  const { uri, replaces } = referTo.value;
  const { leg } = session;
  // Nobody there to be transferred.
  if (leg?.mate === undefined) return reply(exchange, key, request, 603);
  if (session.referral !== undefined) return reply(exchange, key, request, 491);
  const target = parseUri(uri);
  if (!target.ok || target.value.user === undefined || target.value.user === "") {
    return reply(exchange, key, request, 404);
  }
  const quiet = hasToken(request, "Supported", "norefersub") && /^\s*false/i.test(header(request, "Refer-Sub") ?? "");
  if (replaces === undefined) {
    begin(exchange, session, key, request, quiet);
    exchange.note(leg.call, { type: "transfer.asked", leg: leg.id, target: target.value.user, kind: "blind" });
    const { user } = target.value;
    return exchange.tell(session, (id) => ({ type: "transfer", leg: id, target: user }));
  }
  const other = exchange.withDialog(replaces.callId, replaces.toTag, replaces.fromTag) ??
    exchange.withDialog(replaces.callId, replaces.fromTag, replaces.toTag);
  // Only the phone's own other call may be replaced: the dialog's ids are no licence for anybody else's.
  if (other?.leg === undefined || other === session || other.party.number !== session.party.number) {
    return reply(exchange, key, request, 481);
  }
  begin(exchange, session, key, request, quiet);
  exchange.note(leg.call, { type: "transfer.asked", leg: leg.id, target: target.value.user, kind: "attended" });
  const replaced = other.leg.id;
  exchange.tell(session, (id) => ({ type: "transfer-to-call", leg: id, replaces: replaced }));
}

/** Tells the phone that asked how its transfer ended (RFC 3515 §2.4.5). Quiet when nobody waits. */
export function settleReferral(exchange: Exchange, transferor: Session, status: number): void {
  const { referral } = transferor;
  if (referral === undefined) return;
  transferor.referral = undefined;
  if (transferor.leg !== undefined) {
    exchange.note(transferor.leg.call, { type: "transfer.done", leg: transferor.leg.id, status });
  }
  if (!referral.quiet) notify(exchange, transferor, referral.id, status, true);
}

/** Someone else now answers for this leg's referral: it was joined, so its transfer is done. */
export function transferSucceeded(exchange: Exchange, leg: Leg): Session | undefined {
  const { transferor } = leg;
  leg.transferor = undefined;
  if (transferor === undefined || transferor.state.at === "ended") return undefined;
  settleReferral(exchange, transferor, 200);
  return transferor;
}

function begin(exchange: Exchange, session: Session, key: string, request: SipRequest, quiet: boolean): void {
  session.referral = { id: session.dialog!.remoteCseq!, quiet };
  const contact = { name: "Contact", value: contactFor(session.flow, exchange.addresses) };
  const headers = quiet ? [contact, { name: "Refer-Sub", value: "false" }] : [contact];
  reply(exchange, key, request, 202, { headers });
  if (!quiet) notify(exchange, session, session.referral.id, 100, false);
}

function notify(exchange: Exchange, session: Session, id: number, status: number, last: boolean): void {
  if (session.state.at !== "talking") return;
  const { flow } = session;
  const [dialog, request] = requestIn(session.dialog!, "NOTIFY", {
    contact: contactFor(flow, exchange.addresses),
    headers: [
      { name: "Event", value: `refer;id=${id}` },
      {
        name: "Subscription-State",
        value: formatSubscriptionState(
          last ? { state: "terminated", reason: "noresource" } : { state: "active", expiresS: 60 },
        ),
      },
    ],
    body: sipfrag(status, reasonPhrase(status)),
    contentType: SIPFRAG_TYPE,
  });
  session.dialog = dialog;
  exchange.carry(
    exchange.transactions.request(request, flow, advertisedAddress(flow, exchange.addresses), exchange.now).events,
  );
}
