import type { LegId } from "../call/mod.ts";
import type { Cause } from "../record/mod.ts";
import { say } from "./say.ts";
import { act, type Script } from "./vocabulary.ts";

/** A try that came to nothing. */
interface Vain {
  readonly cause: Cause;
  readonly isTold?: boolean;
}

const SENTENCES: Partial<Record<Cause, string>> = {
  "busy": "voicemail-greeting-busy",
  "no-answer": "nobody-answers",
  "unavailable": "nobody-answers",
  "rejected": "nobody-answers",
  "not-found": "no-such-extension",
  "braked": "limit-reached",
};

/** Tells a caller who was answered before why he has not reached whom he asked for, unless he was told. False when he is gone. */
export function* sayWhy(caller: LegId, { cause, isTold }: Vain): Script<boolean> {
  if (!(yield* act({ do: "is-there", leg: caller }))) return false;
  if (isTold === true) return true;
  const name = SENTENCES[cause] ?? "cannot-complete";
  return (yield* say(caller, { items: [{ type: "prompt", name }] })).type === "played";
}
