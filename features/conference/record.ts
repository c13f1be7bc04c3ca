import type { LegId } from "../../core/call/mod.ts";
import { act, mayRecord, type Script } from "../../core/script/mod.ts";
import { inRoom } from "./room.ts";

/**
 * A moderator begins to record the room, or stops; the sentence that says which. It is made of his own sound: what he says and
 * what he hears is all that is said, for as long as he is there.
 */
export function* turnRecording(leg: LegId, number: string): Script<string> {
  const { mode, state } = yield* act({ do: "call-recording", a: leg, b: leg });
  if (mode === "never" || !(yield* mayRecord(leg))) return "recording-not-permitted";
  // What the office wants recorded nobody stops.
  if (mode === "always" && state !== "off") return "recording-resumed";
  const party = yield* act({ do: "party", leg });
  yield* act({ do: "record-call", a: leg, b: leg, turn: state === "off" ? "on" : "off", by: party?.number });
  const isOn = (yield* act({ do: "call-recording", a: leg, b: leg })).state !== "off";
  yield* inRoom(leg, number, { do: "record", isTold: isOn && (yield* isNoticed()) });
  if (state !== "off") return "recording-stopped";
  return isOn ? "recording-started" : "something-failed";
}

/** In a room anybody may be: all hear of it, unless the office tells nobody of any recording. */
function* isNoticed(): Script<boolean> {
  const { inbound, outbound, internal } = (yield* act({ do: "office" })).recording;
  return [inbound, outbound, internal].some(({ notice }) => notice);
}
