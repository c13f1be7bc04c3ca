import type { Header, SipRequest } from "./message.ts";
import { findParameter } from "./parameters.ts";
import { isToken } from "./scan.ts";
import { parseVia } from "./via.ts";

const NEEDED = new Set(["Via", "From", "To", "Call-ID", "CSeq"]);

/** What a response to a broken request is made of (RFC 3261 §8.2.6); undefined when its top Via leads nowhere. */
export function salvage(method: string, uri: string, headers: readonly Header[]): SipRequest | undefined {
  const kept: Header[] = [];
  const seen = new Set<string>();
  for (const field of headers) {
    if (!NEEDED.has(field.name)) continue;
    const isFirst = !seen.has(field.name);
    seen.add(field.name);
    if (field.name !== "Via") {
      if (isFirst) kept.push(field);
      continue;
    }
    const value = salvageVia(field.value);
    if (value !== undefined) kept.push({ name: "Via", value });
    else if (isFirst) return undefined;
  }
  return seen.has("Via") ? { kind: "request", method, uri, headers: kept, body: new Uint8Array(0) } : undefined;
}

/** The Via as it stands, or, where its parameters are broken, its sent-by and branch. */
function salvageVia(value: string): string | undefined {
  if (parseVia(value).ok) return value;
  const semicolon = value.indexOf(";");
  if (semicolon < 0) return undefined;
  const bare = value.slice(0, semicolon);
  if (!parseVia(bare).ok) return undefined;
  const branch = findParameter(value, semicolon, "branch");
  return branch !== undefined && isToken(branch) ? `${bare};branch=${branch}` : bare;
}
