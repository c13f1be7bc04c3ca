import type { LegEvent, LegId } from "../../core/call/mod.ts";
import type { Cause } from "../../core/record/mod.ts";
import { act, next, say, type Script } from "../../core/script/mod.ts";

/** Who hears a supervisor. */
export type HeardBy = "nobody" | "whom" | "all";

/** What can be listened to: a call, or a conference. */
export interface Overheard {
  /** There is one whom a supervisor can speak to alone. */
  readonly takesWhisper: boolean;
  /** Begins, or changes who hears the supervisor. False where there is nothing to hear. */
  listen(heardBy: HeardBy): Script<boolean>;
  /** It has changed, or is over: whether it may still be listened to. */
  mayStay(): Script<boolean>;
  /** Those in it hear a tone, where the office wants them to know. Acts alone. */
  announce(sound: "entry" | "exit"): Script<void>;
}

/** Why nobody listens any more. */
export type Left = { readonly why: "next" | "over" } | { readonly why: "gone"; readonly cause: Cause };

interface Way {
  readonly heardBy: HeardBy;
  readonly says: string;
}

/** What a key does, and what is said of it. */
const WAYS: ReadonlyMap<string, Way> = new Map([
  ["4", { heardBy: "nobody", says: "monitor-listening" }],
  ["5", { heardBy: "whom", says: "monitor-whispering" }],
  ["6", { heardBy: "all", says: "monitor-barging" }],
]);
export const NEXT_CALL = "*";

/** One call or conference, from the beginning of listening to its end. */
export function* listenTo(caller: LegId, what: Overheard): Script<Left> {
  if (!(yield* what.listen("nobody"))) return { why: "next" };
  let heardBy: HeardBy = "nobody";
  try {
    yield* what.announce("entry");
    let says: string | undefined = "monitor-listening";
    for (;;) {
      const event: LegEvent | "time-out" = yield* hear(caller, says);
      says = undefined;
      if (event === "time-out") continue;
      if (event.type === "ended") return { why: "gone", cause: event.cause };
      if (event.type === "silent") return { why: "over" };
      if (event.type === "news") {
        if (!(yield* what.mayStay()) || !(yield* what.listen(heardBy))) return { why: "over" };
      }
      if (event.type !== "digit") continue;
      if (event.digit === NEXT_CALL) return { why: "next" };
      const way = WAYS.get(event.digit);
      if (way === undefined) continue;
      if (way.heardBy === "whom" && !what.takesWhisper) {
        says = "monitor-no-whisper";
        continue;
      }
      heardBy = way.heardBy;
      yield* what.listen(heardBy);
      says = way.says;
    }
  } finally {
    yield* act({ do: "part", leg: caller });
    yield* what.announce("exit");
  }
}

/** The next that happens, once he has heard what there is to say. */
function* hear(caller: LegId, says: string | undefined): Script<LegEvent | "time-out"> {
  if (says === undefined) return yield* next([caller]);
  return yield* say(caller, { items: [{ type: "prompt", name: says }] }, "digit");
}
