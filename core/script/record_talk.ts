import type { LegEvent, LegId } from "../call/mod.ts";
import type { Pair } from "./transfer.ts";
import type { Heard } from "./heard.ts";
import { act, next, type Script } from "./vocabulary.ts";

const NOTICE = words("recording-notice");

/**
 * Before two talk: the recording begins where the office has all such calls recorded, and both hear that where they are to. What
 * happened meanwhile that is not for here comes back, to be dealt with.
 */
export function* recordTalk(pair: Pair): Script<LegEvent | undefined> {
  const [a, b] = pair;
  const { mode, state, notice } = yield* act({ do: "call-recording", a, b });
  if (mode !== "always" || state !== "off") return undefined;
  yield* act({ do: "record-call", a, b, turn: "on" });
  return notice ? yield* tellBoth(pair) : undefined;
}

/** `*1`: begins to record, or stops. Whoever pressed hears what came of it; the other, that he is recorded, where he is to. */
export function* turnRecording(by: LegId, other: LegId): Script<void> {
  const { mode, state, notice } = yield* act({ do: "call-recording", a: by, b: other });
  if (mode === "never" || !(yield* mayRecord(by))) return yield* hears(by, "recording-not-permitted");
  // What the office wants recorded nobody stops.
  if (mode === "always" && state !== "off") return yield* hears(by, "recording-resumed");
  const party = yield* act({ do: "party", leg: by });
  yield* act({ do: "record-call", a: by, b: other, turn: state === "off" ? "on" : "off", by: party?.number });
  if (state !== "off") return yield* hears(by, "recording-stopped");
  if ((yield* act({ do: "call-recording", a: by, b: other })).state === "off") {
    return yield* hears(by, "something-failed");
  }
  yield* hears(by, "recording-started");
  if (notice) yield* act({ do: "play", leg: other, sound: NOTICE });
}

/** `*4`: nothing is written down until it is pressed again. */
export function* pauseRecording(by: LegId, other: LegId): Script<void> {
  const { state } = yield* act({ do: "call-recording", a: by, b: other });
  if (state === "off") return;
  if (!(yield* mayRecord(by))) return yield* hears(by, "recording-not-permitted");
  const party = yield* act({ do: "party", leg: by });
  const turn = state === "on" ? "pause" : "resume";
  yield* act({ do: "record-call", a: by, b: other, turn, by: party?.number });
  yield* hears(by, state === "on" ? "recording-paused" : "recording-resumed");
}

/** What somebody of the house wanted recorded cannot be written. */
export function* tellOfFailure(pair: Pair): Script<void> {
  for (const leg of pair) if (yield* mayRecord(leg)) yield* hears(leg, "something-failed");
}

/** Whether the one on the leg may have his calls recorded. */
export function* mayRecord(leg: LegId): Script<boolean> {
  const party = yield* act({ do: "party", leg });
  const extension = (yield* act({ do: "office" })).extensions.get(party?.number ?? "");
  return extension !== undefined && extension.mayRecord !== false;
}

/** He hears a sentence; the talk goes on. */
function* hears(leg: LegId, prompt: string): Script<void> {
  yield* act({ do: "play", leg, sound: words(prompt) });
}

/** Both hear the notice, each to its end; keys say nothing meanwhile. */
function* tellBoth(pair: Pair): Script<LegEvent | undefined> {
  const waiting = new Set(pair);
  for (const leg of pair) yield* act({ do: "play", leg, sound: NOTICE });
  while (waiting.size > 0) {
    const event = yield* next(pair);
    if (event === "time-out" || event.type === "digit") continue;
    if (event.type !== "played") return event;
    waiting.delete(event.leg);
  }
  return undefined;
}

function words(prompt: string): Heard {
  return { items: [{ type: "prompt", name: prompt }] };
}
