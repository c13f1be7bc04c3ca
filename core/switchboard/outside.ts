import { type Directory, emergencyNumberIn, type PaidClass } from "../directory/mod.ts";
import { mayCall, routeOf } from "../routing/mod.ts";
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
  /** Who calls on whose account, to be braked; not help, and not what nobody of the house sends out, which goes nowhere dear. */
  readonly toll?: { readonly payer: string; readonly kind: PaidClass };
}

/**
 * The "phone" of a number outside, so that whatever rings phones rings the world too; none for a number that leads nowhere,
 * or that is dearer than whoever asks for it may call.
 */
export function phonesOutside(number: string, by: string | undefined, directory: Directory): readonly Phone[] {
  if (emergencyNumberIn(number, directory.emergencyNumbers) !== undefined) {
    return directory.trunks.size === 0 ? [] : [{ number, contact: EMERGENCY, preference: 1_000 }];
  }
  const found = routeOf(number, directory);
  return found !== undefined && mayCall(by, found.route.class, directory)
    ? [{ number, contact: OUTSIDE + (by ?? ""), preference: 1_000 }]
    : [];
}

/** What a phone outside stands for; undefined for a phone of the house, and for a number whose route is gone. */
export function outsideNumber({ number, contact }: Phone, directory: Directory): OutsideNumber | undefined {
  if (contact === EMERGENCY) {
    const help = emergencyNumberIn(number, directory.emergencyNumbers);
    return help === undefined ? undefined : { number: help, trunks: directory.trunks.keys(), isEmergency: true };
  }
  const found = contact.startsWith(OUTSIDE) ? routeOf(number, directory) : undefined;
  if (found === undefined) return undefined;
  const { class: kind, trunks } = found.route;
  const payer = contact.slice(OUTSIDE.length);
  const toll = kind === "internal" || payer === "" ? {} : { toll: { payer, kind } };
  return { number: found.number, trunks, isEmergency: false, ...toll };
}

/** Whether the phone is no phone of the house. */
export function isOutside({ contact }: Phone): boolean {
  return contact.startsWith(OUTSIDE) || contact === EMERGENCY;
}

/** Whether it is an INVITE to an emergency number: such a one passes every limit. */
export function callsForHelp({ method, uri }: SipRequest, { emergencyNumbers }: Directory): boolean {
  if (method !== "INVITE") return false;
  const parsed = parseUri(uri);
  return parsed.ok && emergencyNumberIn(parsed.value.user ?? "", emergencyNumbers) !== undefined;
}
