import type { LegId } from "../../core/call/mod.ts";
import { act, type PlaceRule, type Script } from "../../core/script/mod.ts";

/** The kind of place that each queue is by its own number: a lamp on it is lit while somebody waits there. */
export const WAITING_ROOM = "queue";

type WaitingMove = "enter" | "leave";

/** Who waits in one queue, and for whom no agent is there yet. Who is served next is the floor's business. */
export const WAITING_ROOM_RULE: PlaceRule<readonly LegId[], WaitingMove> = {
  empty: Object.freeze([]),
  move(waiting, leg, move) {
    const others = waiting.includes(leg) ? waiting.filter((each) => each !== leg) : waiting;
    return { state: move === "enter" ? [...others, leg] : others, outcome: undefined };
  },
  present: (waiting) => waiting,
};

/** The caller comes to wait, or waits no longer. */
export function* inWaitingRoom(leg: LegId, queue: string, move: WaitingMove): Script<void> {
  yield* act({ do: "move", place: WAITING_ROOM, id: queue, leg, move });
}
