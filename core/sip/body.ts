import { LIMITS } from "./limits.ts";
import { header, type SipMessage } from "./message.ts";
import { canonicalName } from "./names.ts";
import { parseParametersAt } from "./parameters.ts";
import { skipSpace, trimSpace } from "./scan.ts";

/**
 * The body of a media type (`application/sdp`), or the first part of that type in a multipart body (RFC 5621 §4):
 * a view of the message's bytes. Parts that are encoded (base64, quoted-printable) are not decoded; SIP is 8-bit clean.
 */
export function bodyOfType(message: SipMessage, type: string): Uint8Array | undefined {
  const contentType = header(message, "Content-Type");
  if (contentType === undefined || message.body.length === 0) return undefined;
  return find(contentType, message.body, type.toLowerCase(), 0);
}

function find(contentType: string, body: Uint8Array, wanted: string, depth: number): Uint8Array | undefined {
  const semicolon = contentType.indexOf(";");
  const type = trimSpace(semicolon < 0 ? contentType : contentType.slice(0, semicolon)).toLowerCase();
  if (type === wanted) return body;
  if (!type.startsWith("multipart/") || depth === LIMITS.nesting) return undefined;
  const parameters = parseParametersAt(contentType, semicolon < 0 ? contentType.length : semicolon);
  const boundary = parameters.ok ? parameters.value.get("boundary") : undefined;
  // RFC 2046 §5.1.1: 1 to 70 characters.
  if (boundary === undefined || boundary === "" || boundary.length > 70) return undefined;
  for (const part of split(body, boundary)) {
    const found = find(part.type, part.body, wanted, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Part {
  readonly type: string;
  readonly body: Uint8Array;
}

/** RFC 2046 §5.1.1: every part stands between two lines of `--boundary`; the line end before a delimiter belongs to it. */
function* split(body: Uint8Array, boundary: string): Generator<Part> {
  // One character a byte, and a line end in front, so that the first delimiter looks like the others.
  const text = `\r\n${toLatin1(body)}`;
  const delimiter = `\r\n--${boundary}`;
  let from: number | undefined;
  let at = text.indexOf(delimiter);
  for (let count = 0; at >= 0 && count <= LIMITS.parts;) {
    const next = at + delimiter.length;
    const lineEnd = skipSpace(text, next);
    const isLast = text.startsWith("--", next);
    if (!isLast && !text.startsWith("\r\n", lineEnd)) {
      // Another, longer boundary that starts like ours.
      at = text.indexOf(delimiter, next);
      continue;
    }
    if (from !== undefined) yield readPart(text.slice(from, at), body.subarray(from - 2, Math.max(from, at) - 2));
    if (isLast) return;
    from = lineEnd + 2;
    at = text.indexOf(delimiter, lineEnd);
    count++;
  }
}

/** A part's own head and body; the head may be empty (RFC 2046 §5.1). */
function readPart(text: string, bytes: Uint8Array): Part {
  const isBare = text.startsWith("\r\n");
  const headTo = isBare ? 0 : text.indexOf("\r\n\r\n");
  if (headTo < 0) return { type: DEFAULT_TYPE, body: bytes.subarray(bytes.length) };
  let type = DEFAULT_TYPE;
  for (const line of text.slice(0, headTo).replace(/\r\n[ \t]+/g, " ").split("\r\n")) {
    const colon = Math.max(line.indexOf(":"), 0);
    if (canonicalName(trimSpace(line.slice(0, colon))) === "Content-Type") type = trimSpace(line.slice(colon + 1));
  }
  return { type, body: bytes.subarray(headTo + (isBare ? 2 : 4)) };
}

/** RFC 2046 §5.1: what a part is that does not say. */
const DEFAULT_TYPE = "text/plain";

function toLatin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}
