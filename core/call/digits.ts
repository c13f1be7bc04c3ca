import { requestIn } from "../dialog/mod.ts";
import { toBytes, toText } from "../base/mod.ts";
import { header, type SipRequest } from "../sip/mod.ts";
import type { Exchange } from "./exchange.ts";
import { isEvent } from "./negotiate.ts";
import { reply } from "./reply.ts";
import type { Session } from "./session.ts";

const USUAL_MS = 160;

/** A digit by SIP INFO (RFC 6086; `application/dtmf-relay`, `application/dtmf`): to the script, and on to the mate. */
export function takeDigit(exchange: Exchange, session: Session, key: string, request: SipRequest): void {
  const type = (header(request, "Content-Type") ?? "").toLowerCase().split(";")[0]!.trim();
  if (type === "") return reply(exchange, key, request, 200);
  const pressed = readDigit(type, toText(request.body));
  if (pressed === undefined) {
    const accept = { name: "Accept", value: "application/dtmf-relay, application/dtmf" };
    return reply(exchange, key, request, 415, { headers: [accept] });
  }
  reply(exchange, key, request, 200);
  told(exchange, session, pressed.digit, "info");
  const mate = session.leg?.mate?.session;
  if (mate !== undefined) send(exchange, mate, pressed.digit, pressed.durationMs);
}

/** A digit by RFC 4733, as the media engine heard it. It has passed on already to a mate that understands it. */
export function heardDigit(exchange: Exchange, session: Session, digit: string, durationMs: number): void {
  told(exchange, session, digit, "rfc4733");
  const mate = session.leg?.mate?.session;
  if (mate !== undefined && !understandsEvents(mate)) send(exchange, mate, digit, durationMs);
}

/** Presses a digit towards a phone: in its stream by RFC 4733 where it knows that, by SIP INFO where not. */
function send(exchange: Exchange, session: Session, digit: string, durationMs: number): void {
  if (understandsEvents(session)) {
    return exchange.media({ type: "digit", leg: session.id, digit, durationMs });
  }
  if (session.state.at !== "talking" || !session.peer.allows.has("INFO")) return;
  const [dialog, info] = requestIn(session.dialog!, "INFO", {
    body: toBytes(`Signal=${digit}\r\nDuration=${durationMs}\r\n`),
    contentType: "application/dtmf-relay",
  });
  session.dialog = dialog;
  exchange.send(session, info);
}

function told(exchange: Exchange, session: Session, digit: string, by: "rfc4733" | "info"): void {
  exchange.tell(session, (leg) => ({ type: "digit", leg, digit }));
  if (session.leg !== undefined) exchange.note(session.leg.call, { type: "leg.digit", leg: session.leg.id, digit, by });
}

function understandsEvents(session: Session): boolean {
  return session.media.plan?.codecs.some(isEvent) ?? false;
}

function readDigit(type: string, body: string): { digit: string; durationMs: number } | undefined {
  const signal = type === "application/dtmf" ? body.trim() : /^\s*Signal\s*=\s*(\S+)/im.exec(body)?.[1];
  if (type !== "application/dtmf" && type !== "application/dtmf-relay") return undefined;
  if (signal === undefined || !/^[0-9*#A-Da-d]$/.test(signal)) return undefined;
  const duration = Number(/^\s*Duration\s*=\s*(\d{1,5})/im.exec(body)?.[1] ?? USUAL_MS);
  return { digit: signal.toUpperCase(), durationMs: Math.min(Math.max(duration, 40), 5000) };
}
