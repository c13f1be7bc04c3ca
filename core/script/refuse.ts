import type { LegId } from "../call/mod.ts";
import type { Cause } from "../record/mod.ts";
import { say } from "./say.ts";
import { act, type Ending, type Script } from "./vocabulary.ts";

/** Answers a caller and tells him why he is not reached. Whoever sent him here decides what becomes of him. */
export function* refuse(caller: LegId, prompt: string, cause: Cause): Script<Ending> {
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  yield* say(caller, { items: [{ type: "prompt", name: prompt }] });
  return { reached: false, cause, isTold: true };
}
