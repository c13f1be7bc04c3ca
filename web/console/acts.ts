import type { CallerState } from "./caller_state.ts";

/** All that an operator may do with a call, in the order in which it is offered. */
export const ACTS = [
  "answer",
  "transfer",
  "announce",
  "connect",
  "take-back",
  "merge",
  "voicemail",
  "hold",
  "resume",
  "park",
  "fetch",
  "hang-up",
] as const;
export type Act = (typeof ACTS)[number];

const ALLOWED: Readonly<Record<CallerState, readonly Act[]>> = {
  // Sent on without being taken.
  ringing: ["answer", "transfer", "voicemail"],
  calling: ["hang-up"],
  talking: ["transfer", "announce", "voicemail", "hold", "park", "hang-up"],
  held: ["transfer", "announce", "voicemail", "resume", "park", "hang-up"],
  announcing: ["connect", "take-back", "merge", "hang-up"],
  // The other two talk on.
  three: ["hang-up"],
  // Out of the queue, to the operator or to somebody else.
  queued: ["fetch", "transfer", "voicemail"],
  parked: ["fetch"],
};
/** These lead somewhere: to a person or a number. */
const NEEDS_TARGET: readonly Act[] = ["transfer", "announce", "voicemail"];

/** What a call allows. */
export function actsOf(state: CallerState): readonly Act[] {
  return ALLOWED[state];
}

/** Whether an act that was asked for is one, fits the call as it stands, and says where to where that is wanted. */
export function isActFor(state: CallerState, act: string, to: string | undefined): act is Act {
  const known = ALLOWED[state].find((each) => each === act);
  return known !== undefined && (to !== undefined || !NEEDS_TARGET.includes(known));
}

/** The act behind one key, which is another one as the call stands: H holds and takes back. */
export function actKeyed(state: CallerState, of: readonly Act[]): Act | undefined {
  return of.find((act) => ALLOWED[state].includes(act));
}
