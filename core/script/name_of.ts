import { GREETING_FAMILY, recordedName } from "../notebook/mod.ts";
import type { PlayItem } from "../sound/mod.ts";
import { act, type Script } from "./vocabulary.ts";

/** Somebody of the office, as others hear of him: his name as he has said it for his mailbox, or else his number. */
export function* nameOf(number: string): Script<readonly PlayItem[]> {
  const name = recordedName(yield* act({ do: "recall", family: GREETING_FAMILY, key: number }));
  return name === undefined
    ? [{ type: "prompt", name: "extension" }, { type: "digits", digits: number }]
    : [{ type: "file", path: name }];
}
