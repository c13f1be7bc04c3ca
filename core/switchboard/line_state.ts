import type { Leg } from "../call/mod.ts";
import type { WatchedDialog } from "../presence/mod.ts";

/** RFC 4235 §3.7.1; a phone that was asked and does not ring yet shows nothing, for it may not even be switched on. */
export function stateOf({ session: { state } }: Leg): WatchedDialog["state"] | undefined {
  switch (state.at) {
    case "offered":
      return "early";
    case "calling":
      return state.heard >= 180 ? "early" : undefined;
    case "answered":
    case "talking":
      return "confirmed";
    case "leaving":
    case "ended":
      return undefined;
  }
}

/** Somebody talks, or has taken the receiver off and calls; whose phone only rings may be anywhere. */
export function isOnThePhone(leg: Leg): boolean {
  const state = stateOf(leg);
  return state === "confirmed" || (state === "early" && leg.session.direction === "in");
}
