import type { LegId } from "../call/mod.ts";
import type { Cause } from "../record/mod.ts";
import { say } from "./say.ts";
import { act, type Script } from "./vocabulary.ts";

const SENTENCES: Partial<Record<Cause, string>> = {
  "busy": "voicemail-greeting-busy",
  "no-answer": "nobody-answers",
  "unavailable": "nobody-answers",
  "rejected": "nobody-answers",
  "not-found": "no-such-extension",
  "braked": "limit-reached",
};

/** Tells a caller who was answered before why he has not reached whom he asked for. False when he is gone. */
export function* sayWhy(caller: LegId, cause: Cause): Script<boolean> {
  if (!(yield* act({ do: "is-there", leg: caller }))) return false;
  const name = SENTENCES[cause] ?? "cannot-complete";
  return (yield* say(caller, { items: [{ type: "prompt", name }] })).type === "played";
}
