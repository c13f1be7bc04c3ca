import { eventCodec } from "./codecs.ts";
import type { Leg } from "./leg.ts";

/** How a leg's peer is told digits: by RFC 4733, by SIP INFO (which is not our business), or in the sound itself. */
type DigitForm = "event" | "message" | "sound";

export function digitFormOf(leg: Leg): DigitForm {
  if (leg.plan !== undefined && eventCodec(leg.plan) !== undefined) return "event";
  return leg.digits.takesInfo ? "message" : "sound";
}

/** Whether digits are looked for in what the leg's peer says. */
export function findsDigits(leg: Leg): boolean {
  return digitFormOf(leg) !== "event" && !leg.digits.pressesInfo;
}

/** Whether digits of one leg must be told the other in another form than they come in. */
export function mustTellDigits(a: Leg, b: Leg): boolean {
  const [one, other] = [digitFormOf(a), digitFormOf(b)];
  return one !== other || one === "message" && (findsDigits(a) || findsDigits(b));
}
