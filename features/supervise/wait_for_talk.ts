import { later } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import type { Cause } from "../../core/record/mod.ts";
import { act, next, ownLine, type Script, type Talk } from "../../core/script/mod.ts";
import { NEXT_CALL } from "./listen.ts";
import { nextTalk, type Scope } from "./scope.ts";

/** How often is looked for the next call, and how long at most. */
const LOOK_MS = 1_000;
const WAITS_FOR_MS = 2 * 3_600_000;

/** What came of waiting for the next call. */
export type Came =
  | { readonly why: "talk"; readonly talk: Talk }
  | { readonly why: "over" }
  | { readonly why: "gone"; readonly cause: Cause };

/** He hears that he waits; `*`, or hanging up, ends it. */
export function* waitForTalk(caller: LegId, scope: Scope, heard: ReadonlySet<LegId>): Script<Came> {
  const until = later(yield* act({ do: "now" }), WAITS_FOR_MS);
  yield* act({ do: "play", leg: caller, sound: { items: [{ type: "prompt", name: "monitor-waiting" }] } });
  try {
    for (let now = yield* act({ do: "now" }); now < until; now = yield* act({ do: "now" })) {
      const me = yield* ownLine(caller);
      if (me === undefined) return { why: "over" };
      const talk = yield* nextTalk(me, scope, heard);
      if (talk !== undefined) return { why: "talk", talk };
      const event = yield* next([caller], later(now, LOOK_MS));
      if (event === "time-out") continue;
      if (event.type === "ended") return { why: "gone", cause: event.cause };
      if (event.type === "silent" || (event.type === "digit" && event.digit === NEXT_CALL)) return { why: "over" };
    }
    return { why: "over" };
  } finally {
    yield* act({ do: "hush", leg: caller });
  }
}
