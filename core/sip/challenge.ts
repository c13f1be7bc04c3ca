import { fail, ok, type Result } from "../base/mod.ts";
import { cannotRead } from "./cannot_read.ts";
import { quote, unquote } from "./quoted.ts";
import { LIMITS } from "./limits.ts";
import { skipQuoted, skipSpace, skipToken } from "./scan.ts";

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

/** `Authorization` and `Proxy-Authorization` (RFC 7616 §3.4). */
export interface Credentials {
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  /** Lower-case hexadecimal. */
  readonly response: string;
  /** Upper case. Absent means MD5. */
  readonly algorithm?: string;
  readonly opaque?: string;
  /** Lower case; where it is there, so are `nc` and `cnonce`. */
  readonly qop?: string;
  /** Eight hexadecimal digits, as on the wire: they are hashed as text. */
  readonly nc?: string;
  readonly cnonce?: string;
}

/** Reads a Digest challenge. Faults `unknown-scheme`, `bad-challenge`. */
export function parseChallenge(text: string): Result<Challenge> {
  const read = readParameters(text, "bad-challenge");
  if (!read.ok) return read;
  const get = (name: string): string | undefined => read.value.get(name);
  const [realm, nonce, algorithm, qop] = [get("realm"), get("nonce"), get("algorithm"), get("qop")];
  const [opaque, domain, stale] = [get("opaque"), get("domain"), get("stale")];
  if (realm === undefined || nonce === undefined) {
    return cannotRead("bad-challenge", "challenge", text, "expected realm and nonce");
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

/** Reads Digest credentials. Faults `unknown-scheme`, `bad-credentials`. */
export function parseCredentials(text: string): Result<Credentials> {
  const read = readParameters(text, "bad-credentials");
  if (!read.ok) return read;
  const get = (name: string): string | undefined => read.value.get(name);
  const [username, realm, nonce, uri] = [get("username"), get("realm"), get("nonce"), get("uri")];
  const [response, algorithm, opaque, qop] = [get("response"), get("algorithm"), get("opaque"), get("qop")];
  const [nc, cnonce] = [get("nc"), get("cnonce")];
  if (
    username === undefined || realm === undefined || nonce === undefined || uri === undefined || response === undefined
  ) {
    return cannotRead(
      "bad-credentials",
      "credentials of",
      username ?? "nobody",
      "expected username, realm, nonce, uri, response",
    );
  }
  // §3.4: a qop brings a count and a nonce of the client's.
  if (qop !== undefined && (cnonce === undefined || nc === undefined || !/^[0-9a-f]{8}$/i.test(nc))) {
    return cannotRead(
      "bad-credentials",
      "credentials of",
      username ?? "nobody",
      "expected cnonce and eight digits of nc",
    );
  }
  return ok({
    username,
    realm,
    nonce,
    uri,
    response: response.toLowerCase(),
    ...(algorithm === undefined ? {} : { algorithm: algorithm.toUpperCase() }),
    ...(opaque === undefined ? {} : { opaque }),
    ...(qop === undefined ? {} : { qop: qop.toLowerCase() }),
    ...(nc === undefined ? {} : { nc }),
    ...(cnonce === undefined ? {} : { cnonce }),
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

/** The credentials as a header value. */
export function formatCredentials(credentials: Credentials): string {
  const { username, realm, nonce, uri, response, algorithm, opaque, qop, nc, cnonce } = credentials;
  let text = `Digest username=${quote(username)}, realm=${quote(realm)}, nonce=${quote(nonce)}, uri=${quote(uri)}` +
    `, response=${quote(response)}`;
  if (algorithm !== undefined) text += `, algorithm=${algorithm}`;
  if (cnonce !== undefined) text += `, cnonce=${quote(cnonce)}`;
  if (opaque !== undefined) text += `, opaque=${quote(opaque)}`;
  // §3.4: neither of these two is quoted here.
  if (qop !== undefined) text += `, qop=${qop}`;
  return nc === undefined ? text : `${text}, nc=${nc}`;
}

/** `Digest name=value, name="value"`: names in lower case, each at most once. */
function readParameters(text: string, code: string): Result<ReadonlyMap<string, string>> {
  const schemeTo = skipToken(text, 0);
  const scheme = text.slice(0, schemeTo);
  if (scheme.toLowerCase() !== "digest") {
    return fail("unknown-scheme", `Cannot authenticate by "${scheme}": expected Digest`);
  }
  const refused = cannotRead(code, "authentication by", scheme, 'expected a list of name="value"');
  const parameters = new Map<string, string>();
  for (let at = skipSpace(text, schemeTo); at < text.length;) {
    const nameTo = skipToken(text, at);
    const name = text.slice(at, nameTo).toLowerCase();
    const equals = skipSpace(text, nameTo);
    if (nameTo === at || text.charCodeAt(equals) !== 61 || parameters.has(name)) return refused;
    const from = skipSpace(text, equals + 1);
    const isQuoted = text.charCodeAt(from) === 34;
    const to = isQuoted ? skipQuoted(text, from) : skipPlain(text, from);
    if (to <= from || parameters.size === LIMITS.parameters) return refused;
    parameters.set(name, isQuoted ? unquote(text, from, to) : text.slice(from, to));
    at = skipSpace(text, to);
    if (at < text.length && text.charCodeAt(at) !== 44) return refused;
    at = skipSpace(text, at + 1);
  }
  return ok(parameters);
}

/** A token by the RFC; phones are known that leave the quotes off a uri or a nonce, which ends at a comma all the same. */
function skipPlain(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) > 32 && text.charCodeAt(at) !== 44 && text.charCodeAt(at) !== 34) at++;
  return at;
}
