import { fail, ok, type Result } from "../base/mod.ts";
import type { LegId } from "../call/mod.ts";
import { mayRecord } from "./record_talk.ts";
import { act, type Script } from "./vocabulary.ts";

/** What may be asked of the recording of a talk from the desk. */
export type RecordingOrder = "record" | "end-recording" | "pause-recording" | "resume-recording";

const TURNS = {
  "record": "on",
  "end-recording": "off",
  "pause-recording": "pause",
  "resume-recording": "resume",
} as const;

/** Why it makes no sense as it stands. */
const VAIN: Readonly<Record<RecordingOrder, Readonly<Partial<Record<"off" | "on" | "paused", string>>>>> = {
  "record": { on: "it is recorded already", paused: "its recording waits, and may be resumed" },
  "end-recording": { off: "it is not recorded" },
  "pause-recording": { off: "it is not recorded", paused: "its recording waits already" },
  "resume-recording": { off: "it is not recorded", on: "its recording does not wait" },
};

/**
 * The recording of a talk is turned from the desk, under the rules of the keys: who may not, may not here, and what the office
 * has recorded nobody stops. The other one is told where he is to be.
 */
export function* orderRecording(by: LegId, other: LegId, order: RecordingOrder): Script<Result<string>> {
  const { mode, state, notice } = yield* act({ do: "call-recording", a: by, b: other });
  const party = yield* act({ do: "party", leg: by });
  if (mode === "never" || !(yield* mayRecord(by))) {
    return fail("not-permitted", `"${party?.number ?? ""}" may not record it`);
  }
  const vain = VAIN[order][state];
  if (vain !== undefined) return fail("vain", vain);
  if (order === "end-recording" && mode === "always") return fail("always", "the office has all such calls recorded");
  yield* act({ do: "record-call", a: by, b: other, turn: TURNS[order], by: party?.number });
  if (order !== "record") return ok(order);
  if ((yield* act({ do: "call-recording", a: by, b: other })).state === "off") {
    return fail("failed", "its recording cannot be written");
  }
  const sound = { items: [{ type: "prompt", name: "recording-notice" }] } as const;
  if (notice) yield* act({ do: "play", leg: other, sound });
  return ok(order);
}
