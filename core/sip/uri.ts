import { ok, type Result, toText } from "../base/mod.ts";
import { cannotRead } from "./cannot_read.ts";
import { LIMITS } from "./limits.ts";
import { canonicalName } from "./names.ts";
import { NO_PARAMETERS, type Parameters } from "./parameters.ts";
import { plainHost, readNumber, skipHost } from "./scan.ts";

/** A URI as SIP uses it (RFC 3261 §19.1), taken apart and unescaped. */
export interface SipUri {
  /** Lower case: `sip`, `sips`, `tel`, `urn` ... */
  readonly scheme: string;
  /** Unescaped. The number of a `tel:` URI (RFC 3966). */
  readonly user?: string;
  readonly password?: string;
  /** Lower case, IPv6 without brackets; empty where the scheme has none. */
  readonly host: string;
  readonly port?: number;
  /** Lower-case names, unescaped values; undefined where there is no `=`. */
  readonly parameters: Parameters;
  /** `?Replaces=...`: canonical names, unescaped values. */
  readonly headers: ReadonlyMap<string, string>;
  /** Everything after the scheme, where it is none of `sip`, `sips` and `tel`. */
  readonly opaque?: string;
}

const NO_HEADERS: ReadonlyMap<string, string> = new Map();

/** Reads any URI; only `sip:`, `sips:` and `tel:` are taken apart. Fault `bad-uri`. */
export function parseUri(text: string): Result<SipUri> {
  const colon = schemeEnd(text);
  if (colon < 0) return refuse(text, "expected a scheme");
  if (!isClean(text, colon + 1)) return refuse(text, "expected no spaces, quotes or angle brackets, and whole escapes");
  const scheme = text.slice(0, colon).toLowerCase();
  if (scheme === "sip" || scheme === "sips") return parseSip(text, scheme, colon + 1);
  if (scheme === "tel") return parseTel(text, colon + 1);
  if (colon + 1 === text.length) return refuse(text, "expected something after the scheme");
  return ok({ scheme, host: "", parameters: NO_PARAMETERS, headers: NO_HEADERS, opaque: text.slice(colon + 1) });
}

function parseSip(text: string, scheme: string, from: number): Result<SipUri> {
  // "@" is escaped everywhere but here, so the first one ends the user even where that holds ";", "?" and "/".
  const separator = text.indexOf("@", from);
  const hostFrom = separator < 0 ? from : separator + 1;
  const hostTo = skipHost(text, hostFrom);
  if (hostTo < 0) return refuse(text, "expected a host");
  let at = hostTo;
  let port: number | undefined;
  if (text.charCodeAt(at) === 58) {
    const portFrom = ++at;
    while (at < text.length && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++;
    port = readNumber(text, portFrom, at, 65535);
    if (port < 0) return refuse(text, "expected a port up to 65535");
  }
  const question = text.indexOf("?", at);
  const parametersTo = question < 0 ? text.length : question;
  const parameters = readParameters(text, at, parametersTo);
  if (parameters === undefined) return refuse(text, "expected well-formed parameters");
  const headers = question < 0 ? NO_HEADERS : readHeaders(text.slice(question + 1));
  if (headers === undefined) return refuse(text, "expected well-formed headers");
  const uri: Draft<SipUri> = { scheme, host: plainHost(text.slice(hostFrom, hostTo)), parameters, headers };
  if (port !== undefined) uri.port = port;
  if (separator >= 0) {
    const secret = text.indexOf(":", from);
    const hasPassword = secret >= 0 && secret < separator;
    const userTo = hasPassword ? secret : separator;
    if (userTo === from) return refuse(text, "expected a user before the @");
    uri.user = unescape(text.slice(from, userTo));
    if (hasPassword) uri.password = unescape(text.slice(secret + 1, separator));
  }
  return ok(uri);
}

function parseTel(text: string, from: number): Result<SipUri> {
  const semicolon = text.indexOf(";", from);
  const end = semicolon < 0 ? text.length : semicolon;
  const user = text.slice(from, end);
  if (!/^\+?[0-9A-Fa-f*#.()-]+$/.test(user)) return refuse(text, "expected a telephone number");
  const parameters = readParameters(text, end, text.length);
  if (parameters === undefined) return refuse(text, "expected well-formed parameters");
  return ok({ scheme: "tel", user, host: "", parameters, headers: NO_HEADERS });
}

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** The position of the colon after the scheme; -1 when the text does not start with one (RFC 3986 §3.1). */
function schemeEnd(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 58) return at > 0 ? at : -1;
    const isLetter = (code | 32) >= 97 && (code | 32) <= 122;
    const isOther = code >= 48 && code <= 57 || code === 43 || code === 45 || code === 46;
    if (!isLetter && !(isOther && at > 0)) return -1;
  }
  return -1;
}

/** Non-ASCII letters should be escaped but often are not: they are let through. */
function isClean(text: string, from: number): boolean {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 34 || code === 60 || code === 62 || code === 127) return false;
    if (code === 37 && !(isHex(text.charCodeAt(at + 1)) && isHex(text.charCodeAt(at + 2)))) return false;
  }
  return true;
}

function isHex(code: number): boolean {
  return code >= 48 && code <= 57 || (code | 32) >= 97 && (code | 32) <= 102;
}

function readParameters(text: string, from: number, to: number): Parameters | undefined {
  if (from === to) return NO_PARAMETERS;
  if (text.charCodeAt(from) !== 59) return undefined;
  const parameters = new Map<string, string | undefined>();
  for (let at = from; at < to;) {
    let end = text.indexOf(";", at + 1);
    if (end < 0 || end > to) end = to;
    const equals = text.indexOf("=", at + 1);
    const hasValue = equals >= 0 && equals < end;
    const name = unescape(text.slice(at + 1, hasValue ? equals : end)).toLowerCase();
    if (name === "" || parameters.size === LIMITS.parameters) return undefined;
    if (!parameters.has(name)) parameters.set(name, hasValue ? unescape(text.slice(equals + 1, end)) : undefined);
    at = end;
  }
  return parameters;
}

function readHeaders(text: string): ReadonlyMap<string, string> | undefined {
  const headers = new Map<string, string>();
  for (const pair of text.split("&", LIMITS.parameters + 1)) {
    const equals = pair.indexOf("=");
    if (equals < 1 || headers.size === LIMITS.parameters) return undefined;
    headers.set(canonicalName(unescape(pair.slice(0, equals))), unescape(pair.slice(equals + 1)));
  }
  return headers;
}

/** Escapes are known to be whole here. What they spell is UTF-8; where it is not, U+FFFD stands in. */
function unescape(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    // A stranger's bytes that are no UTF-8: read run by run, which cannot fail.
    return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => toText(bytesOf(run)));
  }
}

function bytesOf(run: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(run.slice(1).split("%"), (hex) => parseInt(hex, 16));
}

function refuse(text: string, why: string): ReturnType<typeof cannotRead> {
  return cannotRead("bad-uri", "URI", text, why);
}
