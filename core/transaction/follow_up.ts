import { type Header, header, headers, parseCseq, type SipRequest, type SipResponse } from "../sip/mod.ts";

const NOTHING: Uint8Array = new Uint8Array(0);

/** What must be kept of an INVITE to follow it up with the ACK of a refusal or with a CANCEL. */
export interface Outline {
  readonly uri: string;
  readonly via: string;
  readonly from: string;
  readonly to: string;
  readonly callId: string;
  readonly cseq: number;
  readonly routes: readonly string[];
}

/** The outline of an INVITE that carries its Via. Throws when a field that our side writes is missing. */
export function outlineOf(invite: SipRequest): Outline {
  const cseq = parseCseq(need(invite, "CSeq"));
  if (!cseq.ok) throw new Error(cseq.fault.text);
  return {
    uri: invite.uri,
    via: need(invite, "Via"),
    from: need(invite, "From"),
    to: need(invite, "To"),
    callId: need(invite, "Call-ID"),
    cseq: cseq.value.number,
    routes: headers(invite, "Route"),
  };
}

/** The ACK for a response from 300 to 699 (RFC 3261 §17.1.1.3): same branch, same route, the To of the response. */
export function ackRefusal(outline: Outline, response: SipResponse): SipRequest {
  return followUp(outline, "ACK", header(response, "To") ?? outline.to, []);
}

/** The CANCEL of an INVITE (RFC 3261 §9.1): all as in the INVITE, but nothing that asks for extensions. */
export function cancelRequest(outline: Outline, extra: readonly Header[]): SipRequest {
  return followUp(outline, "CANCEL", outline.to, extra);
}

function followUp(outline: Outline, method: string, to: string, extra: readonly Header[]): SipRequest {
  return {
    kind: "request",
    method,
    uri: outline.uri,
    headers: [
      { name: "Via", value: outline.via },
      ...outline.routes.map((value) => ({ name: "Route", value })),
      { name: "Max-Forwards", value: "70" },
      { name: "From", value: outline.from },
      { name: "To", value: to },
      { name: "Call-ID", value: outline.callId },
      { name: "CSeq", value: `${outline.cseq} ${method}` },
      ...extra,
    ],
    body: NOTHING,
  };
}

function need(request: SipRequest, name: string): string {
  const value = header(request, name);
  if (value === undefined) throw new Error(`Cannot send ${request.method} without "${name}"`);
  return value;
}
