import { fail, ok, type Result } from "../base/mod.ts";
import { header, parseCseq, type SipRequest, type SipResponse } from "../sip/mod.ts";
import type { Dialog } from "./dialog.ts";
import { contactOf } from "./party.ts";

/** Requests whose Contact says where their sender is from now on (RFC 3261 §12.2, RFC 3311, RFC 3515, RFC 6665). */
const TARGET_REFRESHERS = new Set(["INVITE", "UPDATE", "SUBSCRIBE", "NOTIFY", "REFER"]);

/**
 * The dialog after a request of the other side (§12.2.2). Fault `out-of-order` when it is older than one that came
 * before: answer 500. ACK and CANCEL change nothing, for they bear the number of an earlier request.
 */
export function accept(dialog: Dialog, request: SipRequest): Result<Dialog> {
  if (request.method === "ACK" || request.method === "CANCEL") return ok(dialog);
  const cseq = parseCseq(header(request, "CSeq") ?? "");
  if (!cseq.ok) return cseq;
  const { number } = cseq.value;
  // Copies are absorbed by the transaction, so an equal number is a second request, and as wrong as a lower one.
  if (dialog.remoteCseq !== undefined && number <= dialog.remoteCseq) {
    return fail("out-of-order", `Cannot accept CSeq "${number} ${request.method}": expected over ${dialog.remoteCseq}`);
  }
  const remoteTarget = targetOf(dialog, request, request.method);
  return ok({ ...dialog, remoteCseq: number, remoteTarget });
}

/** The dialog after a 2xx to a request of ours, whose Contact may say where the other side is from now on (§12.2.1.2). */
export function refreshTarget(dialog: Dialog, response: SipResponse): Dialog {
  if (response.status < 200 || response.status >= 300) return dialog;
  const cseq = parseCseq(header(response, "CSeq") ?? "");
  if (!cseq.ok) return dialog;
  const remoteTarget = targetOf(dialog, response, cseq.value.method);
  return remoteTarget === dialog.remoteTarget ? dialog : { ...dialog, remoteTarget };
}

function targetOf(dialog: Dialog, message: SipRequest | SipResponse, method: string): string {
  return TARGET_REFRESHERS.has(method) ? contactOf(message) ?? dialog.remoteTarget : dialog.remoteTarget;
}
