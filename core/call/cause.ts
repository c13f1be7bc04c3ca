import type { Cause } from "../record/mod.ts";

/** The SIP status with which a caller hears of a cause (RFC 3261 §21), and its Q.850 number for `Reason` (RFC 3326). */
const ANSWERS: Readonly<Record<Cause, readonly [status: number, q850: number, text: string]>> = {
  "normal": [480, 16, "Normal call clearing"],
  "busy": [486, 17, "User busy"],
  "no-answer": [480, 19, "No answer"],
  "cancelled": [487, 16, "Caller gave up"],
  "answered-elsewhere": [487, 26, "Call completed elsewhere"],
  "rejected": [603, 21, "Call rejected"],
  "unavailable": [480, 20, "Subscriber absent"],
  "not-found": [404, 1, "Unallocated number"],
  "no-media": [503, 34, "No channel available"],
  "not-acceptable": [488, 88, "Incompatible media"],
  "transferred": [487, 16, "Transferred"],
  "timeout": [408, 102, "Timer expired"],
  "overload": [503, 42, "Switching equipment congestion"],
  "fault": [500, 41, "Temporary failure"],
  "cut": [500, 41, "Temporary failure"],
  "pre-empted": [503, 8, "Preemption"],
  "braked": [503, 31, "Limit of minutes reached"],
};

/** The status that a refused caller gets. */
export function statusOf(cause: Cause): number {
  return ANSWERS[cause][0];
}

/** The `Reason` field for a BYE, CANCEL or refusal of ours. */
export function reasonOf(cause: Cause): string {
  // RFC 3326 §3.1: phones show no missed call when this very text comes with the CANCEL.
  if (cause === "answered-elsewhere") return 'SIP;cause=200;text="Call completed elsewhere"';
  const [, q850, text] = ANSWERS[cause];
  return `Q.850;cause=${q850};text="${text}"`;
}

/** What a phone's refusal of our INVITE means. */
export function causeOfStatus(status: number): Cause {
  switch (status) {
    case 486:
    case 600:
      return "busy";
    case 404:
    case 410:
    case 484:
    case 604:
      return "not-found";
    case 408:
      return "timeout";
    case 403:
    case 603:
    case 607:
      return "rejected";
    case 415:
    case 488:
    case 606:
      return "not-acceptable";
    case 487:
      return "cancelled";
    default:
      return status >= 500 && status < 600 ? "fault" : "unavailable";
  }
}

/** Which of several phones' refusals a caller should hear of: a clear no before busy before absence. */
const WEIGHT: Partial<Record<Cause, number>> = {
  "rejected": 6,
  "busy": 5,
  "no-answer": 4,
  "not-acceptable": 3,
  "no-media": 2,
  "unavailable": 1,
  "not-found": 0.5,
};

/** The weightiest of the causes (RFC 3261 §16.7 step 6, in an office's terms); "unavailable" when there is none. */
export function weightiest(causes: readonly Cause[]): Cause {
  let best: Cause | undefined;
  for (const cause of causes) if ((WEIGHT[cause] ?? 0) > (best === undefined ? 0 : WEIGHT[best] ?? 0)) best = cause;
  return best ?? "unavailable";
}
