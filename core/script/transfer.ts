import type { LegId } from "../call/mod.ts";
import { ring } from "./ring.ts";
import { say } from "./say.ts";
import { talk } from "./talk.ts";
import { act, type Ending, reach, type Script } from "./vocabulary.ts";

/**
 * Blind transfer: `other` is brought to the number while `by` waits to hear what becomes of it. Once they are joined,
 * `by` is let go. Undefined when it came to nothing, and the two go on talking.
 */
export function* transfer(other: LegId, by: LegId, number: string): Script<Ending | undefined> {
  const transferor = yield* act({ do: "party", leg: by });
  yield* act({ do: "transfer", leg: other, by });
  const destination = yield* act({ do: "route", number });
  if (destination === undefined) {
    yield* act({ do: "transfer-ended", leg: other, cause: "not-found" });
    return undefined;
  }
  yield* act({ do: "part", leg: other });
  const ending = yield* reach(other, destination);
  if (ending.reached) return ending;
  yield* act({ do: "transfer-ended", leg: other, cause: ending.cause });
  if (!(yield* act({ do: "is-there", leg: other }))) return { reached: true, cause: "normal" };
  if (yield* act({ do: "is-there", leg: by })) return undefined;
  return yield* comeBack(other, transferor?.number, ending);
}

/**
 * Attended transfer: `other` takes the place of `by` in by's own second call. What sits in `other` afterwards is by's
 * second phone session, which is done with.
 */
export function* transferToCall(other: LegId, by: LegId, replaces: LegId): Script<Ending | undefined> {
  yield* act({ do: "transfer", leg: other, by });
  if (!(yield* act({ do: "is-there", leg: replaces }))) {
    yield* act({ do: "transfer-ended", leg: other, cause: "not-found" });
    return undefined;
  }
  yield* act({ do: "part", leg: other });
  yield* act({ do: "swap", one: other, other: replaces });
  yield* act({ do: "transfer-ended", leg: other, cause: "transferred" });
  return { reached: true, cause: "transferred" };
}

/** How long the phone of somebody who transferred in vain, and hung up, is rung. */
const BACK_FOR_MS = 30_000;

/** The transfer came to nothing, and whoever asked for it has hung up: his phone rings, and he hears why. */
function* comeBack(caller: LegId, transferor: string | undefined, failed: Ending): Script<Ending> {
  const phones = transferor === undefined ? [] : yield* act({ do: "phones", number: transferor });
  const rung = yield* ring(caller, phones, { forMs: BACK_FOR_MS, shown: { prefix: "Back" } });
  if (!rung.answered) return { reached: true, cause: failed.cause };
  const said = yield* say(rung.by, { items: [{ type: "prompt", name: "transfer-back" }] });
  if (said.type === "ended") return { reached: true, cause: said.cause };
  return yield* talk(caller, rung.by);
}
