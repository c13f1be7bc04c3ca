import { type Instant, later, toText } from "../base/mod.ts";
import { accept, type Dialog, openAsUac, requestIn } from "../dialog/mod.ts";
import { header, parseCount, parseCseq, type SipRequest, type SipResponse } from "../sip/mod.ts";
import type { Phone } from "./phone.ts";
import { respond } from "./respond.ts";

/** One lamp on the phone: a subscription to another extension's calls (RFC 6665, RFC 4235). */
export interface Watch {
  readonly number: string;
  /** The SUBSCRIBE that began it; its Call-ID and From tag are known before the dialog is. */
  readonly request: SipRequest;
  readonly expiresS: number;
  dialog: Dialog | undefined;
  /** Of the last document that came. */
  version: number;
  refreshAt: Instant | undefined;
}

const EVENT = { name: "Event", value: "dialog" };
const ACCEPT = { name: "Accept", value: "application/dialog-info+xml" };

/** Watches an extension, and goes on doing so. */
export function watch(phone: Phone, number: string, expiresS: number): void {
  const uri = `sip:${number}@${phone.host}`;
  const request: SipRequest = {
    kind: "request",
    method: "SUBSCRIBE",
    uri,
    headers: [
      { name: "Max-Forwards", value: "70" },
      { name: "From", value: `${phone.self};tag=${phone.chance.token()}` },
      { name: "To", value: `<${uri}>` },
      { name: "Call-ID", value: phone.chance.token(128) },
      { name: "CSeq", value: "1 SUBSCRIBE" },
      { name: "Contact", value: phone.contact },
      { name: "Expires", value: String(expiresS) },
      EVENT,
      ACCEPT,
    ],
    body: new Uint8Array(0),
  };
  const lamp: Watch = { number, request, expiresS, dialog: undefined, version: -1, refreshAt: undefined };
  phone.watches.set(number, lamp);
  phone.errand(request, (response) => watched(phone, lamp, response));
}

/** Watches an extension no more. */
export function unwatch(phone: Phone, number: string): void {
  const lamp = phone.watches.get(number);
  if (lamp !== undefined) subscribeAgain(phone, lamp, 0);
}

/** Refreshes what is due. */
export function keepWatching(phone: Phone): void {
  for (const lamp of phone.watches.values()) {
    if (lamp.refreshAt !== undefined && lamp.refreshAt <= phone.now) subscribeAgain(phone, lamp, lamp.expiresS);
  }
}

/** When `keepWatching` is next wanted. */
export function nextWatch(phone: Phone): Instant | undefined {
  let earliest: Instant | undefined;
  for (const { refreshAt } of phone.watches.values()) {
    if (refreshAt !== undefined && (earliest === undefined || refreshAt < earliest)) earliest = refreshAt;
  }
  return earliest;
}

/** A NOTIFY outside any line; 481 when no lamp waits for it. */
export function notified(phone: Phone, key: string, request: SipRequest): void {
  const lamp = [...phone.watches.values()].find((each) =>
    header(each.request, "Call-ID") === header(request, "Call-ID")
  );
  if (lamp === undefined) return respond(phone, key, request, 481);
  if (lamp.dialog !== undefined) {
    const accepted = accept(lamp.dialog, request);
    if (!accepted.ok) return respond(phone, key, request, 500);
    lamp.dialog = accepted.value;
  }
  respond(phone, key, request, 200);
  show(phone, lamp, toText(request.body));
  if (/^terminated/.test(header(request, "Subscription-State") ?? "")) over(phone, lamp, 200);
}

/** RFC 4235 §4.1: what is not newer than what came before says nothing. */
function show(phone: Phone, lamp: Watch, text: string): void {
  const version = Number(/ version="(\d+)"/.exec(text)?.[1] ?? -1);
  if (version <= lamp.version) return;
  lamp.version = version;
  const states = [...text.matchAll(/<state>(\w+)<\/state>/g)].map(([, state]) => state);
  const state = states.includes("confirmed") ? "confirmed" : states.includes("early") ? "early" : "terminated";
  phone.show({ type: "lamp", number: lamp.number, state });
}

function watched(phone: Phone, lamp: Watch, response: SipResponse | undefined): void {
  if (response !== undefined && response.status < 200) return;
  // RFC 6665 §4.1.2.2: the box has forgotten us, so it is asked anew.
  if (response?.status === 481 && lamp.dialog !== undefined) return watch(phone, lamp.number, lamp.expiresS);
  if (response === undefined || response.status >= 300) return over(phone, lamp, response?.status ?? 408);
  const expires = parseCount(header(response, "Expires") ?? "");
  const grantedS = expires.ok ? expires.value : lamp.expiresS;
  if (grantedS > 0) lamp.refreshAt = later(phone.now, grantedS * 500);
  if (lamp.dialog !== undefined) return;
  const opened = openAsUac(lamp.request, response);
  // The one that was answered may have been its second, signed copy.
  const cseq = parseCseq(header(response, "CSeq") ?? "");
  if (opened.ok && cseq.ok) lamp.dialog = { ...opened.value, localCseq: cseq.value.number };
}

function subscribeAgain(phone: Phone, lamp: Watch, expiresS: number): void {
  lamp.refreshAt = undefined;
  if (lamp.dialog === undefined) return;
  const [dialog, request] = requestIn(lamp.dialog, "SUBSCRIBE", {
    contact: phone.contact,
    headers: [{ name: "Expires", value: String(expiresS) }, EVENT, ACCEPT],
  });
  lamp.dialog = dialog;
  phone.errand(request, (response) => watched(phone, lamp, response));
}

function over(phone: Phone, lamp: Watch, status: number): void {
  if (phone.watches.get(lamp.number) !== lamp) return;
  phone.watches.delete(lamp.number);
  phone.show({ type: "watch-ended", number: lamp.number, status });
}
