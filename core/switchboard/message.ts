import { checkMaxForwards } from "../admission/mod.ts";
import { advertisedAddress, contactFor, fromValue, reply, USER_AGENT, wantsPrivacy } from "../call/mod.ts";
import type { Extension } from "../directory/mod.ts";
import { type Header, headers, parseUri, type SipRequest } from "../sip/mod.ts";
import { formatHost } from "../base/mod.ts";
import type { Parts } from "./parts.ts";

/** One MESSAGE on its way to all phones of an extension. */
interface Relay {
  readonly key: string;
  readonly request: SipRequest;
  /** Phones that have not said anything yet. */
  left: number;
  delivered: boolean;
}

/** The messages that are on their way, by the client transactions that carry them. */
export type Relays = Map<string, Relay>;

/** A MESSAGE from one extension to another (RFC 3428): to all its phones, and delivered when one of them took it. */
export function relayMessage(parts: Parts, key: string, request: SipRequest, from: Extension): void {
  const { exchange, seating, relays } = parts;
  const uri = parseUri(request.uri);
  const number = uri.ok ? uri.value.user ?? "" : "";
  if (!exchange.directory.extensions.has(number)) return reply(exchange, key, request, 404);
  const phones = seating.bindingsOf(number, exchange.now);
  if (phones.length === 0) return reply(exchange, key, request, 480);
  const forwards = checkMaxForwards(request);
  const hidden = wantsPrivacy(request);
  const relay: Relay = { key, request, left: phones.length, delivered: false };
  for (const phone of phones) {
    const { flow } = phone;
    const sentBy = advertisedAddress(flow, exchange.addresses);
    const host = formatHost(sentBy.ip);
    const fields: Header[] = [
      ...phone.path.map((value) => ({ name: "Route", value })),
      { name: "Max-Forwards", value: String((forwards.ok ? forwards.value : 70) - 1) },
      { name: "From", value: `${fromValue({ party: from, hidden }, sentBy.ip)};tag=${exchange.chance.token()}` },
      { name: "To", value: `<sip:${number}@${host}>` },
      { name: "Call-ID", value: exchange.chance.token(128) },
      { name: "CSeq", value: "1 MESSAGE" },
      { name: "Contact", value: contactFor(flow, exchange.addresses) },
      USER_AGENT,
      ...["Content-Type", "Date", "Expires"].flatMap((name) =>
        headers(request, name).map((value) => ({ name, value }))
      ),
    ];
    const copy: SipRequest = {
      kind: "request",
      method: "MESSAGE",
      uri: phone.contact,
      headers: fields,
      body: request.body,
    };
    const started = exchange.transactions.request(copy, flow, sentBy, exchange.now);
    relays.set(started.key, relay);
    exchange.carry(started.events);
  }
}

/** A phone's word on a message, or its silence (408). */
export function messageAnswered(parts: Parts, clientKey: string, status: number): boolean {
  const relay = parts.relays.get(clientKey);
  if (relay === undefined) return false;
  if (status < 200) return true;
  parts.relays.delete(clientKey);
  relay.left -= 1;
  if (relay.delivered) return true;
  relay.delivered = status < 300;
  if (relay.delivered) reply(parts.exchange, relay.key, relay.request, 200);
  else if (relay.left === 0) reply(parts.exchange, relay.key, relay.request, status);
  return true;
}
