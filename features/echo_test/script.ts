import { later } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import { act, type Ending, type Heard, next, say, type Script } from "../../core/script/mod.ts";

/** The longest anybody needs to listen to himself: a phone left off the hook must not echo for ever. */
const LONGEST_MS = 10 * 60_000;

const WELCOME: Heard = { items: [{ type: "prompt", name: "echo-test" }] };
const FAREWELL: Heard = { items: [{ type: "prompt", name: "echo-test-ended" }, { type: "prompt", name: "goodbye" }] };

/** Answers, says what this is until a key is pressed, and plays the caller back to himself until he presses # or hangs up. */
export function* reachEchoTest(caller: LegId): Script<Ending> {
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  const welcomed = yield* say(caller, WELCOME, "digit");
  if (welcomed.type === "ended") return { reached: true, cause: welcomed.cause };
  yield* act({ do: "echo", leg: caller });
  const until = later(yield* act({ do: "now" }), LONGEST_MS);
  for (;;) {
    const event = yield* next([caller], until);
    if (event === "time-out" || event.type === "silent") break;
    if (event.type === "ended") return { reached: true, cause: event.cause };
    if (event.type !== "digit" || event.digit !== "#") continue;
    const left = yield* say(caller, FAREWELL);
    if (left.type === "ended") return { reached: true, cause: left.cause };
    break;
  }
  yield* act({ do: "release", leg: caller, cause: "normal" });
  return { reached: true, cause: "normal" };
}
