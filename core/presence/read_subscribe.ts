import { type Header, header, headers, parseCount, parseParameters, type SipRequest } from "../sip/mod.ts";
import { DIALOG_INFO_TYPE } from "./dialog_info.ts";
import { MESSAGE_SUMMARY_TYPE } from "./message_summary.ts";

/** What may be watched: calls (RFC 4235), or one's own messages (RFC 3842). */
export type EventPackage = "dialog" | "message-summary";

const TYPES: Readonly<Record<EventPackage, string>> = {
  "dialog": DIALOG_INFO_TYPE,
  "message-summary": MESSAGE_SUMMARY_TYPE,
};

/** The event packages there are: for 489 (RFC 6665 §7.2), and for whoever asks what the box can do. */
export const ALLOW_EVENTS: Header = { name: "Allow-Events", value: Object.keys(TYPES).join(", ") };

/** How long a subscription may last, in seconds. */
const MIN_EXPIRES_S = 60;
const MAX_EXPIRES_S = 3_600;

/** What a SUBSCRIBE asks for. */
export interface Wish {
  readonly package: EventPackage;
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

/** Whether a SUBSCRIBE is for what we tell of, and not for another event package. */
export function isForLamps(request: SipRequest): boolean {
  return packageOf(request) !== undefined;
}

/** Reads a SUBSCRIBE (RFC 6665 §4.2.1.1, RFC 4235 §3, RFC 3842 §3). */
export function readSubscribe(request: SipRequest): Wish | Refusal {
  const asked = packageOf(request);
  if (asked === undefined) return { status: 489, headers: [ALLOW_EVENTS] };
  const accepted = headers(request, "Accept");
  const type = TYPES[asked];
  if (accepted.length > 0 && !accepted.some((range) => takes(range, type))) {
    return { status: 406, headers: [{ name: "Accept", value: type }] };
  }
  const expires = parseCount(header(request, "Expires") ?? "");
  const expiresS = expires.ok ? Math.min(expires.value, MAX_EXPIRES_S) : MAX_EXPIRES_S;
  if (expiresS > 0 && expiresS < MIN_EXPIRES_S) {
    return { status: 423, headers: [{ name: "Min-Expires", value: String(MIN_EXPIRES_S) }] };
  }
  return { package: asked, event: eventOf(asked, header(request, "Event")!), expiresS };
}

function packageOf(request: SipRequest): EventPackage | undefined {
  const [name = ""] = (header(request, "Event") ?? "").split(";", 1);
  const asked = name.trim().toLowerCase();
  return asked === "dialog" || asked === "message-summary" ? asked : undefined;
}

function takes(range: string, wanted: string): boolean {
  const type = range.split(";", 1)[0]!.trim().toLowerCase();
  return type === wanted || type === "application/*" || type === "*/*";
}

/** RFC 6665 §8.2.1: a NOTIFY bears the `id` of its SUBSCRIBE. */
function eventOf(asked: EventPackage, value: string): string {
  const semicolon = value.indexOf(";");
  const parameters = semicolon < 0 ? undefined : parseParameters(value.slice(semicolon));
  const id = parameters?.ok ? parameters.value.get("id") : undefined;
  return id === undefined || !/^[\w\-.!%*+`'~]+$/.test(id) ? asked : `${asked};id=${id}`;
}
