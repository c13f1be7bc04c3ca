import { requestIn } from "../dialog/mod.ts";
import { elapsed, toBytes, toText } from "../base/mod.ts";
import type { DigitMeans } from "../record/mod.ts";
import { header, type SipRequest } from "../sip/mod.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";
import { isEvent, tellPlan } from "./negotiate.ts";
import { reply } from "./reply.ts";
import type { Pressed, Session } from "./session.ts";

const USUAL_MS = 160;
/** Between the two tellings of one key, by a phone that presses in two ways at once. */
const SAME_KEY_MS = 1_000;

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
  if (session.media.pressesEvents && understandsEvents(session)) return;
  session.media.lastByInfo = { digit: pressed.digit, at: exchange.now };
  learn(exchange, session);
  const isWithheld = session.leg?.withheld.includes(pressed.digit) === true;
  told(exchange, session, { digit: pressed.digit, by: "info", isWithheld });
  const mate = session.leg?.mate?.session;
  if (mate === undefined || isWithheld) return;
  if (isToldByInfo(mate)) passOn(exchange, mate, pressed);
  else exchange.media({ type: "digit", leg: mate.id, ...pressed });
}

/** A digit that the media engine heard. It has passed on already, but to a mate that takes digits by SIP INFO. */
export function heardDigit(exchange: Exchange, session: Session, pressed: Pressed, isWithheld = false): void {
  const byEvents = understandsEvents(session);
  if (byEvents) session.media.pressesEvents = true;
  if (byEvents && wasJustToldByInfo(exchange, session, pressed.digit)) return;
  told(exchange, session, { digit: pressed.digit, by: byEvents ? "rfc4733" : "sound", isWithheld });
  const mate = session.leg?.mate?.session;
  if (mate !== undefined && !isWithheld && isToldByInfo(mate)) passOn(exchange, mate, pressed);
}

/** From now on these keys, pressed on the leg, are told to its script and to nobody else. */
export function withhold(exchange: Exchange, leg: Leg, digits: string): void {
  if (leg.withheld === digits) return;
  leg.withheld = digits;
  tellWithheld(exchange, leg);
}

/** The media engine is told what is withheld of whoever sits in the leg. */
export function tellWithheld(exchange: Exchange, { session, withheld }: Leg): void {
  if (session.media.isOpen) exchange.media({ type: "withhold", leg: session.id, digits: withheld });
}

/** Presses digits towards a phone, one after the other, in the form in which it takes them. */
export function press(exchange: Exchange, session: Session, digits: string): void {
  if (session.state.at !== "talking" || !session.media.isOpen) return;
  const all = [...digits].map((digit): Pressed => ({ digit, durationMs: USUAL_MS }));
  if (!isToldByInfo(session)) return pressInStream(exchange, session, all);
  session.toPress = [...session.toPress ?? [], ...all];
  pressNext(exchange, session);
}

/** A digit of the mate's; it does not overtake those that are pressed by us. */
function passOn(exchange: Exchange, session: Session, pressed: Pressed): void {
  if ((session.toPress?.length ?? 0) > 0) session.toPress!.push(pressed);
  else send(exchange, session, pressed);
}

/** When all before it are answered. */
function pressNext(exchange: Exchange, session: Session): void {
  if ((session.pressed?.size ?? 0) > 0) return;
  const pressed = session.toPress?.shift();
  if (pressed !== undefined) send(exchange, session, pressed);
}

function pressInStream(exchange: Exchange, session: Session, all: readonly Pressed[]): void {
  for (const pressed of all) exchange.media({ type: "digit", leg: session.id, ...pressed });
}

/** What a phone says to a digit by SIP INFO: who will not have it so hears it from now on. */
export function digitAnswered(exchange: Exchange, session: Session, key: string, status: number): void {
  const pressed = session.pressed?.get(key);
  if (pressed === undefined || status < 200) return;
  exchange.sessions.unbind(key);
  session.pressed?.delete(key);
  const { leg, media } = session;
  if (status < 300) return pressNext(exchange, session);
  const waiting = session.toPress?.splice(0) ?? [];
  // RFC 3261 §12.2.1.2: after these the dialog is gone, and its sound with it.
  if (status === 408 || status === 481) return;
  if (leg === undefined || !media.isOpen || media.plan === undefined) return;
  media.refusesInfo = true;
  tellPlan(exchange, session, media.plan);
  pressInStream(exchange, session, [pressed, ...waiting]);
}

function wasJustToldByInfo(exchange: Exchange, { media }: Session, digit: string): boolean {
  const last = media.lastByInfo;
  media.lastByInfo = undefined;
  return last?.digit === digit && elapsed(last.at, exchange.now) < SAME_KEY_MS;
}

/** Who presses by SIP INFO takes digits so, too, and what sounds like one in his sound is none. */
function learn(exchange: Exchange, session: Session): void {
  const { media } = session;
  if (media.digits.pressesInfo) return;
  media.digits = { ...media.digits, pressesInfo: true };
  if (media.plan !== undefined && media.isOpen) tellPlan(exchange, session, media.plan);
}

function send(exchange: Exchange, session: Session, pressed: Pressed): void {
  if (session.state.at !== "talking") return;
  const [dialog, info] = requestIn(session.dialog!, "INFO", {
    body: toBytes(`Signal=${pressed.digit}\r\nDuration=${pressed.durationMs}\r\n`),
    contentType: "application/dtmf-relay",
  });
  session.dialog = dialog;
  session.pressed ??= new Map();
  session.pressed.set(exchange.request(session, info), pressed);
}

function told(
  exchange: Exchange,
  session: Session,
  { digit, by, isWithheld }: { readonly digit: string; readonly by: DigitMeans; readonly isWithheld: boolean },
): void {
  const { leg } = session;
  exchange.tell(session, (leg) => ({ type: "digit", leg, digit, ...(isWithheld ? { isWithheld } : {}) }));
  if (leg === undefined || leg.isSecret || isLeftOut(leg)) return;
  exchange.note(leg.call, { type: "leg.digit", leg: leg.id, digit, by });
}

/** While the call's recording is paused somebody may key in a card's number: nobody writes that down. */
function isLeftOut({ session, mate }: Leg): boolean {
  return (session.tape ?? mate?.session.tape)?.isPaused === true;
}

function understandsEvents(session: Session): boolean {
  return session.media.plan?.codecs.some(isEvent) ?? false;
}

/** Whether digits go to it by SIP INFO, and not in its stream. */
function isToldByInfo(session: Session): boolean {
  return !understandsEvents(session) && session.media.digits.takesInfo;
}

function readDigit(type: string, body: string): Pressed | undefined {
  const signal = type === "application/dtmf" ? body.trim() : /^\s*Signal\s*=\s*(\S+)/im.exec(body)?.[1];
  if (type !== "application/dtmf" && type !== "application/dtmf-relay") return undefined;
  if (signal === undefined || !/^[0-9*#A-Da-d]$/.test(signal)) return undefined;
  const duration = Number(/^\s*Duration\s*=\s*(\d{1,5})/im.exec(body)?.[1] ?? USUAL_MS);
  return { digit: signal.toUpperCase(), durationMs: Math.min(Math.max(duration, 40), 5000) };
}
