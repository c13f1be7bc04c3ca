import { elapsed, type Instant, later } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import type { Queue } from "../../core/directory/mod.ts";
import type { Cause } from "../../core/record/mod.ts";
import { AUTO_PAUSED } from "../../core/notebook/mod.ts";
import { act, type Heard, type Script } from "../../core/script/mod.ts";
import { onFloor } from "./dispatch.ts";
import { agentOf, changeAgent, rest } from "./staff.ts";

/** The agents' phones that ring for a caller. */
export interface Rings {
  /** Whose phone is on each leg. */
  readonly phones: Map<LegId, string>;
  /** Who has answered elsewhere and is to press 1, and until when he may: a mobile's voicemail cannot. */
  readonly asked: Map<LegId, Instant>;
  since: Instant;
  until: Instant;
  /** The caller is to be called back: there is nobody whom the agents' phones could ring for. */
  readonly isAway: boolean;
}

/** By this key an agent elsewhere takes a caller. */
export const TAKES = "1";
/** How long he may think about it. */
const CONFIRM_MS = 20_000;
const CONFIRM: Heard = {
  items: [
    { type: "prompt", name: "queue-for-agent" },
    { type: "prompt", name: "confirm-press" },
    { type: "digits", digits: TAKES },
    { type: "silence", ms: 1_500 },
  ],
  repeats: true,
};

/** What counts as a caller that an agent could have taken. */
const HIS_OWN: ReadonlySet<Cause> = new Set(["no-answer", "rejected"]);

/** Rings the phones of these agents for a caller. */
export function* ringAgents(caller: LegId, queue: Queue, agents: readonly string[], rings: Rings): Script<void> {
  rings.since = yield* act({ do: "now" });
  rings.until = later(rings.since, queue.ringForS * 1000);
  const from = rings.isAway ? undefined : caller;
  for (const agent of agents) {
    yield* act({ do: "note", fact: { type: "queue.offered", leg: caller, queue: queue.number, agent } });
    let why: Cause = "unavailable";
    for (const phone of yield* act({ do: "phones", number: agent, by: queue.number })) {
      const placed = yield* act({ do: "place", phone, caller: from, shown: { prefix: queue.name } });
      if ("leg" in placed) rings.phones.set(placed.leg, agent);
      else if (placed.failed !== "gone") why = placed.failed;
    }
    if (![...rings.phones.values()].includes(agent)) yield* miss(caller, queue, { agent, rings, cause: why });
  }
}

/** A phone rings no longer: when it was the last of its agent, he has not taken the caller. */
export function* silenced(caller: LegId, queue: Queue, rings: Rings, leg: LegId, cause: Cause): Script<void> {
  const agent = rings.phones.get(leg);
  rings.phones.delete(leg);
  rings.asked.delete(leg);
  if (agent === undefined || [...rings.phones.values()].includes(agent)) return;
  yield* miss(caller, queue, { agent, rings, cause });
}

/** Gives up on those who have rung long enough, or have long enough been asked to press 1; whether there were any. */
export function* giveUp(caller: LegId, queue: Queue, rings: Rings): Script<boolean> {
  const now = yield* act({ do: "now" });
  const over = [...rings.phones.keys()].filter((leg) => now >= (rings.asked.get(leg) ?? rings.until));
  for (const leg of over) {
    yield* act({ do: "release", leg, cause: "no-answer" });
    yield* silenced(caller, queue, rings, leg, "no-answer");
  }
  return over.length > 0;
}

/** When the next of them has. */
export function ringsUntil({ phones, asked, until }: Rings): Instant {
  return Math.min(...[...phones.keys()].map((leg) => asked.get(leg) ?? until)) as Instant;
}

/** Somebody elsewhere has answered: it may be his voicemail. */
export function* askToTake(rings: Rings, leg: LegId): Script<void> {
  rings.asked.set(leg, later(yield* act({ do: "now" }), CONFIRM_MS));
  yield* act({ do: "play", leg, sound: CONFIRM });
}

/** They are to ring no longer, and it is not for them: the caller is taken, or gone. */
export function* callOff(caller: LegId, queue: string, rings: Rings, cause: Cause): Script<void> {
  const ringMs = elapsed(rings.since, yield* act({ do: "now" }));
  for (const agent of new Set(rings.phones.values())) {
    yield* act({ do: "note", fact: { type: "queue.ring-cancelled", leg: caller, queue, agent, ringMs, cause } });
  }
  for (const leg of rings.phones.keys()) yield* act({ do: "release", leg, cause });
  rings.phones.clear();
  rings.asked.clear();
}

interface Miss {
  readonly agent: string;
  readonly rings: Rings;
  readonly cause: Cause;
}

/** He is left in peace for a moment; who misses too many in a row is paused. */
function* miss(caller: LegId, queue: Queue, { agent, rings, cause }: Miss): Script<void> {
  const { number, retryS, autoPause } = queue;
  const ringMs = elapsed(rings.since, yield* act({ do: "now" }));
  yield* onFloor(caller, { do: "decline", agent });
  yield* act({ do: "note", fact: { type: "queue.ring-no-answer", leg: caller, queue: number, agent, ringMs, cause } });
  const missed = (yield* agentOf(agent)).missed + (HIS_OWN.has(cause) ? 1 : 0);
  yield* rest(agent, retryS * 1000, { missed });
  if (autoPause === 0 || missed < autoPause) return;
  yield* changeAgent(agent, { paused: AUTO_PAUSED, missed: 0 });
  yield* act({ do: "note", fact: { type: "agent.auto-paused", agent, queue: number, missed } });
}
