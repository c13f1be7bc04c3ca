import { type CallEvent, isOfCut } from "../../../../core/record/mod.ts";
import type { Beat, EventOf } from "./beat.ts";
import { end } from "./end.ts";
import { joinQueue, leaveQueue } from "./queue.ts";
import { answer, giveUp, ring } from "./ring.ts";
import { enter, leaveRoom, listen, speak } from "./room.ts";
import { hold, join, part, resume } from "./talk.ts";
import { Telling } from "./telling.ts";
import { askTransfer, park, take, unpark } from "./transfer.ts";

/** Less is a press of a key too many. */
const SHORTEST_HOLD_MS = 1_000;
/** A phone that answers by itself has hardly rung. */
const SHORTEST_RING_MS = 500;
/** Places that are worth a word: a phone that rings, a queue and a room have theirs. */
const TOLD: ReadonlySet<string> = new Set(
  ["group", "menu", "voicemail", "voicemail-to", "announcement", "page", "directory", "echo-test", "clock"],
);

/** What happened to a call, clause by clause, in the order in which it began. */
export function storyOf(events: readonly CallEvent[]): readonly Beat[] {
  const telling = new Telling();
  const start = events[0]?.monotonicMs ?? 0;
  for (const event of events) {
    // What the next run of the box closes has the time of that run.
    if (!isOfCut(event)) telling.now = event.monotonicMs - start;
    tellOf(telling, event);
  }
  return telling.beats.filter((beat) =>
    (beat.kind !== "held" || beat.ms >= SHORTEST_HOLD_MS) && (beat.kind !== "rang" || beat.ms >= SHORTEST_RING_MS)
  );
}

function tellOf(telling: Telling, event: CallEvent): void {
  switch (event.type) {
    case "call.started": {
      const { from: who, dialled, sipCallId } = event;
      return telling.tell({ kind: sipCallId === undefined ? "box-called" : "called", who, dialled });
    }
    case "call.ended":
      return end(telling, event);
    case "leg.offered": {
      const { leg, party, direction } = event;
      telling.legs.set(leg, { party, direction, isAnswered: false });
      return;
    }
    case "leg.brought":
      if (TOLD.has(event.to)) telling.tell({ kind: "brought", to: event.to, id: event.id });
      return;
    case "leg.ringing":
      return ring(telling, event.leg);
    case "leg.answered":
      return answer(telling, event.leg);
    case "leg.ended":
      return leave(telling, event);
    case "leg.taken":
      return take(telling, event);
    case "leg.moved":
      return telling.tellBy(event.leg, (who) => ({ kind: "moved", who }));
    case "leg.held":
      return hold(telling, event.leg);
    case "leg.resumed":
      return resume(telling, event.leg);
    case "bridge.made":
      return join(telling, event.a, event.b);
    case "bridge.broken":
      return part(telling);
    case "transfer.asked":
      return askTransfer(telling, event);
    case "transfer.done":
      if (telling.sent !== undefined) telling.sent.isDone = event.status < 300;
      return;
    case "leg.deflected": {
      const { target } = event;
      return telling.tellBy(event.leg, (by) => ({ kind: "sent", by, target, isAttended: false, isDone: true }));
    }
    case "park.entered":
      return park(telling, event);
    case "park.left":
      return unpark(telling, event);
    case "queue.joined":
      return joinQueue(telling, event.queue);
    case "queue.could-not-join":
      return telling.tell({ kind: "kept-out", queue: event.queue });
    case "queue.connected":
    case "queue.abandoned":
    case "queue.left":
      return leaveQueue(telling);
    case "account.given": {
      const { by, account } = event;
      return telling.tell({ kind: "charged", by, account });
    }
    case "menu.chosen":
      return telling.tell({ kind: "chose", menu: event.menu, digits: event.digits });
    case "voicemail.left":
      return telling.tellBy(event.leg, (who) => ({ kind: "message", who, box: event.box }));
    case "room.entered":
      return enter(telling, event);
    case "room.left":
    case "supervision.ended":
      return leaveRoom(telling, event.leg);
    case "supervision.started":
      return listen(telling, event);
    case "supervision.changed":
      return speak(telling, event);
    case "fax.carried":
      if (!telling.beats.some(({ kind }) => kind === "fax")) telling.tell({ kind: "fax" });
  }
}

function leave(telling: Telling, event: EventOf<"leg.ended">): void {
  const { leg } = event;
  telling.left.set(leg, event);
  resume(telling, leg);
  leaveRoom(telling, leg);
  const sitting = telling.legs.get(leg);
  if (sitting !== undefined) giveUp(telling, sitting, event);
}
