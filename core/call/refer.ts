import { parseReferTo } from "../dialog/mod.ts";
import { header, parseUri, type SipRequest } from "../sip/mod.ts";
import { contactFor } from "./addresses.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";
import { askTransfer, isTransferring, notifyReferral, type TransferTo } from "./referral.ts";
import { reply } from "./reply.ts";
import type { Session } from "./session.ts";

/**
 * A phone asks for its other party to be sent elsewhere (RFC 3515): to a number (blind), or into the place of its own
 * other call (attended, `Replaces` of RFC 3891), or into that call, where all three talk (`Join` of RFC 3911). The script
 * decides; the phone hears of it by NOTIFY.
 */
export function takeRefer(exchange: Exchange, session: Session, key: string, request: SipRequest): void {
  // Whoever is outside sends nobody anywhere: it would be at the office's cost.
  if (session.party.trunk !== undefined) return reply(exchange, key, request, 403);
  const referTo = parseReferTo(header(request, "Refer-To") ?? "");
  if (!referTo.ok) return reply(exchange, key, request, 400, { reason: "Bad Refer-To" });
  const { uri, replaces, join } = referTo.value;
  const { leg } = session;
  if (leg === undefined || !isTransferable(leg)) return reply(exchange, key, request, 603);
  if (isTransferring(exchange, session)) return reply(exchange, key, request, 491);
  const target = parseUri(uri);
  const number = target.ok ? target.value.user ?? "" : "";
  if (number === "") return reply(exchange, key, request, 404);
  const named = replaces ?? join;
  if (named === undefined) {
    begin(exchange, leg, { target: number, kind: "blind" }, { key, request });
    return exchange.tell(session, (id) => ({ type: "transfer", leg: id, target: number }));
  }
  const { callId, toTag, fromTag } = named;
  const other = exchange.sessions.withDialog(callId, toTag, fromTag) ??
    exchange.sessions.withDialog(callId, fromTag, toTag);
  // Only the phone's own other call may be meant: the dialog's ids are no licence for anybody else's.
  if (other?.leg === undefined || other === session || other.party.number !== session.party.number) {
    return reply(exchange, key, request, 481);
  }
  const own = other.leg;
  if (join !== undefined && (own.call === leg.call || !isJoinable(exchange, own))) {
    return reply(exchange, key, request, 603);
  }
  const held = { call: own.call, leg: own.id };
  begin(exchange, leg, { target: number, kind: "attended", held }, { key, request });
  exchange.tell(
    session,
    (id) =>
      join === undefined
        ? { type: "transfer-to-call", leg: id, replaces: own.id }
        : { type: "join-call", leg: id, joins: own.id },
  );
}

/** Whether a third one may come to the two: nobody of them is on his way elsewhere, or asked about somebody. */
function isJoinable({ legs }: Exchange, leg: Leg): boolean {
  return isTransferable(leg) && legs.ofCall(leg.call).every(({ transferor }) => transferor === undefined);
}

/** Whether the leg talks with somebody who could be sent elsewhere; early sound is no talk yet. */
function isTransferable({ session, mate }: Leg): boolean {
  const other = mate?.session.state.at;
  return session.state.at === "talking" && (other === "talking" || other === "answered");
}

function begin(
  exchange: Exchange,
  leg: Leg,
  to: TransferTo,
  { key, request }: { readonly key: string; readonly request: SipRequest },
): void {
  const { session } = leg;
  // RFC 4488 §4: who wants no NOTIFY gets none, and hears so.
  const quiet = /^\s*false\b/i.test(header(request, "Refer-Sub") ?? "");
  const id = session.dialog!.remoteCseq!;
  askTransfer(exchange, leg, to, { id, quiet });
  const contact = { name: "Contact", value: contactFor(session.flow, exchange.addresses) };
  const headers = quiet ? [contact, { name: "Refer-Sub", value: "false" }] : [contact];
  reply(exchange, key, request, 202, { headers });
  if (!quiet) notifyReferral(exchange, session, id, 100);
}
