/** Why, in words that reports can count. */
export type Cause =
  | "normal"
  | "busy"
  | "no-answer"
  | "cancelled"
  | "answered-elsewhere"
  | "rejected"
  | "unavailable"
  | "not-found"
  | "no-media"
  | "not-acceptable"
  | "transferred"
  | "timeout"
  | "overload"
  | "fault"
  | "cut"
  /** An ordinary call gave its channel to an emergency call. */
  | "pre-empted"
  /** A call outside was ended, for its account had talked as much within the hour as it may. */
  | "braked";
