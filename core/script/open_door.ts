import type { LegId } from "../call/mod.ts";
import { type Door, doorOf, mayOpen } from "../directory/mod.ts";
import { act, type Script } from "./vocabulary.ts";

/** The door at which the one on the leg stands. */
export function* doorOn(leg: LegId): Script<Door | undefined> {
  const party = yield* act({ do: "party", leg });
  return party === undefined ? undefined : doorOf(party, yield* act({ do: "office" }));
}

/** Whether the one on the leg may open a door. */
export function* mayOpenOn(leg: LegId, door: Door): Script<boolean> {
  const party = yield* act({ do: "party", leg });
  return party !== undefined && mayOpen(party, door, yield* act({ do: "office" }));
}

/** `by` has pressed the key of the door at which `at` is: its digits are pressed, if he may, and he hears what came of it. */
export function* openDoor(at: LegId, by: LegId): Script<void> {
  const door = yield* doorOn(at);
  if (door === undefined) return;
  const isAllowed = yield* mayOpenOn(by, door);
  if (isAllowed) yield* act({ do: "open-door", leg: at, door, by });
  const name = isAllowed ? "door-opened" : "not-available-here";
  yield* act({ do: "play", leg: by, sound: { items: [{ type: "prompt", name }] } });
}
