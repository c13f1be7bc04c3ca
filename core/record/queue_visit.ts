import type { WallTime } from "../base/mod.ts";
import type { Cause } from "./cause.ts";
import type { CallEvent } from "./event.ts";

/**
 * How somebody left a queue. `full` and `unstaffed`: it did not let him in. `picked-up`: taken by somebody who is no agent of
 * it. `ended`: the box ended it. `cut`: it went down with him.
 */
export const VISIT_ENDS = [
  "answered",
  "picked-up",
  "abandoned",
  "call-back",
  "key",
  "timeout",
  "empty",
  "sent",
  "full",
  "unstaffed",
  "ended",
  "cut",
] as const;
export type VisitEnd = (typeof VISIT_ENDS)[number];

/** One stay in a queue, or an attempt at one. */
export interface QueueVisit {
  readonly leg: string;
  readonly queue: string;
  readonly joinedAt: WallTime;
  /** His place when he came; undefined: he was not let in. */
  readonly position?: number;
  /** Undefined: he waits. */
  end?: VisitEnd;
  leftAt?: WallTime;
  waitedMs?: number;
  /** Where he was brought once he had left, as `office.yml` writes it: the last of several. */
  wentTo?: string;
  /** Who took him. */
  agent?: string;
  ringMs?: number;
  talkedMs?: number;
}

/** What became of an agent for whom a caller's call rang. `unreachable`: his phones could not ring. */
export type OfferEnd = "answered" | "missed" | "cancelled" | "unreachable";

/** An agent was offered a caller. */
export interface QueueOffer {
  readonly queue: string;
  readonly agent: string;
  readonly at: WallTime;
  end?: OfferEnd;
  ringMs?: number;
  talkedMs?: number;
  /** How long he was left in peace after it. */
  wrapUpMs?: number;
}

/** What happened in queues during a call, in order. */
export interface QueueStory {
  readonly visits: readonly QueueVisit[];
  readonly offers: readonly QueueOffer[];
  /** Those that followed an offer, and are told with it. */
  readonly wrapUps: ReadonlySet<CallEvent>;
}

/** A phone that could not ring is no miss of its agent's. */
const HIS_OWN: ReadonlySet<Cause> = new Set(["no-answer", "rejected"]);

export function queueStoryOf(story: readonly CallEvent[]): QueueStory {
  const visits: QueueVisit[] = [];
  const offers: QueueOffer[] = [];
  const wrapUps = new Set<CallEvent>();
  for (const event of story) {
    if (event.type.startsWith("queue.")) take(event, visits, offers);
    else if (event.type === "agent.wrap-up") {
      const offer = offers.findLast((offer) => isTakenBy(offer, event));
      if (offer === undefined || offer.wrapUpMs !== undefined) continue;
      offer.wrapUpMs = event.forMs;
      wrapUps.add(event);
    }
  }
  return { visits, offers, wrapUps };
}

function isTakenBy({ queue, agent, end }: QueueOffer, by: { readonly queue: string; readonly agent: string }): boolean {
  return queue === by.queue && agent === by.agent && end === "answered";
}

function take(event: CallEvent, visits: QueueVisit[], offers: QueueOffer[]): void {
  switch (event.type) {
    case "queue.joined": {
      const { leg, queue, position, at } = event;
      visits.push({ leg, queue, joinedAt: at, position });
      return;
    }
    case "queue.could-not-join": {
      const { leg, queue, why, at } = event;
      visits.push({ leg, queue, joinedAt: at, leftAt: at, waitedMs: 0, end: why === "full" ? "full" : "unstaffed" });
      return;
    }
    case "queue.offered":
      offers.push({ queue: event.queue, agent: event.agent, at: event.at });
      return;
    case "queue.ring-no-answer":
      return endOffer(offers, event, HIS_OWN.has(event.cause) ? "missed" : "unreachable", event.ringMs);
    case "queue.ring-cancelled":
      return endOffer(offers, event, "cancelled", event.ringMs);
    case "queue.connected": {
      const { agent, waitedMs, ringMs, at } = event;
      endOffer(offers, event, "answered", ringMs);
      return leave(visits, event, { end: "answered", leftAt: at, waitedMs, agent, ringMs });
    }
    case "queue.abandoned":
      return leave(visits, event, { end: "abandoned", leftAt: event.at, waitedMs: event.waitedMs });
    case "queue.left":
      return leave(visits, event, { end: event.why, leftAt: event.at, waitedMs: event.waitedMs });
    case "queue.overflowed": {
      const visit = visitOf(visits, event);
      if (visit !== undefined) visit.wentTo = event.to;
      return;
    }
    case "queue.completed":
    case "queue.transferred": {
      // Where a transfer comes to nothing they talk on, and the later word counts.
      const { talkedMs } = event;
      const offer = offers.findLast((offer) => isTakenBy(offer, event));
      if (offer !== undefined) offer.talkedMs = talkedMs;
      const visit = visitOf(visits, event);
      if (visit !== undefined) visit.talkedMs = talkedMs;
    }
  }
}

/** The last stay of somebody in a queue. */
function visitOf(visits: readonly QueueVisit[], of: Pick<QueueVisit, "leg" | "queue">): QueueVisit | undefined {
  return visits.findLast(({ leg, queue }) => leg === of.leg && queue === of.queue);
}

function endOffer(
  offers: readonly QueueOffer[],
  { queue, agent }: { readonly queue: string; readonly agent: string },
  end: OfferEnd,
  ringMs: number,
): void {
  const offer = offers.findLast((offer) => offer.queue === queue && offer.agent === agent && offer.end === undefined);
  if (offer !== undefined) Object.assign(offer, { end, ringMs });
}

function leave(
  visits: readonly QueueVisit[],
  { leg, queue }: { readonly leg: string; readonly queue: string },
  how: Partial<QueueVisit>,
): void {
  const visit = visits.findLast((visit) => visit.leg === leg && visit.queue === queue && visit.end === undefined);
  if (visit === undefined) return;
  Object.assign(visit, how);
  // That was not written when it happened.
  if (how.end === "cut") visit.leftAt = visit.joinedAt + (how.waitedMs ?? 0) as WallTime;
}
