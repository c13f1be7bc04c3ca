import type { LegId } from "../call/mod.ts";
import { ask, type Asked } from "./ask.ts";
import { backTo, consult } from "./consult.ts";
import { InCallKeys } from "./in_call_keys.ts";
import { musicOf } from "./music.ts";
import { ring } from "./ring.ts";
import { say } from "./say.ts";
import { type Moved, transfer } from "./transfer.ts";
import type { Heard } from "./heard.ts";
import { act, next, race, type Script } from "./vocabulary.ts";

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
  // From here on nobody else has the two transferred.
  yield* act({ do: "transfer", leg: other, by });
  const asked = yield* whileThere(other, ask(by, WHERE_TO, { most: LONGEST_NUMBER, endsBy: "#" }));
  if (asked === "gone") return { ending: { reached: true, cause: "normal" } };
  if (!asked.there) return { ending: { reached: true, cause: asked.cause } };
  if (asked.digits === "") return yield* backTo(by, other);
  yield* act({ do: "transfer", leg: other, by, to: { target: asked.digits, kind } });
  if (kind === "attended") return yield* askFirst(other, by, asked.digits);
  const moved = yield* transfer(other, by, asked.digits);
  if ("talking" in moved && moved.talking.includes(by)) yield* say(by, FAILED);
  return moved;
}

/** `by` talks with the third one first; when he hangs up, at whatever moment, `other` takes his place. */
function* askFirst(other: LegId, by: LegId, number: string): Script<Moved> {
  const party = yield* act({ do: "party", leg: by });
  const phones = yield* act({ do: "phones", number, by: party?.number });
  const rung = yield* ring(by, phones, { forMs: CONSULT_FOR_MS });
  if (!rung.answered) {
    // He did not wait for the answer: the one he leaves does ("blonde" transfer).
    if (rung.cause === "cancelled") return yield* transfer(other, by, number);
    yield* say(by, FAILED);
    return yield* backTo(by, other);
  }
  return yield* consult(other, [by, rung.by], new InCallKeys(["transfer-attended", "three-way"]));
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
