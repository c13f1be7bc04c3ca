import type { MediaPlan, PlannedCodec } from "../../core/sdp/mod.ts";
import type { Kind, Leg } from "./leg.ts";

/** What kind of payload the codec is. */
export function kindOf(codec: PlannedCodec): Kind {
  const name = codec.name.toLowerCase();
  if (name === "telephone-event") return "event";
  return name === "cn" ? "noise" : "sound";
}

/** The codec the plan's owner speaks: the first that is neither telephone-event nor CN. */
export function soundCodec(plan: MediaPlan): PlannedCodec | undefined {
  return plan.codecs.find((codec) => kindOf(codec) === "sound");
}

/** The telephone-event codec that runs on the clock of the plan's sound (RFC 4733 §2.1), else any. */
export function eventCodec(plan: MediaPlan): PlannedCodec | undefined {
  const events = plan.codecs.filter((codec) => kindOf(codec) === "event");
  const rate = soundCodec(plan)?.clockRate;
  return events.find((codec) => codec.clockRate === rate) ?? events[0];
}

/**
 * Comfort noise in place of silence (RFC 3389), where the plan's owner has agreed to it and speaks G.711: other codecs have
 * their own word for silence.
 */
export function noiseCodec(plan: MediaPlan): PlannedCodec | undefined {
  const spoken = soundCodec(plan);
  if (spoken === undefined || !/^pcm[au]$/i.test(spoken.name)) return undefined;
  return plan.codecs.find((codec) => kindOf(codec) === "noise" && codec.clockRate === spoken.clockRate);
}

/** Whether a payload of one codec is one of the other: the number apart (RFC 8866 §6.6). */
export function isSameCodec(a: PlannedCodec, b: PlannedCodec): boolean {
  return a.clockRate === b.clockRate && a.channels === b.channels && a.name.toLowerCase() === b.name.toLowerCase();
}

/**
 * Looks up a payload type that differs from the last one seen, and remembers what it means here and on the partner's
 * side. False when the leg's plan does not have it.
 */
export function seeType(leg: Leg, type: number): boolean {
  const codecs = leg.plan?.codecs;
  if (codecs === undefined) return false;
  for (let at = 0; at < codecs.length; at++) {
    const codec = codecs[at]!;
    if (codec.receiveAs !== type) continue;
    leg.seenType = type;
    leg.seenCodec = codec;
    leg.seenKind = kindOf(codec);
    leg.seenRate = codec.clockRate;
    leg.seenAs = numberAt(leg.partner?.plan, codec);
    if (leg.seenKind === "sound") leg.codec = codec.name;
    return true;
  }
  return false;
}

function numberAt(plan: MediaPlan | undefined, codec: PlannedCodec): number {
  if (plan === undefined) return -1;
  const same = plan.codecs.find((other) => isSameCodec(other, codec));
  if (same !== undefined) return same.sendAs;
  // A digit on another clock is still the digit: its duration is scaled when it is sent on.
  return kindOf(codec) === "event" ? eventCodec(plan)?.sendAs ?? -1 : -1;
}

/** A plan or a partner changed: what was looked up no longer holds. */
export function forgetSeen(leg: Leg): void {
  leg.seenType = -1;
  leg.seenAs = -1;
  leg.seenKind = "sound";
}
