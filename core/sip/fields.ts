import { ok, type Result } from "../base/mod.ts";
import { cannotRead } from "./cannot_read.ts";
import { parseParametersAt } from "./parameters.ts";
import { quote } from "./quoted.ts";
import { isToken, readNumber, skipSpace, skipToken, trimSpace } from "./scan.ts";

/** RFC 3261 §8.1.1.5: a CSeq number must be less than 2^31. */
const MOST_CSEQ = 0x7fff_ffff;
const MOST_COUNT = 0xffff_ffff;

/** `4711 INVITE` (RFC 3261 §20.16). Fault `bad-cseq`. */
export function parseCseq(text: string): Result<{ readonly number: number; readonly method: string }> {
  const numberTo = skipToken(text, 0);
  const number = readNumber(text, 0, numberTo, MOST_CSEQ);
  const method = text.slice(skipSpace(text, numberTo));
  if (number >= 0 && isToken(method)) return ok({ number, method });
  return cannotRead("bad-cseq", "CSeq", text, "expected a number below 2^31 and a method");
}

/** What a PRACK acknowledges (RFC 3262 §7.2). */
export interface Rack {
  /** The RSeq of the provisional response. */
  readonly rseq: number;
  /** The CSeq of the request it answered. */
  readonly cseq: number;
  readonly method: string;
}

/** `776656 1 INVITE`. Fault `bad-rack`. */
export function parseRack(text: string): Result<Rack> {
  const rseqTo = skipToken(text, 0);
  const rseq = readNumber(text, 0, rseqTo, MOST_COUNT);
  const cseq = parseCseq(text.slice(skipSpace(text, rseqTo)));
  if (rseq < 1 || !cseq.ok) return cannotRead("bad-rack", "RAck", text, "expected RSeq, CSeq number, method");
  return ok({ rseq, cseq: cseq.value.number, method: cseq.value.method });
}

/** A whole number from 0 to 2^32 - 1: Expires, Min-SE, Max-Forwards, RSeq, Content-Length. Fault `bad-count`. */
export function parseCount(text: string): Result<number> {
  const plain = trimSpace(text);
  const count = readNumber(plain, 0, plain.length, MOST_COUNT);
  return count < 0 ? cannotRead("bad-count", "number", text, `expected 0 to ${MOST_COUNT}`) : ok(count);
}

/** The dialog that an INVITE is to replace, as its target sees it (RFC 3891 §6.1). */
export interface Replaces {
  readonly callId: string;
  readonly toTag: string;
  readonly fromTag: string;
  readonly earlyOnly: boolean;
}

/** `98732@sip.example.com;from-tag=r33th4x0r;to-tag=ff87ff`. Fault `bad-replaces`. */
export function parseReplaces(text: string): Result<Replaces> {
  const semicolon = text.indexOf(";");
  const callId = trimSpace(text.slice(0, Math.max(semicolon, 0)));
  const parameters = parseParametersAt(text, Math.max(semicolon, 0));
  const toTag = parameters.ok ? parameters.value.get("to-tag") : undefined;
  const fromTag = parameters.ok ? parameters.value.get("from-tag") : undefined;
  if (!parameters.ok || callId === "" || /\s/.test(callId) || toTag === undefined || fromTag === undefined) {
    return cannotRead("bad-replaces", "Replaces", text, "expected a Call-ID, to-tag and from-tag");
  }
  return ok({ callId, toTag, fromTag, earlyOnly: parameters.value.has("early-only") });
}

/** How long a session may live without a refresh, and who refreshes (RFC 4028 §4). */
export interface SessionExpires {
  readonly seconds: number;
  readonly refresher?: "uac" | "uas";
}

/** `1800;refresher=uac`. Fault `bad-session-expires`. */
export function parseSessionExpires(text: string): Result<SessionExpires> {
  const secondsTo = skipToken(text, 0);
  const seconds = readNumber(text, 0, secondsTo, MOST_COUNT);
  const parameters = parseParametersAt(text, secondsTo);
  const refresher = parameters.ok ? parameters.value.get("refresher")?.toLowerCase() : undefined;
  if (seconds < 0 || !parameters.ok || !(refresher === undefined || refresher === "uac" || refresher === "uas")) {
    return cannotRead("bad-session-expires", "Session-Expires", text, "expected seconds and a refresher");
  }
  return ok(refresher === undefined ? { seconds } : { seconds, refresher });
}

/** Why a request was sent (RFC 3326): protocol `SIP` with a status, or `Q.850` with a cause. */
export interface Reason {
  readonly protocol: string;
  readonly cause?: number;
  readonly text?: string;
}

/** `SIP;cause=200;text="Call completed elsewhere"`. */
export function formatReason(reason: Reason): string {
  const cause = reason.cause === undefined ? "" : `;cause=${reason.cause}`;
  return reason.protocol + cause + (reason.text === undefined ? "" : `;text=${quote(reason.text)}`);
}

/** One Reason value. Fault `bad-reason`. */
export function parseReason(text: string): Result<Reason> {
  const protocolTo = skipToken(text, 0);
  const parameters = parseParametersAt(text, protocolTo);
  const said = parameters.ok ? parameters.value.get("cause") : undefined;
  const cause = said === undefined ? undefined : readNumber(said, 0, said.length, 999);
  if (protocolTo === 0 || !parameters.ok || cause === -1) {
    return cannotRead("bad-reason", "Reason", text, "expected a protocol and a cause");
  }
  const phrase = parameters.value.get("text");
  return ok({
    protocol: text.slice(0, protocolTo),
    ...(cause === undefined ? {} : { cause }),
    ...(phrase === undefined ? {} : { text: phrase }),
  });
}
