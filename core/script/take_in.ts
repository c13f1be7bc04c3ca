import type { LegId } from "../call/mod.ts";
import type { TakesIn } from "../directory/mod.ts";
import { act, type Ending, type Script } from "./vocabulary.ts";

/**
 * Answers a caller who has come to where the box itself speaks with him, or lets him hear it without an answer: whoever
 * transferred him here is told that he has arrived, and let go. False when the box can send him no sound that he takes.
 */
export function* takeIn(caller: LegId, { answers = true }: TakesIn = {}): Script<boolean> {
  if (!(yield* act({ do: answers ? "answer" : "open-ears", leg: caller }))) return false;
  yield* act({ do: "transfer-ended", leg: caller, cause: "transferred" });
  return true;
}

/** What became of a caller who could not be taken in. Without an answer some hear nothing: that is no fault of their media. */
export function turnedAway({ answers = true }: TakesIn): Ending {
  return { reached: false, cause: answers ? "not-acceptable" : "unavailable" };
}
