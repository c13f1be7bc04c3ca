import { later } from "../base/mod.ts";
import type { LegId } from "../call/mod.ts";
import type { PlayItem } from "../sound/mod.ts";
import { say } from "./say.ts";
import { act, type Ending, next, type Script } from "./vocabulary.ts";

/** What was sent last is still in the phone's jitter buffer; hung up on at once, it would never be heard. */
const LINGER_MS = 400;

/** Answers a caller, tells him what there is to tell, and lets him go. A text is the name of a prompt. */
export function* tell(caller: LegId, ...what: readonly (string | PlayItem)[]): Script<Ending> {
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  const items = what.map((each): PlayItem => typeof each === "string" ? { type: "prompt", name: each } : each);
  const said = yield* say(caller, { items });
  if (said.type === "ended") return { reached: true, cause: said.cause };
  if (said.type === "played") yield* linger(caller);
  yield* act({ do: "release", leg: caller, cause: "normal" });
  return { reached: true, cause: "normal" };
}

function* linger(caller: LegId): Script<void> {
  const until = later(yield* act({ do: "now" }), LINGER_MS);
  for (let event = yield* next([caller], until); event !== "time-out"; event = yield* next([caller], until)) {
    if (event.type === "ended") return;
  }
}
