import { type Fault, type Result, toText } from "../base/mod.ts";
import { cannotRead } from "./cannot_read.ts";
import { faultOf } from "./check.ts";
import { parseCount } from "./count.ts";
import { parseCseq } from "./cseq.ts";
import { findHeadEnd, NO_END, skipEmptyLines, UNREADABLE } from "./head.ts";
import { LIMITS } from "./limits.ts";
import type { Header, SipMessage, SipRequest } from "./message.ts";
import { lookUp } from "./names.ts";
import { salvage } from "./salvage.ts";
import { skipSpace, skipToken, trimSpace } from "./scan.ts";
import { splitList } from "./split.ts";
import { readStartLine, type StartLine } from "./start_line.ts";
import { parseUri } from "./uri.ts";

/** Why bytes are no message that the box can serve. */
export interface ParseFault extends Fault {
  /** What to answer: 400, 414, 505 or 513. Undefined: drop silently. */
  readonly status?: number;
  /** What could be read of the request, enough for `respondTo`: Via, From, To, Call-ID, CSeq. There with `status`. */
  readonly partial?: SipRequest;
}

/** Fields without which nothing can be done (RFC 3261 §8.1.1); Max-Forwards is not among them: RFC 2543 had none. */
const MANDATORY = ["To", "From", "Call-ID", "CSeq", "Via"] as const;

/**
 * Reads one whole message, as a datagram or a framer brought it. Never throws. The body and the text of the headers
 * are views of `bytes` and of the head, so the caller must not write into `bytes` again.
 */
export function parseMessage(bytes: Uint8Array): Result<SipMessage, ParseFault> {
  if (bytes.length <= KEEP_ALIVE_BYTES) return drop("keep-alive", "Cannot read message: it is a keep-alive");
  const from = skipEmptyLines(bytes, 0);
  const limit = Math.min(bytes.length, LIMITS.messageBytes);
  let end = findHeadEnd(bytes, from, limit);
  if (end === UNREADABLE) return drop("bad-line", "Cannot read message: a bare CR, LF or NUL stands in its head");
  const hasEnd = end !== NO_END;
  if (!hasEnd) end = limit;
  const text = toText(bytes.subarray(from, end));
  const firstEnd = lineEnd(text, 0);
  const start = readStartLine(text.slice(0, firstEnd));
  if (start.kind === "neither") return drop("not-sip", `Cannot read message: ${start.why}`);
  const head: Head = { headers: [], singles: [] };
  if (bytes.length > LIMITS.messageBytes) refuse(head, 513, "too-large", `Cannot take ${bytes.length} bytes`);
  checkStart(head, start);
  readFields(head, text, firstEnd + 2);
  if (!hasEnd) refuse(head, 400, "no-end", "Cannot read message: expected an empty line after the headers");
  checkMandatory(head, start);
  const body = hasEnd ? readBody(head, bytes, end + 4) : NO_BODY;
  if (head.fault !== undefined) return { ok: false, fault: settle(head.fault, start, head.headers) };
  const { headers } = head;
  return start.kind === "request"
    ? { ok: true, value: { kind: "request", method: start.method, uri: start.uri, headers, body } }
    : { ok: true, value: { kind: "response", status: start.status, reason: start.reason, headers, body } };
}

/** What phones behind a NAT send to keep it open: line ends, a NUL, or what their makers thought of. */
const KEEP_ALIVE_BYTES = 4;

const NO_BODY = new Uint8Array(0);

/** A head while it is read. The first fault counts; reading goes on, so that the request can be answered. */
interface Head {
  readonly headers: Header[];
  /** Names that were there and may not come again. */
  readonly singles: string[];
  fault?: Fault & { readonly status: number };
}

function refuse(head: Head, status: number, code: string, text: string): void {
  head.fault ??= { status, code, text };
}

function report(head: Head, fault: Fault): void {
  refuse(head, 400, fault.code, fault.text);
}

function drop(code: string, text: string): { readonly ok: false; readonly fault: ParseFault } {
  return { ok: false, fault: { code, text } };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\r\n", from);
  return end < 0 ? text.length : end;
}

/** §7.3.1: a line that starts with a space or tab goes on with the value before it. */
function isFolded(text: string, end: number): boolean {
  const code = text.charCodeAt(end + 2);
  return code === 32 || code === 9;
}

