import { formatHost } from "../base/mod.ts";
import { advertisedAddress, contactFor, USER_AGENT } from "../call/mod.ts";
import { MESSAGE_SUMMARY_TYPE, writeMessageSummary } from "../presence/mod.ts";
import type { Binding } from "../registrar/mod.ts";
import type { Header, SipRequest } from "../sip/mod.ts";
import type { Parts } from "./parts.ts";

/**
 * Tells phones of messages that have not asked for it, where the office says so: a NOTIFY outside any dialog, as most phones
 * take it. Those that have subscribed are told by their subscription.
 */
export function tellUnasked(parts: Parts, bindings: readonly Binding[]): void {
  const { exchange, lamps, seating } = parts;
  const { extensions, voicemail } = exchange.directory;
  if (!voicemail.notifies) return;
  for (const binding of bindings) {
    const { number, flow } = binding;
    if (extensions.get(seating.whoIsAt(number))?.mailbox === undefined || lamps.tellsMessagesTo(number, flow)) continue;
    const sentBy = advertisedAddress(flow, exchange.addresses);
    const request = noticeFor(parts, binding, formatHost(sentBy.ip));
    exchange.carry(exchange.transactions.request(request, flow, sentBy, exchange.now).events);
  }
}

/** The phones of boxes in which something has changed in this turn. */
export function tellChanged(parts: Parts): void {
  const { changedBoxes, exchange, seating } = parts;
  if (changedBoxes.size === 0) return;
  const bindings = [...changedBoxes].flatMap((box) => seating.bindingsOf(box, exchange.now));
  changedBoxes.clear();
  tellUnasked(parts, bindings);
}

function noticeFor(
  { exchange, mailboxes, seating }: Parts,
  { number, contact, path, flow }: Binding,
  host: string,
): SipRequest {
  const account = `sip:${number}@${host}`;
  const headers: Header[] = [
    ...path.map((value) => ({ name: "Route", value })),
    { name: "Max-Forwards", value: "70" },
    { name: "From", value: `<${account}>;tag=${exchange.chance.token()}` },
    { name: "To", value: `<${account}>` },
    { name: "Call-ID", value: exchange.chance.token(128) },
    { name: "CSeq", value: "1 NOTIFY" },
    { name: "Contact", value: contactFor(flow, exchange.addresses) },
    { name: "Event", value: "message-summary" },
    // RFC 6665 §4.1.3 has no state for what was never asked; phones take this one as the end of nothing.
    { name: "Subscription-State", value: "terminated;reason=noresource" },
    USER_AGENT,
    { name: "Content-Type", value: MESSAGE_SUMMARY_TYPE },
  ];
  const body = writeMessageSummary(mailboxes.countOf(seating.whoIsAt(number)), account);
  return { kind: "request", method: "NOTIFY", uri: contact, headers, body };
}
