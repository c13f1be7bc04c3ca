import { fail, ok, type Result, toText } from "../base/mod.ts";
import type { Attribute, MediaSection, Origin, SessionDescription } from "./description.ts";

const MAX_BYTES = 65_536;
const MAX_LINES = 1_000;
const MAX_SECTIONS = 32;
const MAX_FORMATS = 128;

interface Part {
  connection?: string;
  readonly attributes: Attribute[];
}

interface SectionPart extends Part {
  readonly kind: string;
  readonly port: number;
  readonly protocol: string;
  readonly formats: readonly string[];
}

interface Draft extends Part {
  origin?: Origin;
  name: string;
  readonly media: SectionPart[];
}

function bad(line: string, expected: string): Result<never> {
  const shown = line.length > 80 ? `${line.slice(0, 80)}...` : line;
  return fail("bad-sdp", `Cannot read SDP line "${shown}": expected ${expected}`);
}

/**
 * Reads a session description (RFC 8866). Lines may end in CRLF, LF or CR; lines of unknown types are passed over, and
 * so are those that a call has no use for. Fault: `bad-sdp`.
 */
export function parseSdp(bytes: Uint8Array): Result<SessionDescription> {
  if (bytes.length > MAX_BYTES) {
    return fail("bad-sdp", `Cannot read SDP of "${bytes.length}" bytes: expected at most ${MAX_BYTES}`);
  }
  const text = toText(bytes);
  if (text.includes("\0")) return fail("bad-sdp", "Cannot read SDP: expected no NUL byte");
  const lines = text.split(/\r\n|\n|\r/, MAX_LINES + 1);
  if (lines.length > MAX_LINES) return fail("bad-sdp", `Cannot read SDP: expected at most ${MAX_LINES} lines`);
  return readLines(lines);
}

function readLines(lines: readonly string[]): Result<SessionDescription> {
  const draft: Draft = { name: "-", attributes: [], media: [] };
  let started = false;
  for (const raw of lines) {
    const line = raw.trimEnd();
    if (line === "") continue;
    if (!started) {
      if (line !== "v=0") return bad(line, '"v=0" first');
      started = true;
      continue;
    }
    const read = readLine(line, draft);
    if (!read.ok) return read;
  }
  if (!started) return fail("bad-sdp", 'Cannot read SDP: expected "v=0", found nothing');
  if (draft.origin === undefined) return fail("bad-sdp", 'Cannot read SDP: expected an "o=" line');
  return ok({ ...freezePart(draft), origin: draft.origin, name: draft.name, media: draft.media.map(toSection) });
}

function freezePart(part: Part): Pick<SessionDescription, "connection" | "attributes"> {
  return part.connection === undefined
    ? { attributes: part.attributes }
    : { connection: part.connection, attributes: part.attributes };
}

function toSection(part: SectionPart): MediaSection {
  return { kind: part.kind, port: part.port, protocol: part.protocol, formats: part.formats, ...freezePart(part) };
}

function readLine(line: string, draft: Draft): Result<void> {
  if (line[1] !== "=") return ok(undefined);
  const value = line.slice(2);
  const part: Part = draft.media.at(-1) ?? draft;
  switch (line[0]) {
    case "o":
      return readOrigin(line, value, draft);
    case "s":
      if (value.trim() !== "") draft.name = value;
      return ok(undefined);
    case "c":
      return readConnection(line, value, part);
    case "a":
      part.attributes.push(readAttribute(value));
      return ok(undefined);
    case "m":
      return readMedia(line, value, draft);
    default: // i, u, e, p, b, t, r, z, k and whatever comes later
      return ok(undefined);
  }
}

function words(value: string): string[] {
  return value.split(/[ \t]+/).filter((word) => word !== "");
}

function readOrigin(line: string, value: string, draft: Draft): Result<void> {
  if (draft.origin !== undefined) return ok(undefined);
  const found = words(value);
  // Some phones put their name, blanks and all, where the user name belongs: the last five are sure.
  const [id, version, , , host] = found.slice(-5);
  if (found.length < 5 || !/^\d+$/.test(id!) || !/^\d+$/.test(version!)) {
    return bad(line, "user, session id, version, network type, address type and address");
  }
  draft.origin = { user: found.slice(0, -5).join(" ") || "-", id: id!, version: version!, host: host! };
  return ok(undefined);
}

function readConnection(line: string, value: string, part: Part): Result<void> {
  const [network, family, address] = words(value);
  const known = network?.toUpperCase() === "IN" && /^IP[46]$/i.test(family ?? "");
  const host = address?.split("/", 1)[0]; // RFC 8866 §5.7 lets a multicast address carry "/ttl"
  if (!known || !host) return bad(line, '"IN IP4" or "IN IP6" and an address');
  part.connection ??= host; // several c= lines only make sense for multicast
  return ok(undefined);
}

function readAttribute(value: string): Attribute {
  const colon = value.indexOf(":");
  return colon < 0 ? { name: value.trim() } : { name: value.slice(0, colon), value: value.slice(colon + 1).trim() };
}

function readMedia(line: string, value: string, draft: Draft): Result<void> {
  if (draft.media.length >= MAX_SECTIONS) return bad(line, `at most ${MAX_SECTIONS} "m=" lines`);
  const [kind, ports, protocol, ...formats] = words(value);
  if (kind === undefined || ports === undefined || protocol === undefined || formats.length === 0) {
    return bad(line, "media, port, protocol and at least one format");
  }
  if (formats.length > MAX_FORMATS) return bad(line, `at most ${MAX_FORMATS} formats`);
  const port = /^\d{1,5}(?:\/\d{1,5})?$/.test(ports) ? Number(ports.split("/", 1)[0]) : NaN;
  if (!(port <= 65_535)) return bad(line, "a port from 0 to 65535");
  draft.media.push({ kind, port, protocol, formats, attributes: [] });
  return ok(undefined);
}
