import { ok, type Result } from "../base/mod.ts";
import { readAuthParameters } from "./auth_parameters.ts";
import { cannotRead } from "./cannot_read.ts";
import { quote } from "./quoted.ts";
import { isToken } from "./scan.ts";

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

/** Reads Digest credentials. Faults `unknown-scheme`, `bad-credentials`. */
export function parseCredentials(text: string): Result<Credentials> {
  const read = readAuthParameters(text, "bad-credentials");
  if (!read.ok) return read;
  const get = (name: string): string | undefined => read.value.get(name);
  const [username, realm, nonce, uri] = [get("username"), get("realm"), get("nonce"), get("uri")];
  const [response, algorithm, opaque, qop] = [get("response"), get("algorithm"), get("opaque"), get("qop")];
  const [nc, cnonce] = [get("nc"), get("cnonce")];
  if (
    username === undefined || realm === undefined || nonce === undefined || uri === undefined || response === undefined
  ) return refuse(username, "expected username, realm, nonce, uri, response");
  if (!(algorithm === undefined || isToken(algorithm)) || !(qop === undefined || isToken(qop))) {
    return refuse(username, "expected tokens as algorithm and qop");
  }
  if (!(nc === undefined || /^[0-9a-f]{8}$/i.test(nc))) return refuse(username, "expected eight digits of nc");
  // §3.4: a qop brings a count and a nonce of the client's.
  if (qop !== undefined && (nc === undefined || cnonce === undefined)) {
    return refuse(username, "expected nc and cnonce");
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

/** Names the user alone: the rest has no place in a log. */
function refuse(username: string | undefined, why: string): ReturnType<typeof cannotRead> {
  return cannotRead("bad-credentials", "credentials of", username ?? "", why);
}
