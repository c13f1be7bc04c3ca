import { type SessionDescription, writeSdp } from "../sdp/mod.ts";
import { type Header, respondTo, type SipRequest } from "../sip/mod.ts";
import { SERVER } from "./abilities.ts";
import type { Exchange } from "./exchange.ts";

/** What a response carries beside its status. */
export interface ReplyOptions {
  readonly reason?: string;
  readonly toTag?: string;
  readonly headers?: readonly Header[];
  readonly description?: SessionDescription;
  /** Repeat until it is confirmed: a 2xx to INVITE, a reliable provisional. */
  readonly repeat?: boolean;
}

/** Answers a request in its server transaction. */
export function reply(
  exchange: Exchange,
  key: string,
  request: SipRequest,
  status: number,
  options: ReplyOptions = {},
): void {
  const { reason, toTag, headers = [], description, repeat = false } = options;
  const response = respondTo(request, status, {
    ...(reason === undefined ? {} : { reason }),
    ...(toTag === undefined ? {} : { toTag }),
    headers: [...headers, SERVER],
    ...(description === undefined ? {} : { body: writeSdp(description), contentType: "application/sdp" }),
  });
  exchange.carry(exchange.transactions.respond(key, response, exchange.now, { repeat }));
}

/** Why a 488, in words for whoever reads the trace (RFC 3261 §20.43). */
export function warning(text: string): Header {
  return { name: "Warning", value: `399 kontor "${text.replace(/["\\]/g, "'")}"` };
}
