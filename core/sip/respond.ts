import type { Header, SipRequest, SipResponse } from "./message.ts";
import { tagOf } from "./name_addr.ts";
import { reasonPhrase } from "./reason_phrase.ts";

/** What a response says beyond its status. */
export interface ResponseOptions {
  /** In place of the usual phrase. */
  readonly reason?: string;
  /** Our tag: goes to To where that has none. Every response but 100 needs one (RFC 3261 §8.2.6.2). */
  readonly toTag?: string;
  /** After those that the request decides. */
  readonly headers?: readonly Header[];
  readonly body?: Uint8Array;
  readonly contentType?: string;
}

/** Requests that can make a dialog: their responses carry the route that the request recorded (RFC 3261 §12.1.1, RFC 6665, RFC 3515). */
const DIALOG_MAKERS = new Set(["INVITE", "SUBSCRIBE", "REFER"]);

/** The response to a request, or to the `partial` of a broken one (RFC 3261 §8.2.6). */
export function respondTo(request: SipRequest, status: number, options: ResponseOptions = {}): SipResponse {
  const { reason = reasonPhrase(status), toTag, contentType } = options;
  const recordsRoute = status > 100 && status < 300 && DIALOG_MAKERS.has(request.method);
  const headers: Header[] = [];
  for (const field of request.headers) {
    switch (field.name) {
      case "Via":
      case "From":
      case "Call-ID":
      case "CSeq":
        headers.push(field);
        break;
      case "To":
        headers.push(status === 100 || toTag === undefined ? field : withTag(field, toTag));
        break;
      case "Record-Route":
        if (recordsRoute) headers.push(field);
        break;
      case "Timestamp":
        if (status === 100) headers.push(field);
        break;
    }
  }
  if (options.headers !== undefined) headers.push(...options.headers);
  if (contentType !== undefined) headers.push({ name: "Content-Type", value: contentType });
  return { kind: "response", status, reason, headers, body: options.body ?? new Uint8Array(0) };
}

function withTag(to: Header, tag: string): Header {
  return tagOf(to.value) === undefined ? { name: "To", value: `${to.value};tag=${tag}` } : to;
}
