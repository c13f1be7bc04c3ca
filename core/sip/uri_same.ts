import type { SipUri } from "./uri.ts";

/** RFC 3261 §19.1.4: one of these in only one of the two URIs makes them differ, even with the default value. */
const DECISIVE = ["user", "ttl", "method", "maddr", "transport"];

/** Whether two URIs name the same resource (RFC 3261 §19.1.4; `tel:` by RFC 3966 §5). */
export function sameUri(a: SipUri, b: SipUri): boolean {
  if (a.scheme !== b.scheme || a.opaque !== b.opaque || a.host !== b.host || a.port !== b.port) return false;
  if (userOf(a) !== userOf(b) || a.password !== b.password) return false;
  for (const [name, value] of a.parameters) {
    if (b.parameters.has(name) && fold(b.parameters.get(name)) !== fold(value)) return false;
  }
  for (const name of DECISIVE) if (a.parameters.has(name) !== b.parameters.has(name)) return false;
  if (a.headers.size !== b.headers.size) return false;
  for (const [name, value] of a.headers) if (b.headers.get(name) !== value) return false;
  return true;
}

function userOf(uri: SipUri): string | undefined {
  return uri.scheme === "tel" ? uri.user?.replace(/[-.()]/g, "").toLowerCase() : uri.user;
}

function fold(value: string | undefined): string | undefined {
  return value?.toLowerCase();
}
