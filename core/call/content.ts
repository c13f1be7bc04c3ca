import { bodyOfType, type Header, header, headers, type SipRequest } from "../sip/mod.ts";

/** A status that refuses a request for what it carries or wants back. */
export interface ContentRefusal {
  readonly status: 406 | 415;
  readonly headers: readonly Header[];
}

const SDP = "application/sdp";
const ACCEPT: Header = { name: "Accept", value: SDP };

/**
 * What is wrong with the body of an INVITE or UPDATE, or with what its sender would take back (RFC 3261 §8.2.3, §20.1):
 * only a plain description can be understood, and only one can be answered with.
 */
export function contentRefusal(request: SipRequest): ContentRefusal | undefined {
  const accepts = headers(request, "Accept").flatMap((value) => value.split(","));
  if (accepts.length > 0 && !accepts.some(takesSdp)) return { status: 406, headers: [ACCEPT] };
  if (request.body.length === 0) return undefined;
  const encoding = header(request, "Content-Encoding")?.toLowerCase() ?? "identity";
  if (encoding !== "identity") return { status: 415, headers: [{ name: "Accept-Encoding", value: "identity" }] };
  if (bodyOfType(request, SDP) !== undefined) return undefined;
  // RFC 3204 §4: a body that says so may be left unread.
  const isOptional = /;\s*handling\s*=\s*"?optional/i.test(header(request, "Content-Disposition") ?? "");
  return isOptional ? undefined : { status: 415, headers: [ACCEPT] };
}

function takesSdp(range: string): boolean {
  const type = range.split(";", 1)[0]!.trim().toLowerCase();
  return type === SDP || type === "application/*" || type === "*/*";
}