function checkStart(head: Head, start: StartLine): void {
  if (start.kind !== "request") return;
  const chars = start.uri.length;
  if (chars > LIMITS.lineChars) refuse(head, 414, "long-uri", `Cannot take a Request-URI of ${chars} characters`);
  if (start.fault !== undefined) {
    refuse(head, start.fault.status, start.fault.code, `Cannot read request line: ${start.fault.why}`);
    return;
  }
  const uri = parseUri(start.uri);
  if (!uri.ok) report(head, uri.fault);
  // §19.1.1, table 1: a Request-URI has no headers.
  else if (uri.value.headers.size > 0) {
    refuse(head, 400, "bad-uri", `Cannot read a Request-URI with "?": it has no headers`);
  }
}

function readFields(head: Head, text: string, from: number): void {
  let at = from;
  while (at < text.length) {
    const nameTo = skipToken(text, at);
    const colon = skipSpace(text, nameTo);
    let end = lineEnd(text, at);
    const hasName = nameTo > at && text.charCodeAt(colon) === 58;
    let value = hasName ? trimSpace(text.slice(colon + 1, end)) : "";
    if (isFolded(text, end)) {
      const pieces = [value];
      while (isFolded(text, end)) {
        const next = lineEnd(text, end + 2);
        pieces.push(trimSpace(text.slice(end + 2, next)));
        end = next;
      }
      value = pieces.filter((piece) => piece !== "").join(" ");
    }
    const name = text.slice(at, nameTo);
    if (!hasName) {
      report(head, cannotRead("bad-header", "header line", text.slice(at, end), 'expected a name and ":"').fault);
    } else if (value.length > LIMITS.lineChars) {
      report(head, cannotRead("long-header", "header", name, `expected at most ${LIMITS.lineChars} characters`).fault);
    } else addField(head, name, value);
    if (head.headers.length > LIMITS.fields) {
      head.headers.length = LIMITS.fields;
      refuse(head, 400, "many-headers", `Cannot take more than ${LIMITS.fields} header fields`);
      return;
    }
    at = end + 2;
  }
}

function addField(head: Head, spelled: string, value: string): void {
  const known = lookUp(spelled);
  if (known === undefined) {
    head.headers.push({ name: spelled, value });
    return;
  }
  const { name } = known;
  if (known.isSingle) {
    if (head.singles.includes(name)) refuse(head, 400, "repeated-header", `Cannot read a second ${name}: expected one`);
    else head.singles.push(name);
  }
  if (!known.isList) {
    addElement(head, name, value);
    return;
  }
  for (const element of splitList(value)) addElement(head, name, element);
}

function addElement(head: Head, name: string, value: string): void {
  const fault = faultOf(name, value);
  if (fault !== undefined) report(head, fault);
  head.headers.push({ name, value });
}

function checkMandatory(head: Head, start: StartLine): void {
  for (const name of MANDATORY) {
    const field = head.headers.find((each) => each.name === name);
    if (field === undefined) {
      refuse(head, 400, "no-header", `Cannot read message: expected a ${name}`);
    } else if (name === "CSeq" && start.kind === "request") {
      const cseq = parseCseq(field.value);
      if (cseq.ok && cseq.value.method !== start.method) {
        report(head, cannotRead("bad-cseq", "CSeq", field.value, "expected the method of the request").fault);
      }
    }
  }
}

function readBody(head: Head, bytes: Uint8Array, from: number): Uint8Array {
  const said = head.headers.find((field) => field.name === "Content-Length");
  const length = said === undefined ? undefined : parseCount(said.value);
  // §18.3: a datagram without one ends where it ends.
  if (length === undefined || !length.ok) return bytes.subarray(from);
  if (from + length.value > LIMITS.messageBytes) {
    refuse(head, 513, "too-large", `Cannot take a body of ${length.value} bytes`);
  } else if (from + length.value > bytes.length) {
    refuse(head, 400, "short-body", `Cannot read body: expected ${length.value} bytes, got ${bytes.length - from}`);
  }
  return bytes.subarray(from, from + length.value);
}

/** What to do about the fault: answer where there is a Via to answer to, but never an ACK (§17.1.1.3) or a response. */
function settle(fault: Fault & { readonly status: number }, start: StartLine, headers: readonly Header[]): ParseFault {
  const { code, text, status } = fault;
  const partial = start.kind === "request" && start.method !== "ACK"
    ? salvage(start.method, start.uri, headers)
    : undefined;
  return partial === undefined ? { code, text } : { code, text, status, partial };
}
