import type { CallEvent, CallFact } from "./event.ts";

/**
 * What closes a call that the last run of the box left open: each leg that had not ended, then the call itself. Given
 * the call's events in order; nothing when it has ended.
 */
export function closeAsCut(events: readonly CallEvent[]): readonly CallFact[] {
  const open = new Set<string>();
  for (const event of events) {
    if (event.type === "call.ended") return [];
    if (event.type === "leg.offered") open.add(event.leg);
    if (event.type === "leg.ended" || event.type === "leg.moved") open.delete(event.leg);
  }
  const legs = [...open].map((leg): CallFact => ({ type: "leg.ended", leg, by: "us", cause: "cut" }));
  return [...legs, { type: "call.ended", cause: "cut" }];
}
