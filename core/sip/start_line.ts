import { isToken } from "./scan.ts";

/** The first line of a message, or what is wrong with it. */
export type StartLine =
  | { readonly kind: "request"; readonly method: string; readonly uri: string; readonly fault?: StartFault }
  | { readonly kind: "response"; readonly status: number; readonly reason: string }
  | { readonly kind: "neither"; readonly why: string };

/** A request that can be answered, but not served. */
export interface StartFault {
  readonly status: 400 | 505;
  readonly code: string;
  readonly why: string;
}

const VERSION = /^SIP\/(\d+\.\d+)$/i;

/** Reads a Request-Line or a Status-Line (RFC 3261 §7.1, §7.2). */
export function readStartLine(line: string): StartLine {
  if (line.startsWith("SIP/2.0 ")) return readStatusLine(line);
  const first = line.indexOf(" ");
  const last = line.lastIndexOf(" ");
  const method = line.slice(0, Math.max(first, 0));
  if (first < last && isToken(method)) {
    const uri = line.slice(first + 1, last);
    const version = line.slice(last + 1);
    if (version === "SIP/2.0" && !/\s/.test(uri)) return { kind: "request", method, uri };
    const faulty = readFaulty(line, method);
    if (faulty !== undefined) return faulty;
  }
  if (/^SIP\/2\.0 /i.test(line)) return readStatusLine(line);
  return { kind: "neither", why: "expected a request or status line of SIP/2.0" };
}

/** §7.1 allows exactly two spaces; what has more of them is answered, what does not end in a SIP version is not SIP. */
function readFaulty(line: string, method: string): StartLine | undefined {
  const parts = line.trim().split(/\s+/);
  const version = VERSION.exec(parts.at(-1) ?? "")?.[1];
  if (version === undefined || parts.length < 3) return undefined;
  const uri = parts.slice(1, -1).join("");
  if (version !== "2.0") {
    const why = `expected SIP/2.0, got SIP/${version}`;
    return { kind: "request", method, uri, fault: { status: 505, code: "bad-version", why } };
  }
  if (line === `${method} ${uri} ${parts.at(-1)}`) return { kind: "request", method, uri };
  const why = "expected single spaces between method, URI and version, and none elsewhere";
  return { kind: "request", method, uri, fault: { status: 400, code: "bad-request-line", why } };
}

function readStatusLine(line: string): StartLine {
  const match = /^.{8}([1-6]\d\d)(?: (.*))?$/s.exec(line);
  if (match === null) return { kind: "neither", why: "expected a status from 100 to 699" };
  return { kind: "response", status: Number(match[1]), reason: match[2] ?? "" };
}
