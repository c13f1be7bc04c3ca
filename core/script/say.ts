import type { LegEvent, LegId } from "../call/mod.ts";
import type { Heard } from "./heard.ts";
import { act, next, type Script } from "./vocabulary.ts";

/**
 * Plays something to one leg and waits: for its end ("played"), or, where digits may cut it short, for the first of them;
 * urgent news from a place that the leg shares with others cut it short in any case.
 * Whatever else ends the leg or moves it comes back as the event that it is; the rest is passed over.
 *
 * @param until `digit`: the caller need not hear it out
 */
export function* say(leg: LegId, sound: Heard, until: "end" | "digit" = "end"): Script<Said> {
  try {
    yield* act({ do: "play", leg, sound });
    for (;;) {
      const event = yield* next([leg]);
      if (event === "time-out") continue;
      switch (event.type) {
        case "played":
        case "ended":
        case "refused":
        case "silent":
        case "transfer":
        case "transfer-to-call":
        case "join-call":
          return event;
        case "digit":
          if (until === "digit") return event;
          continue;
        case "news":
          if (event.urgent) return event;
          continue;
        case "ringing":
        case "early-media":
        case "answered":
        case "redirected":
        case "held":
        case "resumed":
        case "fetched":
        case "decided":
        case "recorded":
          continue;
      }
    }
  } finally {
    yield* act({ do: "hush", leg });
  }
}

/** How it came to an end. */
export type Said = Extract<
  LegEvent,
  {
    readonly type:
      | "played"
      | "ended"
      | "refused"
      | "silent"
      | "transfer"
      | "transfer-to-call"
      | "join-call"
      | "digit"
      | "news";
  }
>;
