import type { LegId } from "../../core/call/mod.ts";
import { act, dial, type Ending, type Script } from "../../core/script/mod.ts";

/** `*67` and `*68` before a number: calls it, hidden or shown. */
export function* dialShown(caller: LegId, number: string, isHidden: boolean): Script<Ending> {
  yield* act({ do: "hide", leg: caller, isHidden });
  return yield* dial(caller, number);
}
