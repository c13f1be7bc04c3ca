import type { LegId } from "../call/mod.ts";
import { act, type Script } from "./vocabulary.ts";

/**
 * Answers a caller who has come to where the box itself speaks with him: whoever transferred him here is told that he has
 * arrived, and let go. False when the box can send him no sound that he takes.
 */
export function* takeIn(caller: LegId): Script<boolean> {
  if (!(yield* act({ do: "answer", leg: caller }))) return false;
  yield* act({ do: "transfer-ended", leg: caller, cause: "transferred" });
  return true;
}
