import { ok, type Result } from "../base/mod.ts";
import { readAuthParameters } from "./auth_parameters.ts";
import { cannotRead } from "./cannot_read.ts";
import { quote } from "./quoted.ts";
import { isToken } from "./scan.ts";

/** `WWW-Authenticate` and `Proxy-Authenticate` (RFC 7616 §3.3). */
export interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  /** Upper case: `SHA-256`, `MD5`; a stranger may ask for others. Absent means MD5. */
  readonly algorithm?: string;
  /** Lower case: `auth`, `auth-int`. Absent or empty means RFC 2069. */
  readonly qop?: readonly string[];
  readonly opaque?: string;
  readonly domain?: string;
  /** The nonce was too old, the secret was right. */
  readonly stale?: boolean;
}

/** Reads a Digest challenge. Faults `unknown-scheme`, `bad-challenge`. */
export function parseChallenge(text: string): Result<Challenge> {
  const read = readAuthParameters(text, "bad-challenge");
  if (!read.ok) return read;
  const get = (name: string): string | undefined => read.value.get(name);
  const [realm, nonce, algorithm, qop] = [get("realm"), get("nonce"), get("algorithm"), get("qop")];
  const [opaque, domain, stale] = [get("opaque"), get("domain"), get("stale")];
  if (realm === undefined || nonce === undefined || !(algorithm === undefined || isToken(algorithm))) {
    return cannotRead("bad-challenge", "challenge", text, "expected realm, nonce, and a token as algorithm");
  }
  return ok({
    realm,
    nonce,
    ...(algorithm === undefined ? {} : { algorithm: algorithm.toUpperCase() }),
    ...(qop === undefined ? {} : { qop: qop.toLowerCase().split(",").map((each) => each.trim()).filter(Boolean) }),
    ...(opaque === undefined ? {} : { opaque }),
    ...(domain === undefined ? {} : { domain }),
    ...(stale === undefined ? {} : { stale: stale.toLowerCase() === "true" }),
  });
}

/** The challenge as a header value. */
export function formatChallenge(challenge: Challenge): string {
  const { realm, nonce, algorithm, qop, opaque, domain, stale } = challenge;
  let text = `Digest realm=${quote(realm)}, nonce=${quote(nonce)}`;
  if (domain !== undefined) text += `, domain=${quote(domain)}`;
  if (opaque !== undefined) text += `, opaque=${quote(opaque)}`;
  if (stale !== undefined) text += `, stale=${stale}`;
  if (algorithm !== undefined) text += `, algorithm=${algorithm}`;
  return qop === undefined ? text : `${text}, qop=${quote(qop.join(","))}`;
}
