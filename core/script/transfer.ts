import { type Instant, later } from "../base/mod.ts";
import type { LegId } from "../call/mod.ts";
import { shownWords } from "../directory/mod.ts";
import type { Cause } from "../record/mod.ts";
import { ring } from "./ring.ts";
import { say } from "./say.ts";
import { act, type Ending, reach, type Script } from "./vocabulary.ts";

/** Two who are to hear each other. */
export type Pair = readonly [LegId, LegId];

/** What came of a transfer: who talks with whom from now on, or the end of it. */
export type Moved = { readonly talking: Pair; readonly vain?: Vain } | { readonly ending: Ending };

/** A transfer that has come to nothing while whoever asked for it was still there. */
export interface Vain {
  readonly by: LegId;
  /** His number. */
  readonly transferor: string | undefined;
  /** Why. */
  readonly cause: Cause;
  /** If he hangs up before this he did not mean the other one to be cut off: his phone does so by itself. */
  readonly until: Instant;
}

/**
 * Blind transfer: `other` is brought to the number while `by` waits to hear what becomes of it. Once they are joined,
 * `by` is let go; where it comes to nothing the two go on talking.
 */
export function* transfer(other: LegId, by: LegId, number: string): Script<Moved> {
  const transferor = yield* act({ do: "party", leg: by });
  yield* act({ do: "transfer", leg: other, by });
  const destination = yield* act({ do: "route", number });
  if (destination === undefined) {
    yield* act({ do: "transfer-ended", leg: other, cause: "not-found" });
    return { talking: [other, by] };
  }
  yield* act({ do: "part", leg: other });
  const ending = yield* reach(other, destination);
  if (ending.reached) return { ending };
  yield* act({ do: "transfer-ended", leg: other, cause: ending.cause });
  if (!(yield* act({ do: "is-there", leg: other }))) return { ending: { reached: true, cause: "normal" } };
  const until = later(yield* act({ do: "now" }), HANGS_UP_WITHIN_MS);
  const vain = { by, transferor: transferor?.number, cause: ending.cause, until };
  return (yield* act({ do: "is-there", leg: by })) ? { talking: [other, by], vain } : yield* comeBack(other, vain);
}

/**
 * Attended transfer: `other` takes the place of `by` in by's own second call. What sits in `other` afterwards is by's
 * second phone session, which is done with.
 */
export function* transferToCall(other: LegId, by: LegId, replaces: LegId): Script<Moved> {
  yield* act({ do: "transfer", leg: other, by });
  if (!(yield* act({ do: "is-there", leg: replaces }))) {
    yield* act({ do: "transfer-ended", leg: other, cause: "not-found" });
    return { talking: [other, by] };
  }
  yield* act({ do: "part", leg: other });
  yield* act({ do: "swap", one: other, other: replaces });
  yield* act({ do: "transfer-ended", leg: other, cause: "transferred" });
  return { ending: { reached: true, cause: "transferred" } };
}

/** `other` comes into by's own second call, where all three talk; by's first one is done with. */
export function* joinCall(other: LegId, by: LegId, joins: LegId): Script<Moved> {
  yield* act({ do: "transfer", leg: other, by });
  if (!(yield* act({ do: "is-there", leg: joins }))) {
    yield* act({ do: "transfer-ended", leg: other, cause: "not-found" });
    return { talking: [other, by] };
  }
  yield* act({ do: "transfer-ended", leg: other, cause: "transferred" });
  yield* act({ do: "fetch", leg: joins, by: other });
  return { ending: { reached: true, cause: "transferred" } };
}

/** Some phones hang up when they hear that a transfer has failed (baresip). */
const HANGS_UP_WITHIN_MS = 3_000;
/** How long the phone of somebody who transferred in vain, and hung up, is rung. */
const BACK_FOR_MS = 30_000;

/** The transfer came to nothing, and whoever asked for it has hung up: his phone rings, and he hears why. */
export function* comeBack(caller: LegId, { transferor, cause }: Vain): Script<Moved> {
  const phones = transferor === undefined ? [] : yield* act({ do: "phones", number: transferor });
  const { back } = shownWords((yield* act({ do: "office" })).office);
  const rung = yield* ring(caller, phones, { forMs: BACK_FOR_MS, shown: { prefix: back, ring: "recall" } });
  if (!rung.answered) return { ending: { reached: true, cause } };
  const said = yield* say(rung.by, { items: [{ type: "prompt", name: "transfer-back" }] });
  return said.type === "ended" ? { ending: { reached: true, cause: said.cause } } : { talking: [caller, rung.by] };
}
