import { dial } from "./dial.ts";
import { ringTogether } from "./ring_together.ts";
import { sayWhy } from "./say_why.ts";
import { act, type Ending, type Script } from "./vocabulary.ts";

const RING_FOR_MS = 30_000;

/** The outermost script of a call that was asked for at a screen: the phones of `from` ring, and whoever answers calls `to`. */
export function* clickToCall(from: string, to: string, answersItself: boolean): Script<Ending> {
  const phones = yield* act({ do: "phones", number: from });
  const rung = yield* ringTogether(undefined, phones, { forMs: RING_FOR_MS, shown: { answersItself } });
  if (!rung.answered) return { reached: false, cause: rung.cause };
  const ending = yield* dial(rung.by, to);
  if (!ending.reached) yield* sayWhy(rung.by, ending);
  yield* act({ do: "release", leg: rung.by, cause: ending.cause });
  return ending;
}
