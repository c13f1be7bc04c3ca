import { fail, ok, type Result } from "../base/mod.ts";
import { header, headers, parseCseq, type SipRequest, type SipResponse } from "../sip/mod.ts";
import type { Dialog } from "./dialog.ts";
import { contactOf, parseParty, type Party } from "./party.ts";

/** What both sides read alike from the request that makes a dialog. */
interface Beginning {
  readonly callId: string;
  readonly cseq: number;
  readonly from: Party;
  readonly to: Party;
}

/**
 * The early dialog that a request to us makes (RFC 3261 §12.1.1), once it is answered with `localTag`. Faults:
 * `no-contact`, and those of the fields that are read.
 */
export function openAsUas(request: SipRequest, localTag: string): Result<Dialog> {
  const begun = beginningOf(request);
  if (!begun.ok) return begun;
  const remoteTarget = contactOf(request);
  // §8.1.1.8: whoever asks for a dialog must say where he is.
  if (remoteTarget === undefined) {
    return fail("no-contact", `Cannot open a dialog by ${request.method} without Contact`);
  }
  const { callId, cseq, from, to } = begun.value;
  return ok({
    callId,
    localTag,
    remoteTag: from.tag,
    localUri: to.uri,
    remoteUri: from.uri,
    localCseq: 0,
    remoteCseq: cseq,
    routeSet: headers(request, "Record-Route"),
    remoteTarget,
    state: "early",
  });
}

/**
 * The dialog that a response to our `request`, as it was sent, makes (§12.1.2): early by a provisional one, confirmed by
 * a 2xx. Faults: `no-tag` for a provisional response without a To tag, and those of the fields that are read.
 */
export function openAsUac(request: SipRequest, response: SipResponse): Result<Dialog> {
  const begun = beginningOf(request);
  if (!begun.ok) return begun;
  const answeredBy = parseParty(header(response, "To") ?? "");
  if (!answeredBy.ok) return answeredBy;
  const { tag } = answeredBy.value;
  // A 2xx of RFC 2543 may have none; a provisional one then makes no dialog that could be told from others.
  if (tag === "" && response.status < 200) {
    return fail("no-tag", `Cannot open a dialog by ${response.status} "${response.reason}" without a To tag`);
  }
  const { callId, cseq, from, to } = begun.value;
  return ok({
    callId,
    localTag: from.tag,
    remoteTag: tag,
    localUri: from.uri,
    remoteUri: to.uri,
    localCseq: cseq,
    remoteCseq: undefined,
    routeSet: headers(response, "Record-Route").toReversed(),
    // A phone that leaves its Contact out is reached where it was asked.
    remoteTarget: contactOf(response) ?? request.uri,
    state: response.status < 200 ? "early" : "confirmed",
  });
}

function beginningOf(request: SipRequest): Result<Beginning> {
  const callId = header(request, "Call-ID");
  if (callId === undefined) return fail("no-call-id", "Cannot open a dialog without Call-ID");
  const from = parseParty(header(request, "From") ?? "");
  if (!from.ok) return from;
  const to = parseParty(header(request, "To") ?? "");
  if (!to.ok) return to;
  const cseq = parseCseq(header(request, "CSeq") ?? "");
  if (!cseq.ok) return cseq;
  return ok({ callId, cseq: cseq.value.number, from: from.value, to: to.value });
}
