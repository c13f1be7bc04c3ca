import type { LegId } from "../call/mod.ts";
import { ask, type Asked } from "./ask.ts";
import { InCallKeys } from "./in_call_keys.ts";
import { musicOf } from "./music.ts";
import { ring } from "./ring.ts";
import { say } from "./say.ts";
import { type Moved, type Pair, transfer } from "./transfer.ts";
import { act, type Heard, next, race, type Script } from "./vocabulary.ts";

const WHERE_TO: Heard = { items: [{ type: "prompt", name: "transfer-enter-number" }] };
const FAILED: Heard = { items: [{ type: "prompt", name: "transfer-failed" }] };
const LONGEST_NUMBER = 32;
/** How long somebody is rung who is to be asked first. */
const CONSULT_FOR_MS = 30_000;

/**
 * A transfer by keys, for phones without a key of their own for it: `other` hears music while `by` keys in the number, and
 * then as blind or attended transfer go; where nothing comes of it the two go on talking.
 */
export function* transferByKeys(other: LegId, by: LegId, kind: "blind" | "attended"): Script<Moved> {
  yield* act({ do: "part", leg: other });
  yield* act({ do: "play", leg: other, sound: yield* musicOf(by) });
  const asked = yield* whileThere(other, ask(by, WHERE_TO, { most: LONGEST_NUMBER, endsBy: "#" }));
  if (asked === "gone") return { ending: { reached: true, cause: "normal" } };
  if (!asked.there) return { ending: { reached: true, cause: asked.cause } };
  if (asked.digits === "") return { talking: [other, by] };
  if (kind === "attended") return yield* consult(other, by, asked.digits);
  const moved = yield* transfer(other, by, asked.digits);
  if ("talking" in moved && moved.talking.includes(by)) yield* say(by, FAILED);
  return moved;
}

/** `by` talks with the third one first; when he hangs up, at whatever moment, `other` takes his place. */
function* consult(other: LegId, by: LegId, number: string): Script<Moved> {
  const party = yield* act({ do: "party", leg: by });
  const phones = yield* act({ do: "phones", number, by: party?.number });
  const rung = yield* ring(by, phones, { forMs: CONSULT_FOR_MS });
  if (!rung.answered) {
    // He did not wait for the answer: the one he leaves does ("blonde" transfer).
    if (rung.cause === "cancelled") return yield* transfer(other, by, number);
    yield* say(by, FAILED);
    return { talking: [other, by] };
  }
  const third = rung.by;
  yield* act({ do: "join", a: by, b: third });
  const keys = new InCallKeys(["transfer-attended"]);
  yield* keys.watch([by, third], [by]);
  const moved = yield* consulting(other, [by, third], keys);
  yield* keys.rest([by, third]);
  return moved;
}

function* consulting(other: LegId, [by, third]: Pair, keys: InCallKeys): Script<Moved> {
  for (;;) {
    const event = yield* keys.next([by, third], [other]);
    if (event.type === "digit" && event.leg === by && (yield* keys.press([by, third], event)) === "transfer-attended") {
      yield* act({ do: "release", leg: third, cause: "normal" });
      return { talking: [other, by] };
    }
    if (event.type !== "ended" && event.type !== "silent") continue;
    yield* act({ do: "release", leg: event.leg, cause: "timeout" });
    if (event.leg === by) return { talking: [other, third] };
    return { talking: [by, event.leg === other ? third : other] };
  }
}

/** Runs a script for as long as the other one is there. */
function* whileThere(other: LegId, script: Script<Asked>): Script<Asked | "gone"> {
  const left = function* (): Script<"gone"> {
    for (;;) {
      const event = yield* next([other]);
      if (event !== "time-out" && (event.type === "ended" || event.type === "silent")) return "gone";
    }
  };
  return (yield* race<Asked | "gone">([script, left()])).value;
}
