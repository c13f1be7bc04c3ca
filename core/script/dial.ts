import type { LegId } from "../call/mod.ts";
import type { Cause } from "../record/mod.ts";
import { refuse } from "./refuse.ts";
import { act, type Ending, reach, type Script } from "./vocabulary.ts";

/** The destination "as somebody in the office would dial it". */
export function* dial(caller: LegId, number: string): Script<Ending> {
  const destination = yield* act({ do: "route", number });
  return destination === undefined ? { reached: false, cause: "not-found" } : yield* reach(caller, destination);
}

/**
 * Where a call goes that was led in a circle: he is told and let go of, so that nothing more is tried. Whoever has sent him
 * here has him back.
 */
export function* endCircle(caller: LegId): Script<Ending> {
  if ((yield* act({ do: "transferor", leg: caller })) !== undefined) return { reached: false, cause: "not-found" };
  const ending = yield* refuse(caller, "forwarded-too-often", "not-found");
  yield* act({ do: "release", leg: caller, cause: ending.cause });
  return ending;
}

/** The destination "let go of him, and say why". */
// deno-lint-ignore require-yield
export function* hangUp(_caller: LegId, cause: string): Script<Ending> {
  return { reached: false, cause: cause as Cause };
}
