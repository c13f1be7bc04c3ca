import { type SessionDescription, writeSdp } from "../sdp/mod.ts";
import { type Header, respondTo, type SipRequest } from "../sip/mod.ts";
import type { Phone } from "./phone.ts";

/** Answers a request of the box. */
export function respond(
  phone: Phone,
  key: string,
  request: SipRequest,
  status: number,
  toTag?: string,
  parts: { headers?: readonly Header[]; description?: SessionDescription; repeat?: boolean } = {},
): void {
  const { headers = [], description, repeat = false } = parts;
  const response = respondTo(request, status, {
    ...(toTag === undefined ? {} : { toTag }),
    headers: status < 300 && status > 100 ? [{ name: "Contact", value: phone.contact }, ALLOW, ...headers] : headers,
    ...(description === undefined ? {} : { body: writeSdp(description), contentType: "application/sdp" }),
  });
  phone.carry(phone.transactions.respond(key, response, phone.now, { repeat }));
}

/** What the phone understands. */
export const ALLOW: Header = {
  name: "Allow",
  value: "INVITE, ACK, CANCEL, BYE, INFO, NOTIFY, MESSAGE, OPTIONS, UPDATE",
};
