/** How a call stands to the operator. */
export type CallerState =
  /** It rings at his phone. */
  | "ringing"
  /** He calls, or talks with a machine of the box: nobody is there to be sent anywhere. */
  | "calling"
  | "talking"
  /** On hold by him. */
  | "held"
  /** He asks somebody first whether he takes the caller, who hears music. */
  | "announcing"
  /** He is one of three who talk with one another. */
  | "three"
  /** Waits in a queue whose agent he is. */
  | "queued"
  | "parked";

/** Who is not to wait comes first, then whoever has waited longest. */
export function urgentFirst<Caller extends { readonly isVip?: true; readonly at: number }>(
  callers: readonly Caller[],
): readonly Caller[] {
  return callers.toSorted((one, other) =>
    Number(other.isVip === true) - Number(one.isVip === true) || one.at - other.at
  );
}
