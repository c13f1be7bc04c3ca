import { type Header, header, headers, parseCount, parseParameters, type SipRequest } from "../sip/mod.ts";
import { PACKAGE_NAMES, type PackageName, packageOf } from "./packages.ts";

/** The event packages there are: for 489 (RFC 6665 §7.2), and for whoever asks what the box can do. */
export const ALLOW_EVENTS: Header = { name: "Allow-Events", value: PACKAGE_NAMES.join(", ") };

/** How long a subscription or a publication may last, in seconds. */
const MIN_EXPIRES_S = 60;
const MAX_EXPIRES_S = 3_600;

/** What a SUBSCRIBE asks for. */
export interface Wish {
  readonly package: PackageName;
  /** The Event of every NOTIFY: the package, and the `id` by which the watcher knows it. */
  readonly event: string;
  /** Within the limits; 0 only asks how it is now, or ends what was. */
  readonly expiresS: number;
  /** Whether the watcher can read lists (RFC 4662 §4.1). */
  readonly takesLists: boolean;
}

/** Why a request changes nothing. */
export interface Refusal {
  readonly status: number;
  readonly headers: readonly Header[];
}

/** The event package of a SUBSCRIBE or PUBLISH; undefined when it is none of ours. */
export function packageIn(request: SipRequest): PackageName | undefined {
  const [name] = (header(request, "Event") ?? "").split(";", 1);
  const asked = name!.trim().toLowerCase();
  return PACKAGE_NAMES.find((each) => each === asked);
}

/** Reads a SUBSCRIBE (RFC 6665 §4.2.1.1). */
export function readSubscribe(request: SipRequest): Wish | Refusal {
  const name = packageIn(request);
  if (name === undefined) return { status: 489, headers: [ALLOW_EVENTS] };
  const accepted = headers(request, "Accept");
  const { type } = packageOf(name);
  if (accepted.length > 0 && !accepted.some((range) => takes(range, type))) {
    return { status: 406, headers: [{ name: "Accept", value: type }] };
  }
  const expiresS = readExpires(request);
  if (typeof expiresS === "object") return expiresS;
  const takesLists = headers(request, "Supported").some((tags) => /(^|,)\s*eventlist\s*(,|$)/i.test(tags));
  return { package: name, event: eventOf(name, header(request, "Event")!), expiresS, takesLists };
}

/** For how many seconds; 0 ends it. 423 for too short a time (RFC 6665 §4.2.1.1, RFC 3903 §6 step 4). */
export function readExpires(request: SipRequest): number | Refusal {
  const asked = parseCount(header(request, "Expires") ?? "");
  const expiresS = asked.ok ? Math.min(asked.value, MAX_EXPIRES_S) : MAX_EXPIRES_S;
  if (expiresS === 0 || expiresS >= MIN_EXPIRES_S) return expiresS;
  return { status: 423, headers: [{ name: "Min-Expires", value: String(MIN_EXPIRES_S) }] };
}

function takes(range: string, wanted: string): boolean {
  const type = range.split(";", 1)[0]!.trim().toLowerCase();
  return type === wanted || type === "application/*" || type === "*/*";
}

/** RFC 6665 §8.2.1: a NOTIFY bears the `id` of its SUBSCRIBE. */
function eventOf(name: PackageName, value: string): string {
  const semicolon = value.indexOf(";");
  const parameters = semicolon < 0 ? undefined : parseParameters(value.slice(semicolon));
  const id = parameters?.ok ? parameters.value.get("id") : undefined;
  return id === undefined || !/^[\w\-.!%*+`'~]+$/.test(id) ? name : `${name};id=${id}`;
}
