import { elapsed, type Instant, later } from "../../core/base/mod.ts";
import type { LegEvent, LegId } from "../../core/call/mod.ts";
import type { Destination, Queue } from "../../core/directory/mod.ts";
import type { Cause } from "../../core/record/mod.ts";
import { act, next, type Script } from "../../core/script/mod.ts";
import { canBeCalled } from "./booked.ts";
import { dispatch, lookAt, onFloor } from "./dispatch.ts";
import { askToTake, callOff, giveUp, ringAgents, type Rings, ringsUntil, silenced, TAKES } from "./offer.ts";
import { isStaffed } from "./staff.ts";
import { firstWords, laterWords, musicFor } from "./words.ts";

/** Somebody who waits in a queue. */
export interface Stay {
  readonly leg: LegId;
  readonly queue: string;
  readonly since: Instant;
  /** His place when he came. */
  readonly joinedAt: number;
  /** He has hung up, and is to be called back. */
  readonly isAway?: boolean;
}

/** How his waiting came to an end. */
export type Left =
  | { readonly why: "taken"; readonly by: LegId; readonly agent: string; readonly ringMs: number }
  /** By somebody who is no agent of the queue. */
  | { readonly why: "picked-up"; readonly by: LegId }
  | { readonly why: "abandoned"; readonly cause: Cause }
  | { readonly why: "key"; readonly key: string }
  | { readonly why: "call-back" }
  /** By somebody at the desk. */
  | { readonly why: "sent"; readonly to: Destination }
  | { readonly why: "timeout" | "empty" };

/** His moments, and what he hears. */
interface Watch {
  /** When something is to be said to him. */
  speakAt: Instant;
  /** How often something was. */
  spoken: number;
  /** When he looks whether an agent is free; only the first of a queue does so again and again. */
  lookAt: Instant;
  hears: "nothing" | "music" | "words";
}

/** Somebody waits, and all that is going on for him. */
interface Scene {
  readonly stay: Stay;
  readonly rings: Rings;
  readonly watch: Watch;
}

const NEVER = Infinity as Instant;
/** Whoever is not the first of a queue looks only whether it is still staffed. */
const OTHERS_LOOK_MS = 30_000;
/** Nobody can be told news who is not there: he looks himself. */
const AWAY_LOOK_MS = 1_000;
/** Agents who leave on a Friday are back on Monday. Who could not be called back by then does not expect it any more. */
export const AWAY_FOR_MS: number = 72 * 3_600_000;

/** He hears music, and now and then how it stands, while agents are rung for him, until one takes him or he leaves. */
export function* waitForAgent(stay: Stay): Script<Left> {
  const { leg, isAway = false } = stay;
  const since = yield* act({ do: "now" });
  const rings: Rings = { phones: new Map(), asked: new Map(), since, until: since, isAway };
  const scene: Scene = { stay, rings, watch: { speakAt: since, spoken: 0, lookAt: since, hears: "nothing" } };
  let left: Left | undefined;
  try {
    for (;;) {
      const queue = (yield* act({ do: "office" })).queues.get(stay.queue);
      left = queue === undefined ? { why: "empty" } : yield* attend(scene, queue);
      if (queue === undefined || left !== undefined) return left!;
      const event = yield* next([leg, ...rings.phones.keys()], nextMoment(scene, queue));
      if (event === "time-out") continue;
      left = event.leg === leg ? yield* hear(scene, queue, event) : yield* hearAgent(scene, queue, event);
      if (left !== undefined) return left;
    }
  } finally {
    const isTaken = left?.why === "taken" || left?.why === "picked-up";
    yield* callOff(leg, stay.queue, rings, isTaken ? "answered-elsewhere" : "cancelled");
  }
}

/** Does what is due now; nothing waits here. */
function* attend(scene: Scene, queue: Queue): Script<Left | undefined> {
  const { stay: { leg, since, isAway = false }, rings, watch } = scene;
  const now = yield* act({ do: "now" });
  if (yield* giveUp(leg, queue, rings)) watch.lookAt = now;
  const isDue = now >= watch.lookAt;
  // Whoever is just being offered waits for that to end.
  if (rings.phones.size === 0) {
    if (elapsed(since, now) >= longestOf(scene.stay, queue)) return { why: "timeout" };
    if (isDue && !isAway && !(yield* isStaffed(queue, queue.stayIf))) return { why: "empty" };
  }
  const soonMs = isDue ? yield* dispatch(leg) : undefined;
  const view = yield* lookAt(leg);
  if (view === undefined) return { why: "timeout" };
  const { position, agents, sentTo } = view;
  if (sentTo !== undefined) return { why: "sent", to: sentTo };
  if (isAway) watch.lookAt = later(now, AWAY_LOOK_MS);
  else if (isDue) {
    const first = Math.min(queue.retryS * 1000, soonMs ?? Infinity);
    watch.lookAt = later(now, position === 1 ? first : OTHERS_LOOK_MS);
  }
  if (rings.phones.size === 0 && agents.length > 0) {
    yield* ringAgents(leg, queue, agents, rings);
    if (rings.phones.size === 0) watch.lookAt = now;
  }
  if (!isAway) yield* speak(scene, queue, { position, isOffered: rings.phones.size > 0 });
  return undefined;
}

