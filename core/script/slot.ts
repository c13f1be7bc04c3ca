import type { LegId } from "../call/mod.ts";
import type { PlaceRule } from "./place.ts";
import { act, type Script } from "./vocabulary.ts";

/** The kind of place that has room for one: a parking slot, a zone that somebody speaks in. */
export const SLOT = "slot";

type SlotMove = "take" | "give-up" | "look";

/** Whoever comes first has it until he gives it up; the state is who that is. */
export const SLOT_RULE: PlaceRule<LegId | undefined, SlotMove> = {
  empty: undefined,
  move(holder, leg, move) {
    if (move === "look") return { state: holder, outcome: holder };
    if (move === "take") return { state: holder ?? leg, outcome: holder === undefined };
    return { state: holder === leg ? undefined : holder, outcome: undefined };
  },
  present: (holder) => holder === undefined ? [] : [holder],
};

/** Takes the first of these slots that nobody has; undefined when all are taken. Given up in the taker's `finally`. */
export function* takeSlot(leg: LegId, ids: readonly string[]): Script<string | undefined> {
  for (const id of ids) if (yield* act({ do: "move", place: SLOT, id, leg, move: "take" })) return id;
  return undefined;
}

/** Quiet where somebody else has it. */
export function* giveUpSlot(leg: LegId, id: string): Script<void> {
  yield* act({ do: "move", place: SLOT, id, leg, move: "give-up" });
}

/** Who has it. */
export function* holderOf(leg: LegId, id: string): Script<LegId | undefined> {
  return (yield* act({ do: "move", place: SLOT, id, leg, move: "look" })) as LegId | undefined;
}
