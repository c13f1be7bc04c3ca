import type { WallTime } from "../base/mod.ts";
import type { CallEvent, CallFact } from "./event.ts";

type Of<Type extends CallEvent["type"]> = Extract<CallEvent, { readonly type: Type }>;

/**
 * What closes a call that the last run of the box left open: each stay in a queue and each talk with an agent, each leg that
 * had not ended, then the call itself. Given the call's events in order; nothing when it has ended.
 *
 * @param lastAt when the last word of all was written: until then, for all that is known, he waited or talked
 */
export function closeAsCut(events: readonly CallEvent[], lastAt: WallTime): readonly CallFact[] {
  const open = new Set<string>();
  const stays = new Map<string, readonly [Of<"queue.joined">, Of<"queue.connected">?]>();
  for (const event of events) {
    switch (event.type) {
      case "call.ended":
        return [];
      case "leg.offered":
        open.add(event.leg);
        break;
      case "leg.ended":
      case "leg.moved":
        open.delete(event.leg);
        break;
      case "queue.joined":
        stays.set(stayOf(event), [event]);
        break;
      case "queue.connected": {
        const [joined] = stays.get(stayOf(event)) ?? [];
        if (joined !== undefined) stays.set(stayOf(event), [joined, event]);
        break;
      }
      case "queue.abandoned":
      case "queue.left":
      case "queue.completed":
      case "queue.transferred":
        stays.delete(stayOf(event));
    }
  }
  const left = [...stays.values()].map(([joined, connected]): CallFact => {
    const { leg, queue, position } = joined;
    const about = { leg, queue, joinedAt: position };
    if (connected === undefined) {
      return { type: "queue.left", ...about, why: "cut", position, waitedMs: between(joined, lastAt) };
    }
    const { agent, waitedMs } = connected;
    return { type: "queue.completed", ...about, agent, by: "cut", waitedMs, talkedMs: between(connected, lastAt) };
  });
  const legs = [...open].map((leg): CallFact => ({ type: "leg.ended", leg, by: "us", cause: "cut" }));
  return [...left, ...legs, { type: "call.ended", cause: "cut" }];
}

/** Whether an event was written when the box came back, and tells nothing of when it happened. */
export function isOfCut(event: CallEvent): boolean {
  switch (event.type) {
    case "leg.ended":
    case "call.ended":
      return event.cause === "cut";
    case "queue.left":
      return event.why === "cut";
    case "queue.completed":
      return event.by === "cut";
    default:
      return false;
  }
}

function stayOf({ leg, queue }: { readonly leg: string; readonly queue: string }): string {
  return JSON.stringify([leg, queue]);
}

function between({ at }: CallEvent, lastAt: WallTime): number {
  return Math.max(0, lastAt - at);
}
