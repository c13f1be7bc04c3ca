import type { LegId } from "../call/mod.ts";
import { act, type Ending, reach, type Script } from "./vocabulary.ts";

/** Every call's outermost script: where does the number lead, and what does the caller hear if it leads nowhere. */
export function* takeCall(caller: LegId, dialled: string): Script<Ending> {
  const destination = yield* act({ do: "route", number: dialled });
  const ending: Ending = destination === undefined
    ? { reached: false, cause: "not-found" }
    : yield* reach(caller, destination);
  if (!ending.reached) yield* act({ do: "release", leg: caller, cause: ending.cause });
  return ending;
}
