import { type Header, header, headers, parseCount, parseParameters, type SipRequest } from "../sip/mod.ts";
import { DIALOG_INFO_TYPE } from "./dialog_info.ts";

/** The one event package there is: for 489 (RFC 6665 §7.2), and for whoever asks what the box can do. */
export const ALLOW_EVENTS: Header = { name: "Allow-Events", value: "dialog" };

/** How long a subscription may last, in seconds. */
const MIN_EXPIRES_S = 60;
const MAX_EXPIRES_S = 3_600;

/** What a SUBSCRIBE asks for. */
export interface Wish {
  /** The Event of every NOTIFY: the package, and the `id` by which the watcher knows it. */
  readonly event: string;
  /** Within the limits; 0 only asks how it is now, or ends what was. */
  readonly expiresS: number;
}

/** Why a SUBSCRIBE changes nothing. */
export interface Refusal {
  readonly status: number;
  readonly headers: readonly Header[];
}

/** Whether a SUBSCRIBE is for a lamp, and not for another event package. */
export function isForLamps(request: SipRequest): boolean {
  return /^dialog\s*(;|$)/i.test(header(request, "Event") ?? "");
}

/** Reads a SUBSCRIBE (RFC 6665 §4.2.1.1, RFC 4235 §3). */
export function readSubscribe(request: SipRequest): Wish | Refusal {
  if (!isForLamps(request)) return { status: 489, headers: [ALLOW_EVENTS] };
  const accepted = headers(request, "Accept");
  if (accepted.length > 0 && !accepted.some(takesDialogInfo)) {
    return { status: 406, headers: [{ name: "Accept", value: DIALOG_INFO_TYPE }] };
  }
  const asked = parseCount(header(request, "Expires") ?? "");
  const expiresS = asked.ok ? Math.min(asked.value, MAX_EXPIRES_S) : MAX_EXPIRES_S;
  if (expiresS > 0 && expiresS < MIN_EXPIRES_S) {
    return { status: 423, headers: [{ name: "Min-Expires", value: String(MIN_EXPIRES_S) }] };
  }
  return { event: eventOf(header(request, "Event")!), expiresS };
}

function takesDialogInfo(range: string): boolean {
  const type = range.split(";", 1)[0]!.trim().toLowerCase();
  return type === DIALOG_INFO_TYPE || type === "application/*" || type === "*/*";
}

/** RFC 6665 §8.2.1: a NOTIFY bears the `id` of its SUBSCRIBE. */
function eventOf(value: string): string {
  const semicolon = value.indexOf(";");
  const parameters = semicolon < 0 ? undefined : parseParameters(value.slice(semicolon));
  const id = parameters?.ok ? parameters.value.get("id") : undefined;
  return id === undefined || !/^[\w\-.!%*+`'~]+$/.test(id) ? "dialog" : `dialog;id=${id}`;
}
