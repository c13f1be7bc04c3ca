import type { LegId } from "../../core/call/mod.ts";
import { act, type Ending, refuse, ring, type Script, talk } from "../../core/script/mod.ts";

/** A phone that answers by itself has done so long before; one that only rings is heard to do so. */
const RINGS_FOR_MS = 15_000;

/** `*80102`: 102's phone answers by itself. */
export function* speakAt(caller: LegId, number: string): Script<Ending> {
  const extension = yield* act({ do: "look-up", number });
  if (extension === undefined) return yield* refuse(caller, "no-such-extension", "not-found");
  if ((yield* act({ do: "line", number })).doNotDisturb) {
    return yield* refuse(caller, "does-not-wish-to-be-disturbed", "rejected");
  }
  if (extension.isFull || (yield* act({ do: "is-busy", number }))) return { reached: false, cause: "busy" };
  const phones = yield* act({ do: "phones", number });
  if (phones.length === 0) return { reached: false, cause: "unavailable" };
  const rung = yield* ring(caller, phones, { forMs: RINGS_FOR_MS, shown: { answersItself: true } });
  return rung.answered ? yield* talk(caller, rung.by) : { reached: false, cause: rung.cause };
}
