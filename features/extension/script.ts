import type { LegId } from "../../core/call/mod.ts";
import { act, type Ending, ring, type Script, talk } from "../../core/script/mod.ts";

/** An ordinary internal call: ring the extension's phones, and talk with whoever answers. */
export function* reachExtension(caller: LegId, number: string): Script<Ending> {
  const extension = yield* act({ do: "look-up", number });
  if (extension === undefined) return { reached: false, cause: "not-found" };
  if (extension.isFull) return { reached: false, cause: "busy" };
  const phones = yield* act({ do: "phones", number });
  if (phones.length === 0) return { reached: false, cause: "unavailable" };
  const rung = yield* ring(caller, phones, { forMs: extension.ringForMs });
  return rung.answered ? yield* talk(caller, rung.by) : { reached: false, cause: rung.cause };
}
