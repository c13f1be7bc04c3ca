import type { LegId } from "../call/mod.ts";
import { roomOfThree } from "../directory/mod.ts";
import type { Moved } from "./transfer.ts";
import { act, next, type Script } from "./vocabulary.ts";

/**
 * Three hear one another, in a room of their own, until one of them hangs up: the other two talk on. `by` has brought them
 * together; what the office has recorded of two goes on, and the third one hears that where he is to.
 */
export function* talkOfThree(other: LegId, by: LegId, third: LegId): Script<Moved> {
  yield* act({ do: "transfer-ended", leg: other, cause: "cancelled" });
  const there = [other, by, third];
  for (const leg of there) {
    yield* act({ do: "hush", leg });
    yield* act({ do: "enter-room", leg, room: roomOfThree(by), muted: false });
  }
  yield* recordThree(other, by, third);
  for (;;) {
    const event = yield* next(there);
    if (event === "time-out") continue;
    // Whoever is in a room talks with nobody whom he could send elsewhere.
    if (event.type !== "ended" && event.type !== "refused" && event.type !== "silent") continue;
    yield* act({ do: "release", leg: event.leg, cause: "timeout" });
    const [one, two] = there.filter((leg) => leg !== event.leg);
    return { talking: [one!, two!] };
  }
}

/** One recording has all three: of whomever it is made, it goes on, and what was recorded of others apart ends. */
function* recordThree(other: LegId, by: LegId, third: LegId): Script<void> {
  const there = [other, by, third];
  let taped: LegId | undefined;
  for (const leg of there) {
    if (taped !== undefined) yield* act({ do: "record-call", a: leg, b: leg, turn: "off" });
    else if ((yield* act({ do: "call-recording", a: leg, b: leg })).state !== "off") taped = leg;
  }
  const { mode, notice } = yield* act({ do: "call-recording", a: other, b: by });
  const begins = taped === undefined && mode === "always";
  if (begins) yield* act({ do: "record-call", a: other, b: by, turn: "on" });
  if (!notice || !begins && taped === undefined) return;
  // Who has brought them together has heard so with one of them.
  const told = begins ? there : there.filter((leg) => leg !== by && leg !== taped);
  for (const leg of told) {
    yield* act({ do: "play", leg, sound: { items: [{ type: "prompt", name: "recording-notice" }] } });
  }
}
