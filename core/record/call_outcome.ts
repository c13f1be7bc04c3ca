import type { QueueVisit } from "./queue_visit.ts";
import type { Seat } from "./seat.ts";

/**
 * What became of a call, as its caller sees it. `abandoned`: he hung up while he was queued or a phone rang. `lost`: nobody
 * answered, and the box ended it or had sent him on before he went. `message`: he was not taken, and has left a message.
 * `unreached`: no phone rang, and no queue let him in. `void`: it counts for nothing, for the office says that he tests the
 * line, or it was a fax. What figures count stands before the rest in the alphabet: lists are asked for it so.
 */
export const CALL_ENDS = ["answered", "abandoned", "lost", "message", "unreached", "void"] as const;
export type CallEnd = (typeof CALL_ENDS)[number];

export interface CallOutcome {
  readonly end: CallEnd;
  /** Where it was answered or given up; undefined: in no queue. */
  readonly queue: string | undefined;
  /** From when he came to the last queue, or a phone first rang, until somebody took him or he was given up. */
  readonly waitedMs: number;
}

export interface CallSides {
  /** Everybody who was called. */
  readonly called: readonly Seat[];
  readonly visits: readonly QueueVisit[];
  /** When he was first connected with somebody. */
  readonly reachedAt: number | undefined;
  readonly endedAt: number;
  readonly endedBy: string;
}

/** A call is judged by its last stage: a caller who left a queue and went on elsewhere has not given it up. */
export function outcomeOf({ called, visits, reachedAt, endedAt, endedBy }: CallSides): CallOutcome {
  const visit = visits.findLast(({ position }) => position !== undefined);
  const leftAt = visit?.end === undefined ? Infinity : visit.leftAt ?? Infinity;
  const isServed = visit?.end === "answered" || visit?.end === "picked-up" || visit?.end === "abandoned";
  const rung = called.filter(({ ringingAt, answeredAt }) => ringingAt !== undefined || answeredAt !== undefined);
  const after = visit === undefined || isServed ? rung : rung.filter(({ offeredAt }) => offeredAt >= leftAt);
  const isAnswered = reachedAt !== undefined;
  if (visit !== undefined && (isServed || after.length === 0)) {
    const until = isAnswered && visit.end !== "abandoned"
      ? Math.max(reachedAt, visit.joinedAt)
      : visit.leftAt ?? endedAt;
    return {
      end: isAnswered ? "answered" : visit.end === "abandoned" ? "abandoned" : "lost",
      queue: visit.queue,
      waitedMs: visit.waitedMs ?? Math.max(0, until - visit.joinedAt),
    };
  }
  if (after.length === 0) return { end: isAnswered ? "answered" : "unreached", queue: undefined, waitedMs: 0 };
  const firstRing = Math.min(...after.map(({ ringingAt, answeredAt }) => ringingAt ?? answeredAt ?? endedAt));
  const givenUpAt = Math.max(...after.map((seat) => seat.endedAt ?? endedAt));
  const hasGivenUp = endedBy === "caller" && after.some(({ cause }) => cause === "cancelled");
  return {
    end: isAnswered ? "answered" : hasGivenUp ? "abandoned" : "lost",
    queue: undefined,
    waitedMs: Math.max(0, (reachedAt ?? givenUpAt) - firstRing),
  };
}
