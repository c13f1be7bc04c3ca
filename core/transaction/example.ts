import { type Address, type Flow, SeededChance, toText } from "../base/mod.ts";
import {
  parseMessage,
  prepend,
  respondTo,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  withHeader,
} from "../sip/mod.ts";
import type { TransactionEvent } from "./event.ts";
import { Transactions, type TransactionSizes, type TransactionsOptions } from "./transactions.ts";

/*
 * Messages and readings for the tests of this room; nothing else imports this.
 */

export const US: Address = { ip: "192.0.2.1", port: 5060 };
export const UDP: Flow = { transport: "udp", local: US, remote: { ip: "192.0.2.7", port: 40_000 } };
export const TCP: Flow = { ...UDP, transport: "tcp", connection: 7 };
export const NONE_LEFT: TransactionSizes = { client: 0, server: 0, deadlines: 0 };
const NO_BODY = new Uint8Array(0);

export function open(options: Partial<TransactionsOptions> = {}): Transactions {
  return new Transactions({ chance: new SeededChance(1), ...options });
}

export function request(method: string, extra: readonly { name: string; value: string }[] = []): SipRequest {
  return {
    kind: "request",
    method,
    uri: "sip:102@192.0.2.7",
    headers: [
      { name: "Max-Forwards", value: "70" },
      { name: "From", value: "<sip:101@box>;tag=a" },
      { name: "To", value: "<sip:102@box>" },
      { name: "Call-ID", value: "c1" },
      { name: "CSeq", value: `1 ${method}` },
      ...extra,
    ],
    body: NO_BODY,
  };
}

/** A request as it comes from the network. */
export function arriving(method: string, via = "SIP/2.0/UDP 192.0.2.7:5062;branch=z9hG4bKx;rport"): SipRequest {
  return prepend(request(method), "Via", via);
}

export function ackOf(invite: SipRequest, to: string): SipRequest {
  return withHeader(withHeader({ ...invite, method: "ACK" }, "CSeq", "1 ACK"), "To", to);
}

/** `send INVITE`, `response 180`, `failed timeout`: two words per event. */
export function say(events: readonly TransactionEvent[]): string[] {
  return events.map((event) => {
    switch (event.type) {
      case "send":
        return `send ${line(event.bytes)}`;
      case "response":
        return `response ${event.response.status}`;
      case "stray":
        return `stray ${event.response.status}`;
      case "request":
      case "ack":
      case "cancelled":
        return `${event.type} ${event.request.method}`;
      case "failed":
        return `failed ${event.why}`;
      case "unconfirmed":
        return "unconfirmed";
    }
  });
}

function line(bytes: Uint8Array): string {
  const words = toText(bytes).split(" ");
  return words[0] === "SIP/2.0" ? words[1]! : words[0]!;
}

export function sent(events: readonly TransactionEvent[], index = 0): SipMessage {
  const sends = events.filter((event) => event.type === "send");
  const message = parseMessage(sends[index]!.bytes);
  if (!message.ok) throw new Error(message.fault.text);
  return message.value;
}

export function sentRequest(events: readonly TransactionEvent[], index = 0): SipRequest {
  const message = sent(events, index);
  if (message.kind !== "request") throw new Error(`Expected a request, but ${message.status} was sent`);
  return message;
}

export function where(events: readonly TransactionEvent[]): string {
  const first = events.find((event) => event.type === "send")!;
  return `${first.flow.remote.ip}:${first.flow.remote.port}`;
}

export function keyOf(events: readonly TransactionEvent[]): string {
  const first = events.find((event) => event.type === "request");
  if (first === undefined) throw new Error("Expected a request, but none came");
  return first.key;
}

export function answerTo(asked: SipRequest, status: number, toTag = "b"): SipResponse {
  return respondTo(asked, status, { toTag });
}

/** Lets all deadlines pass, and says what came of them. */
export function runOut(transactions: Transactions): string[] {
  const all: string[] = [];
  for (let next = transactions.next(); next !== undefined; next = transactions.next()) {
    all.push(...say(transactions.expire(next)));
  }
  const left = Object.values(transactions.sizes).some((size) => size !== 0);
  if (left) throw new Error(`Expected nothing to be left, but ${JSON.stringify(transactions.sizes)} is`);
  return all;
}
