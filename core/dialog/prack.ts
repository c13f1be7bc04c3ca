import {
  hasToken,
  header,
  parseCount,
  parseCseq,
  parseRack,
  type Rack,
  type SipRequest,
  type SipResponse,
} from "../sip/mod.ts";
import type { Dialog } from "./dialog.ts";
import { requestIn, type RequestParts } from "./request_in.ts";

/** The provisional response made reliable (RFC 3262 §3); it is repeated until the PRACK with this `rseq` comes. */
export function reliable(response: SipResponse, rseq: number): SipResponse {
  if (response.status <= 100 || response.status >= 200) {
    throw new Error(`Cannot make "${response.status}" reliable: expected 101 to 199`);
  }
  const more = [{ name: "Require", value: "100rel" }, { name: "RSeq", value: String(rseq) }];
  return { ...response, headers: [...response.headers, ...more] };
}

/** Whether the PRACK acknowledges this response of ours (§3); when nothing does, answer it with 481. */
export function matchesRack(prack: SipRequest, sent: Rack): boolean {
  const rack = parseRack(header(prack, "RAck") ?? "");
  return rack.ok && rack.value.rseq === sent.rseq && rack.value.cseq === sent.cseq && rack.value.method === sent.method;
}

/**
 * What a response to our INVITE asks for (§4): nothing, for it is not reliable (`plain`); a PRACK (`next`); or to be
 * ignored (`ignored`): it is a copy, or overtook an earlier one and will come again.
 */
export function reliabilityOf(dialog: Dialog, response: SipResponse): "plain" | "next" | "ignored" {
  const last = dialog.lastReliable;
  const next = reliableOf(response);
  if (next === undefined) return "plain";
  // RSeq starts anew, anywhere, with each INVITE.
  return last === undefined || last.cseq !== next.cseq || next.rseq === last.rseq + 1 ? "next" : "ignored";
}

/** The PRACK for a response that is `next` by {@link reliabilityOf}, and the dialog after it. Throws for one that is not reliable. */
export function prackFor(dialog: Dialog, response: SipResponse, parts: RequestParts = {}): [Dialog, SipRequest] {
  const answered = reliableOf(response);
  if (answered === undefined) {
    throw new Error(`Cannot acknowledge ${response.status} "${response.reason}": it is not reliable`);
  }
  const { rseq, cseq, method } = answered;
  const rack = { name: "RAck", value: `${rseq} ${cseq} ${method}` };
  const [after, prack] = requestIn(dialog, "PRACK", { ...parts, headers: [rack, ...parts.headers ?? []] });
  return [{ ...after, lastReliable: { cseq, rseq } }, prack];
}

function reliableOf(response: SipResponse): Rack | undefined {
  if (response.status <= 100 || response.status >= 200 || !hasToken(response, "Require", "100rel")) return undefined;
  const rseq = parseCount(header(response, "RSeq") ?? "");
  const cseq = parseCseq(header(response, "CSeq") ?? "");
  if (!rseq.ok || rseq.value < 1 || !cseq.ok) return undefined;
  return { rseq: rseq.value, cseq: cseq.value.number, method: cseq.value.method };
}
