import { type Directory, emergencyNumberIn, type PaidClass } from "../directory/mod.ts";
import type { Exchange } from "../call/mod.ts";
import { mayCall, routeOf, trunksOf } from "../routing/mod.ts";
import type { Phone } from "../script/mod.ts";
import { parseUri, type SipRequest } from "../sip/mod.ts";

/** In place of a Contact: the phone is a number outside, on behalf of a number or of nobody of the house; or help. */
const OUTSIDE = "outside ";
const EMERGENCY = "emergency";

/** What a number outside comes to: through which trunks, and how it is written in the world. */
export interface OutsideNumber {
  readonly number: string;
  readonly trunks: Iterable<string>;
  readonly isEmergency: boolean;
  /** On whose account the call goes, to be braked; help goes on nobody's. */
  readonly toll?: Toll;
}

/** A call that costs, and on whose account: an extension, a group, or a number whose callers the office itself sends on. */
export interface Toll {
  readonly payer: string;
  readonly kind: PaidClass;
}

/**
 * The "phone" of a number outside, so that whatever rings phones rings the world too; none for a number that leads nowhere,
 * or that is dearer than whoever asks for it may call. Help is always sought: also where no trunk leads to it, somebody is told.
 */
export function phonesOutside(number: string, by: string | undefined, directory: Directory): readonly Phone[] {
  if (emergencyNumberIn(number, directory.emergencyNumbers) !== undefined) {
    return [{ number, contact: EMERGENCY, preference: 1_000 }];
  }
  const found = routeOf(number, directory);
  return found !== undefined && mayCall(by, { dialled: number, wanted: found.route.class }, directory)
    ? [{ number, contact: OUTSIDE + (by ?? ""), preference: 1_000 }]
    : [];
}

/**
 * What a phone outside stands for; undefined for a phone of the house, and for a number whose route is gone.
 *
 * @param called what was called: where nobody of the house sends the call out, its account pays
 */
export function outsideNumber(
  { number, contact }: Phone,
  called: string,
  { directory, chance }: Pick<Exchange, "directory" | "chance">,
): OutsideNumber | undefined {
  if (contact === EMERGENCY) {
    const help = emergencyNumberIn(number, directory.emergencyNumbers);
    return help === undefined ? undefined : { number: help, trunks: trunksForHelp(directory), isEmergency: true };
  }
  const found = contact.startsWith(OUTSIDE) ? routeOf(number, directory) : undefined;
  if (found === undefined) return undefined;
  const { class: kind } = found.route;
  const payer = contact.slice(OUTSIDE.length) || called;
  const toll = kind === "internal" ? {} : { toll: { payer, kind } };
  const trunks = trunksOf(found, directory, chance);
  return { number: found.number, trunks, isEmergency: false, ...toll };
}

/** All of them; another office of ours last, for help there may be far from here. */
function trunksForHelp({ trunks }: Directory): readonly string[] {
  return [...trunks.values()].toSorted((a, b) => Number(a.kind === "site") - Number(b.kind === "site"))
    .map(({ name }) => name);
}

/** Whether the phone is no phone of the house. */
export function isOutside({ contact }: Phone): boolean {
  return contact.startsWith(OUTSIDE) || contact === EMERGENCY;
}

/** Whether it is an INVITE to an emergency number: such a one passes every limit. */
export function callsForHelp(request: SipRequest, directory: Directory): boolean {
  if (request.method !== "INVITE") return false;
  return emergencyNumberIn(dialledIn(request, directory), directory.emergencyNumbers) !== undefined;
}

/** Help of any kind, or of one as in `urn:service:sos.fire` (RFC 5031 §4.2), whatever a country's people dial for it. */
const SOS = /^service:sos(\.[-a-z0-9]+)*$/i;

/** The number that a request asks for; empty where it names none. */
export function dialledIn({ uri }: SipRequest, { emergencyNumbers }: Pick<Directory, "emergencyNumbers">): string {
  const parsed = parseUri(uri);
  if (!parsed.ok) return "";
  const { scheme, opaque = "", user = "" } = parsed.value;
  const [forAnyHelp = ""] = emergencyNumbers;
  return scheme === "urn" && SOS.test(opaque) ? forAnyHelp : user;
}
