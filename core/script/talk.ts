import type { LegEvent, LegId } from "../call/mod.ts";
import type { Cause } from "../record/mod.ts";
import { ring } from "./ring.ts";
import { say } from "./say.ts";
import { act, type Ending, type Heard, next, reach, type Script } from "./vocabulary.ts";

/**
 * Two people talk, until one hangs up: the caller is answered, both hear each other, either may be transferred. Ends
 * both legs.
 */
export function* talk(caller: LegId, callee: LegId): Script<Ending> {
  let why: Cause = "normal";
  try {
    const fits = yield* act({ do: "answer", leg: caller, like: callee });
    if (!fits) {
      why = "not-acceptable";
      return { reached: false, cause: why };
    }
    for (;;) {
      yield* act({ do: "join", a: caller, b: callee });
      const event = yield* listen(caller, callee);
      if (event.type !== "transfer" && event.type !== "transfer-to-call") {
        why = event.type === "silent" ? "timeout" : event.cause;
        return { reached: true, cause: why };
      }
      const other = event.leg === caller ? callee : caller;
      const ending = event.type === "transfer"
        ? yield* transfer(other, event.leg, event.target)
        : yield* transferToCall(other, event.leg, event.replaces);
      if (ending === undefined) continue;
      why = ending.cause;
      return ending;
    }
  } finally {
    yield* act({ do: "release", leg: callee, cause: why });
    yield* act({ do: "release", leg: caller, cause: why });
  }
}

/** What the held one hears until he is wanted again. */
const MUSIC: Heard = { items: [{ type: "music" }], repeats: true };

/** Waits for what ends or moves the talk; who is held hears music, all else is between the two. */
function* listen(
  caller: LegId,
  callee: LegId,
): Script<Extract<LegEvent, { type: "ended" | "refused" | "silent" | "transfer" | "transfer-to-call" }>> {
  for (;;) {
    const event = yield* next([caller, callee]);
    if (event === "time-out") continue;
    switch (event.type) {
      case "ended":
      case "refused":
      case "silent":
      case "transfer":
      case "transfer-to-call":
        return event;
      case "ringing":
      case "early-media":
      case "answered":
      case "redirected":
      case "digit":
      case "played":
      case "fetched":
        continue;
      case "held":
        yield* act({ do: "play", leg: event.leg === caller ? callee : caller, sound: MUSIC });
        continue;
      case "resumed":
        yield* act({ do: "hush", leg: event.leg === caller ? callee : caller });
        continue;
    }
  }
}

/**
 * Blind transfer: `other` is brought to the number while `by` waits to hear what becomes of it. Once they are joined,
 * `by` is let go. Undefined when it came to nothing, and the two go on talking.
 */
function* transfer(other: LegId, by: LegId, number: string): Script<Ending | undefined> {
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

/**
 * Attended transfer: `other` takes the place of `by` in by's own second call. What sits in `other` afterwards is by's
 * second phone session, which is done with.
 */
function* transferToCall(other: LegId, by: LegId, replaces: LegId): Script<Ending | undefined> {
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
