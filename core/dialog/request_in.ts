import type { Header, SipRequest } from "../sip/mod.ts";
import type { Dialog } from "./dialog.ts";
import { formatParty } from "./party.ts";
import { wayOf } from "./route.ts";

const NO_BODY = new Uint8Array(0);

/** What a request carries beyond what the dialog decides. */
export interface RequestParts {
  /** The whole Contact value: `<sip:101@192.0.2.1:5060>`. */
  readonly contact?: string;
  readonly headers?: readonly Header[];
  readonly body?: Uint8Array;
  readonly contentType?: string;
}

/**
 * A request inside the dialog (RFC 3261 §12.2.1.1), and the dialog after it. It has no Via: the transaction puts it on.
 * `cseq` is for ACK and CANCEL, which repeat the number of the request they follow; the dialog then stays as it is.
 */
export function requestIn(
  dialog: Dialog,
  method: string,
  parts: RequestParts & { readonly cseq?: number } = {},
): [Dialog, SipRequest] {
  const cseq = parts.cseq ?? dialog.localCseq + 1;
  const { uri, routes } = wayOf(dialog);
  const headers: Header[] = routes.map((value) => ({ name: "Route", value }));
  headers.push(
    { name: "Max-Forwards", value: "70" },
    { name: "From", value: formatParty(dialog.localUri, dialog.localTag) },
    { name: "To", value: formatParty(dialog.remoteUri, dialog.remoteTag) },
    { name: "Call-ID", value: dialog.callId },
    { name: "CSeq", value: `${cseq} ${method}` },
  );
  if (parts.contact !== undefined) headers.push({ name: "Contact", value: parts.contact });
  if (parts.headers !== undefined) headers.push(...parts.headers);
  if (parts.contentType !== undefined) headers.push({ name: "Content-Type", value: parts.contentType });
  const request: SipRequest = { kind: "request", method, uri, headers, body: parts.body ?? NO_BODY };
  return [parts.cseq === undefined ? { ...dialog, localCseq: cseq } : dialog, request];
}

/**
 * The ACK for the 2xx to our INVITE with the number `inviteCseq` (§13.2.2.4). It carries the answer where the 2xx held
 * the offer, and the INVITE's credentials, if there were any, among `headers`.
 */
export function ackFor(dialog: Dialog, inviteCseq: number, parts: RequestParts = {}): SipRequest {
  const [, ack] = requestIn(dialog, "ACK", { ...parts, cseq: inviteCseq });
  return ack;
}
