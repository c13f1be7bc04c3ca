import { formatHost } from "../base/mod.ts";
import { advertisedAddress, USER_AGENT } from "../call/mod.ts";
import type { Binding } from "../registrar/mod.ts";
import { type Header, header, type SipResponse } from "../sip/mod.ts";
import type { Parts } from "./parts.ts";

/**
 * Sends a phone something to answer, so that the router before it keeps the way in open. OPTIONS, as Asterisk and
 * FreeSWITCH do it, and not an empty line: a router need not count what comes in as use (RFC 4787 §4.3), only what the
 * phone sends out. Once, and nobody waits: the next one is as good as a repetition.
 */
export function keepAlive(parts: Parts, binding: Binding): void {
  const { exchange } = parts;
  const { flow, contact } = binding;
  const sentBy = advertisedAddress(flow, exchange.addresses);
  const us = `<sip:kontor@${formatHost(sentBy.ip)}>`;
  const headers: Header[] = [
    { name: "Max-Forwards", value: "70" },
    { name: "From", value: `${us};tag=${exchange.chance.token()}` },
    { name: "To", value: `<${contact}>` },
    { name: "Call-ID", value: exchange.chance.token() },
    { name: "CSeq", value: "1 OPTIONS" },
    USER_AGENT,
  ];
  const request = { kind: "request", method: "OPTIONS", uri: contact, headers, body: new Uint8Array() } as const;
  exchange.carry(exchange.transactions.mention(request, flow, sentBy));
  parts.count("keep_alives_sent");
}

/** An answer that nobody waits for: to a keep-alive, or late. */
export function strayIn(parts: Parts, response: SipResponse): void {
  const isKeepAlive = header(response, "CSeq") === "1 OPTIONS";
  parts.count(isKeepAlive ? "keep_alives_answered" : "responses_stray");
}
