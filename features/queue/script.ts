import type { LegId } from "../../core/call/mod.ts";
import { type Destination, formatDestination, isListed, type Queue } from "../../core/directory/mod.ts";
import type { Cause } from "../../core/record/mod.ts";
import { act, type Ending, reach, refuse, type Script, takeIn, talk } from "../../core/script/mod.ts";
import { dropCallBackOf } from "./booked.ts";
import { bookCallBack } from "./call_back.ts";
import { dispatch, onFloor } from "./dispatch.ts";
import { noteAbandoned, noteLeft } from "./note_left.ts";
import { serve } from "./serve.ts";
import { isStaffed } from "./staff.ts";
import { type Left, type Stay, waitForAgent } from "./wait.ts";
import { inWaitingRoom } from "./waiting_room.ts";

/** Why a caller goes on elsewhere. */
type Why = "full" | "empty" | "timeout" | "key" | "sent";

/** The caller waits until an agent takes him; where he cannot, or must not any longer, he goes where the queue says. */
export function* reachQueue(caller: LegId, number: string): Script<Ending> {
  const queue = (yield* act({ do: "office" })).queues.get(number);
  if (queue === undefined) return { reached: false, cause: "not-found" };
  const joined = yield* join(caller, queue);
  if (typeof joined === "string") {
    yield* act({ do: "note", fact: { type: "queue.could-not-join", leg: caller, queue: number, why: joined } });
    return yield* overflow(caller, queue, { why: joined });
  }
  const left = yield* stayIn(caller, queue, joined);
  if ("ending" in left) return left.ending;
  const asItIsNow = (yield* act({ do: "office" })).queues.get(number) ?? queue;
  return yield* overflow(caller, asItIsNow, left);
}

/** His place, or why he gets none. */
function* join(caller: LegId, queue: Queue): Script<number | "full" | "empty"> {
  if (!(yield* isStaffed(queue, queue.joinIf))) return "empty";
  const { number, weight, most, vip } = queue;
  const from = (yield* act({ do: "party", leg: caller }))?.number ?? "";
  const priority = isListed(from, vip) ? 1 : 0;
  const since = yield* act({ do: "now" });
  return (yield* onFloor(caller, { do: "join", queue: number, weight, priority, since, most })) as number | "full";
}

type GoesOn = Extract<Left, { readonly why: "key" | "timeout" | "empty" | "sent" }>;

/** From joining to leaving. */
function* stayIn(caller: LegId, queue: Queue, joinedAt: number): Script<{ readonly ending: Ending } | GoesOn> {
  const { number } = queue;
  let isOver = false;
  const stay: Stay = { leg: caller, queue: number, since: yield* act({ do: "now" }), joinedAt };
  try {
    if (!(yield* takeIn(caller))) {
      isOver = true;
      return { ending: { reached: false, cause: "not-acceptable" } };
    }
    yield* act({ do: "note", fact: { type: "queue.joined", leg: caller, queue: number, position: joinedAt } });
    yield* inWaitingRoom(caller, number, "enter");
    const left = yield* waitForAgent(stay);
    yield* inWaitingRoom(caller, number, "leave");
    isOver = true;
    switch (left.why) {
      case "taken":
        return { ending: yield* serve(stay, left) };
      case "picked-up":
        yield* noteLeft(stay, left.why);
        yield* dropCallBackOf(stay);
        yield* leave(caller);
        return { ending: yield* talk(caller, left.by) };
      case "call-back":
        yield* noteLeft(stay, left.why);
        yield* leave(caller);
        return { ending: yield* bookCallBack(stay, queue) };
      case "abandoned":
        yield* noteAbandoned(stay);
        return { ending: { reached: true, cause: left.cause } };
      default:
        yield* noteLeft(stay, left.why, left.why === "key" ? left.key : undefined);
        return left;
    }
  } finally {
    yield* inWaitingRoom(caller, number, "leave");
    if (!isOver) yield* noteLeft(stay, "ended");
    yield* leave(caller);
  }
}

/** Whoever was rung for him is free for the others. */
function* leave(caller: LegId): Script<void> {
  yield* onFloor(caller, { do: "leave" });
  yield* dispatch(caller);
}

const SENTENCES: Readonly<Record<Why, readonly [string, Cause]>> = {
  full: ["queue-full", "busy"],
  empty: ["queue-nobody-there", "unavailable"],
  timeout: ["queue-waited-long", "no-answer"],
  key: ["cannot-complete", "unavailable"],
  sent: ["cannot-complete", "unavailable"],
};

/** One destination after the other, until somebody is reached; where there is none he is told why, and let go of. */
function* overflow(caller: LegId, queue: Queue, left: GoesOn | { readonly why: Why }): Script<Ending> {
  for (const to of chainOf(queue, left)) {
    const fact = { type: "queue.overflowed", leg: caller, queue: queue.number, to: formatDestination(to) } as const;
    yield* act({ do: "note", fact });
    const ending = yield* reach(caller, to);
    if (ending.reached || !(yield* act({ do: "is-there", leg: caller }))) return ending;
  }
  const [prompt, cause] = SENTENCES[left.why];
  // Whoever has sent him here is told so, and has him back.
  if ((yield* act({ do: "transferor", leg: caller })) !== undefined) return { reached: false, cause };
  return yield* refuse(caller, prompt, cause);
}

function chainOf(queue: Queue, left: GoesOn | { readonly why: Why }): readonly Destination[] {
  const first = firstOf(queue, left);
  return first === undefined ? queue.otherwise : [first, ...queue.otherwise];
}

function firstOf({ keys, onFull, onEmpty, onTimeout }: Queue, left: GoesOn | { readonly why: Why }) {
  if ("key" in left) return keys[left.key];
  if ("to" in left) return left.to;
  return { full: onFull, empty: onEmpty, timeout: onTimeout, key: undefined, sent: undefined }[left.why];
}
