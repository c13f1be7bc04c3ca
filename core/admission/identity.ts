import { header, parseNameAddr, parseUri, type SipRequest, type SipUri } from "../sip/mod.ts";

/**
 * Whether an authenticated sender may say he is who he says: To names whose contacts a REGISTER changes (RFC 3261 §10.2),
 * From names everybody else. A caller may hide (RFC 3323 §4.1); we know him by his credentials.
 */
export function mayCallHimself(request: SipRequest, number: string): boolean {
  const isRegister = request.method === "REGISTER";
  const said = parseNameAddr(header(request, isRegister ? "To" : "From") ?? "");
  const uri = said.ok ? parseUri(said.value.uri) : said;
  if (!uri.ok) return false;
  return uri.value.user === number || !isRegister && isAnonymous(uri.value);
}

function isAnonymous(uri: SipUri): boolean {
  return uri.host === "anonymous.invalid" || uri.host.endsWith(".anonymous.invalid");
}

/**
 * Whether the `uri` of the credentials means the request. RFC 7616 §3.4.6 wants them equivalent; phones leave out or add
 * port, parameters and even the user, and write another name of the same box. So only another user is another request;
 * that credentials are not used twice is the count's affair.
 */
export function isForRequest(digestUri: string, request: SipRequest): boolean {
  if (digestUri === request.uri) return true;
  const [signed, asked] = [parseUri(digestUri), parseUri(request.uri)];
  if (!signed.ok || !asked.ok) return false;
  return signed.value.user === undefined || signed.value.user === asked.value.user;
}