/** What he is to hear now, unless he hears it already. */
function* speak(
  { stay: { leg }, watch }: Scene,
  queue: Queue,
  { position, isOffered }: { readonly position: number; readonly isOffered: boolean },
): Script<void> {
  const now = yield* act({ do: "now" });
  if (watch.hears !== "words" && now >= watch.speakAt) {
    watch.speakAt = queue.announce.everyS === 0 ? NEVER : later(now, queue.announce.everyS * 1000);
    const words = watch.spoken === 0
      ? yield* firstWords({ leg, queue, position }, isOffered)
      : yield* laterWords({ leg, queue, position }, watch.spoken - 1);
    watch.spoken += 1;
    if (words !== undefined) {
      watch.hears = "words";
      return yield* act({ do: "play", leg, sound: words });
    }
  }
  if (watch.hears !== "nothing") return;
  watch.hears = "music";
  yield* act({ do: "play", leg, sound: yield* musicFor(queue) });
}

/** How long he waits at most. */
function longestOf({ isAway = false }: Stay, { maxWaitS }: Queue): number {
  return isAway ? AWAY_FOR_MS : maxWaitS * 1000;
}

function nextMoment({ stay, rings, watch }: Scene, queue: Queue): Instant {
  const moments = [
    watch.lookAt,
    watch.hears === "words" || stay.isAway === true ? NEVER : watch.speakAt,
    rings.phones.size > 0 ? ringsUntil(rings) : later(stay.since, longestOf(stay, queue)),
  ];
  return Math.min(...moments) as Instant;
}

/** What the caller does, or is told by the floor. */
function* hear({ stay: { leg }, watch }: Scene, queue: Queue, event: LegEvent): Script<Left | undefined> {
  switch (event.type) {
    case "ended":
    case "refused":
      return { why: "abandoned", cause: event.cause };
    case "silent":
      yield* act({ do: "release", leg, cause: "timeout" });
      return { why: "abandoned", cause: "timeout" };
    case "fetched":
      return { why: "picked-up", by: event.by };
    case "digit":
      if (event.digit === queue.callBack?.key && (yield* canBeCalled(leg))) return { why: "call-back" };
      return Object.hasOwn(queue.keys, event.digit) ? { why: "key", key: event.digit } : undefined;
    case "played":
      watch.hears = "nothing";
      return undefined;
    case "news":
      if (event.news === "first") watch.lookAt = yield* act({ do: "now" });
      return undefined;
    default:
      return undefined;
  }
}

/** What an agent's phone does that rings for him. */
function* hearAgent({ stay: { leg }, rings, watch }: Scene, queue: Queue, event: LegEvent): Script<Left | undefined> {
  const now = yield* act({ do: "now" });
  switch (event.type) {
    case "answered": {
      const { extensions } = yield* act({ do: "office" });
      if (extensions.has(rings.phones.get(event.leg)!)) return yield* taken(leg, rings, event.leg);
      yield* askToTake(rings, event.leg);
      return undefined;
    }
    case "digit":
      if (!rings.asked.has(event.leg) || event.digit !== TAKES) return undefined;
      yield* act({ do: "hush", leg: event.leg });
      return yield* taken(leg, rings, event.leg);
    case "refused":
    case "ended":
    case "redirected":
      yield* silenced(leg, queue, rings, event.leg, whyNot(rings, event));
      if (rings.phones.size === 0) watch.lookAt = now;
      return undefined;
    default:
      return undefined;
  }
}

function whyNot({ asked }: Rings, event: Extract<LegEvent, { type: "refused" | "ended" | "redirected" }>): Cause {
  if (event.type === "redirected") return "unavailable";
  return asked.has(event.leg) ? "no-answer" : event.cause;
}

/** An agent takes the caller. */
function* taken(leg: LegId, rings: Rings, by: LegId): Script<Left> {
  const agent = rings.phones.get(by)!;
  const now = yield* act({ do: "now" });
  if (!(yield* onFloor(leg, { do: "connect", agent, now }))) {
    throw new Error(`Cannot connect agent "${agent}": he was not rung for this caller`);
  }
  rings.phones.delete(by);
  for (const [other, whose] of [...rings.phones]) {
    if (whose !== agent) continue;
    rings.phones.delete(other);
    yield* act({ do: "release", leg: other, cause: "answered-elsewhere" });
  }
  return { why: "taken", by, agent, ringMs: elapsed(rings.since, now) };
}
