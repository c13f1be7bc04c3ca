import { header, parseCseq, type SipRequest } from "../sip/mod.ts";

/** The CSeq number of a request that was parsed or made by us, and so has one. */
export function cseqOf(request: SipRequest): number {
  const cseq = parseCseq(header(request, "CSeq") ?? "");
  if (!cseq.ok) throw new Error(`Cannot use a request without CSeq: ${cseq.fault.text}`);
  return cseq.value.number;
}
