import type { CallEvent } from "./event.ts";
import type { QueueOffer, QueueStory, QueueVisit } from "./queue_visit.ts";
import type { Row, TableShape } from "./reading.ts";

/**
 * What happened in queues: `queue_visit`, each stay of a caller; `queue_offer`, each agent whose phones were to ring for one;
 * `agent_change`, what agents did about having callers, but for wrapping up after one whom they took, which is the offer's.
 */
export const QUEUE_TABLES: readonly TableShape[] = [
  {
    name: "queue_visit",
    columns: {
      place: "INTEGER",
      leg: "TEXT",
      queue: "WORD",
      joined_at: "INTEGER",
      position: "INTEGER",
      outcome: "WORD",
      left_at: "AFTER",
      went_to: "WORD",
      waited_ms: "INTEGER",
      agent: "TEXT",
      ring_ms: "INTEGER",
      talked_ms: "INTEGER",
    },
    since: "joined_at",
    indexes: [["queue", "joined_at"]],
  },
  {
    name: "queue_offer",
    columns: {
      place: "INTEGER",
      queue: "WORD",
      agent: "TEXT",
      offered_at: "INTEGER",
      outcome: "WORD",
      ring_ms: "INTEGER",
      talked_ms: "INTEGER",
      wrap_up_ms: "INTEGER",
    },
    indexes: [],
  },
  {
    name: "agent_change",
    columns: {
      place: "INTEGER",
      agent: "TEXT",
      queue: "WORD",
      changed_at: "INTEGER",
      what: "WORD",
      reason: "WORD",
      for_ms: "INTEGER",
    },
    indexes: [["changed_at"], ["agent", "changed_at"]],
  },
];

export function queueRows(
  story: readonly CallEvent[],
  { visits, offers, wrapUps }: QueueStory,
): Readonly<Record<string, readonly Row[]>> {
  return {
    queue_visit: visits.map(visitRow),
    queue_offer: offers.map(offerRow),
    agent_change: story.filter((event) => !wrapUps.has(event)).map(changeOf).filter((row) => row !== undefined)
      .map((row, place) => ({ place, ...row })),
  };
}

function visitRow(visit: QueueVisit, place: number): Row {
  return {
    place,
    leg: visit.leg,
    queue: visit.queue,
    joined_at: Math.round(visit.joinedAt),
    position: visit.position ?? null,
    outcome: visit.end ?? null,
    left_at: whole(visit.leftAt),
    went_to: visit.wentTo ?? null,
    waited_ms: whole(visit.waitedMs),
    agent: visit.agent ?? null,
    ring_ms: whole(visit.ringMs),
    talked_ms: whole(visit.talkedMs),
  };
}

function offerRow({ queue, agent, at, end, ringMs, talkedMs, wrapUpMs }: QueueOffer, place: number): Row {
  return {
    place,
    queue,
    agent,
    offered_at: Math.round(at),
    outcome: end ?? null,
    ring_ms: whole(ringMs),
    talked_ms: whole(talkedMs),
    wrap_up_ms: whole(wrapUpMs),
  };
}

/** What agents do at the desk happens in no call. */
export function isAgentChange(event: CallEvent): boolean {
  return changeOf(event) !== undefined;
}

function changeOf(event: CallEvent): Row | undefined {
  const row = (what: string, about: { readonly agent: string; readonly queue?: string }): Row => ({
    agent: about.agent,
    queue: about.queue ?? null,
    changed_at: Math.round(event.at),
    what,
    reason: event.type === "agent.pause" ? event.reason ?? null : null,
    for_ms: event.type === "agent.wrap-up" ? Math.round(event.forMs) : null,
  });
  switch (event.type) {
    case "agent.login":
      return row("login", event);
    case "agent.logout":
      return row("logout", event);
    case "agent.pause":
      return row("pause", event);
    case "agent.unpause":
      return row("unpause", event);
    case "agent.auto-paused":
      return row("auto-pause", event);
    case "agent.wrap-up":
      return row("wrap-up", event);
    case "queue.called-back":
      return row(event.answered ? "called-back" : "not-called-back", event);
    default:
      return undefined;
  }
}

function whole(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value);
}
