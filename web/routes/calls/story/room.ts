import type { EventOf } from "./beat.ts";
import type { Telling } from "./telling.ts";

export function enter(telling: Telling, { leg, room }: EventOf<"room.entered">): void {
  const sitting = telling.legs.get(leg);
  if (sitting === undefined) return;
  sitting.room = telling.begin({ at: telling.now, kind: "joined", who: sitting.party, room, ms: 0 });
}

/** A supervisor listens in, and may be heard at once. */
export function listen(telling: Telling, event: EventOf<"supervision.started">): void {
  const sitting = telling.legs.get(event.leg);
  if (sitting === undefined) return;
  const to = "whom" in event ? [event.whom, event.with] as const : event.room;
  sitting.listening = telling.begin({ at: telling.now, kind: "listened", by: event.by, to, ms: 0 });
  speak(telling, event);
}

export function speak(
  telling: Telling,
  { leg, heardBy }: EventOf<"supervision.started"> | EventOf<"supervision.changed">,
): void {
  const listening = telling.legs.get(leg)?.listening;
  if (listening === undefined || heardBy === "nobody") return;
  const { by, to } = listening;
  if (heardBy === "whom" && typeof to !== "string") telling.tell({ kind: "whispered", by, to: to[0] });
  else telling.tell({ kind: "barged", by });
}

/** He is no longer in his room, or has listened long enough. */
export function leaveRoom({ legs, now }: Telling, leg: string): void {
  const sitting = legs.get(leg);
  for (const beat of [sitting?.room, sitting?.listening]) if (beat !== undefined) beat.ms = now - beat.at;
  delete sitting?.room;
  delete sitting?.listening;
}
