import type { CallEnd, VisitEnd } from "../../core/record/mod.ts";

/** How long somebody waited in one queue, from when he came in until somebody took him or he left. */
export interface QueueWait {
  readonly queue: string;
  readonly waitS: number;
  readonly wasAnswered: boolean;
}

/** How somebody left a queue, or was not let in. */
export interface QueueExit {
  readonly queue: string;
  readonly how: VisitEnd;
  /** Where he was brought then, as the office's file writes it. */
  readonly to?: string;
}

/** One call as the figures count it. */
export interface KpiCall {
  readonly id: string;
  readonly direction: "inbound" | "outbound" | "internal";
  /** Milliseconds since 1970 UTC. */
  readonly startedAt: number;
  /**
   * `abandoned`: the caller hung up while he was queued or a phone rang. `lost`: nobody answered and the box ended it.
   * `message`: he has left one, and was not missed. `unreached`: no phone rang and no queue took it (busy, refused, only a
   * menu), `void`: a test of the line or a fax: both in no figure.
   */
  readonly ended: CallEnd;
  /** Where it was answered or given up; undefined: in no queue. */
  readonly queue?: string;
  /** From when it came to the last queue, or a phone first rang, until it was answered or given up. */
  readonly waitS: number;
  /** Without ringing, waiting and hold before an answer. */
  readonly talkS: number;
  readonly durationS: number;
  /** `callerKey` of who is outside; undefined: he withholds his number. */
  readonly caller?: string;
  /** Every queue it has been in and left. */
  readonly waits: readonly QueueWait[];
}

/** Whether a call came as far as a phone that rang, or a queue. */
export function isReached(call: KpiCall): boolean {
  return call.direction !== "internal" && call.ended !== "unreached" && call.ended !== "void";
}

/** Whether it is one of those that the list of missed calls has. */
export function isMissed({ ended }: Pick<KpiCall, "ended">): boolean {
  return ended === "abandoned" || ended === "lost";
}

/** Whether a caller gave up so soon that he is counted nowhere; nobody does within 0 seconds. */
export function isShort({ direction, ended, waitS }: KpiCall, shortAbandonS = 0): boolean {
  return shortAbandonS > 0 && direction === "inbound" && ended === "abandoned" && waitS <= shortAbandonS;
}

/** A share of a whole, from 0 to 1; of nothing there is none. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
