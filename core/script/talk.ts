import type { LegEvent, LegId } from "../call/mod.ts";
import type { Cause } from "../record/mod.ts";
import { InCallKeys } from "./in_call_keys.ts";
import { transfer, transferToCall } from "./transfer.ts";
import { transferByKeys } from "./transfer_by_keys.ts";
import { act, type Ending, type Heard, next, type Script } from "./vocabulary.ts";

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
    const keys = new InCallKeys();
    for (;;) {
      yield* act({ do: "join", a: caller, b: callee });
      const event = yield* listen(caller, callee, keys);
      const ending = yield* move(event.leg === caller ? callee : caller, event);
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
export const MUSIC: Heard = { items: [{ type: "music" }], repeats: true };

/** What ends or moves a talk. */
type Turn =
  | Extract<LegEvent, { type: "ended" | "refused" | "silent" | "transfer" | "transfer-to-call" }>
  | { readonly type: "transfer-by-keys"; readonly leg: LegId; readonly kind: "blind" | "attended" };

/** Does what was asked for; undefined when the two go on talking. */
function* move(other: LegId, turn: Turn): Script<Ending | undefined> {
  switch (turn.type) {
    case "transfer":
      return yield* transfer(other, turn.leg, turn.target);
    case "transfer-to-call":
      return yield* transferToCall(other, turn.leg, turn.replaces);
    case "transfer-by-keys":
      return yield* transferByKeys(other, turn.leg, turn.kind);
    case "silent":
      return { reached: true, cause: "timeout" };
    case "ended":
    case "refused":
      return { reached: true, cause: turn.cause };
  }
}

/** Waits for what ends or moves the talk; who is held hears music, all else is between the two. */
function* listen(caller: LegId, callee: LegId, keys: InCallKeys): Script<Turn> {
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
      case "digit": {
        const { leg } = event;
        const code = yield* keys.press(leg, event.digit);
        if (code === "transfer-blind") return { type: "transfer-by-keys", leg, kind: "blind" };
        if (code === "transfer-attended") return { type: "transfer-by-keys", leg, kind: "attended" };
        continue;
      }
      case "ringing":
      case "early-media":
      case "answered":
      case "redirected":
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
