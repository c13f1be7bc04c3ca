import { header, MAGIC_COOKIE, parseCseq, type SipRequest, tagOf, type Via } from "../sip/mod.ts";

/** Whether the branch tells its transaction apart from all others (RFC 3261 §8.1.1.7); a bare cookie does not. */
function hasOwnBranch(via: Via): boolean {
  return via.branch !== undefined && via.branch.length > MAGIC_COOKIE.length && via.branch.startsWith(MAGIC_COOKIE);
}

/** The key of a client transaction (§17.1.3): the top Via's branch of a response and the method in its CSeq. */
export function clientKey(branch: string, method: string): string {
  return `${branch} ${method}`;
}

/**
 * The key of the server transaction for `method` that a request belongs to (§17.2.3). ACK and CANCEL ask with `INVITE`.
 * For a peer of RFC 2543 it is made of all that the paragraph compares, but for the To tag: that of an ACK is the tag of
 * our response, which {@link belongsToAnswer} looks at.
 */
export function serverKey(request: SipRequest, via: Via, method: string): string {
  if (hasOwnBranch(via)) return `${via.branch} ${via.host}:${via.port ?? ""} ${method}`;
  const from = tagOf(header(request, "From") ?? "") ?? "";
  const top = header(request, "Via") ?? "";
  return `~ ${cseqNumber(request)} ${method} ${request.uri} ${from} ${header(request, "Call-ID")} ${top}`;
}

/** Whether an ACK that matched by the rules of RFC 2543 carries the To tag that was answered with (§17.2.3). */
export function belongsToAnswer(ack: SipRequest, via: Via, answerTag: string | undefined): boolean {
  return hasOwnBranch(via) || tagOf(header(ack, "To") ?? "") === answerTag;
}

/**
 * What a request that arrives by two ways has in common in both copies (§8.2.2.2); undefined for one inside a dialog,
 * and for ACK and CANCEL, which follow another request.
 */
export function originKey(request: SipRequest): string | undefined {
  if (request.method === "ACK" || request.method === "CANCEL") return undefined;
  if (tagOf(header(request, "To") ?? "") !== undefined) return undefined;
  const from = tagOf(header(request, "From") ?? "");
  // Without a From tag (RFC 2543) two copies cannot be told from two requests.
  if (from === undefined) return undefined;
  return `${from} ${cseqNumber(request)} ${request.method} ${header(request, "Call-ID")}`;
}

function cseqNumber(request: SipRequest): string {
  const cseq = parseCseq(header(request, "CSeq") ?? "");
  return cseq.ok ? String(cseq.value.number) : "";
}
