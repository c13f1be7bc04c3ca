import type { Errand } from "../notebook/mod.ts";
import { ringTogether } from "./ring_together.ts";
import { act, type Ending, reach, type Script } from "./vocabulary.ts";

const RING_FOR_MS = 30_000;

/** The outermost script of a call that the box makes by itself: somebody's phones ring, and whoever answers is brought there. */
export function* carryOut(key: string, { number, to, alone, answersItself = false }: Errand): Script<Ending> {
  // Under its key it is known where it leads, as a caller is by his leg.
  if (alone === true) return yield* reach(key, to);
  const phones = yield* act({ do: "phones", number });
  const rung = yield* ringTogether(undefined, phones, { forMs: RING_FOR_MS, shown: { answersItself } });
  if (!rung.answered) return { reached: false, cause: rung.cause };
  yield* act({ do: "plan", key, errand: undefined });
  const ending = yield* reach(rung.by, to);
  yield* act({ do: "release", leg: rung.by, cause: ending.cause });
  return ending;
}
