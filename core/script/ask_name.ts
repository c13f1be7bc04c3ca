import type { LegId } from "../call/mod.ts";
import type { Cause } from "../record/mod.ts";
import { record } from "./record.ts";
import { say } from "./say.ts";
import { act, type Script } from "./vocabulary.ts";

export interface AskNameOptions {
  /** The prompt that asks for it; a tone follows. */
  readonly prompt: string;
  /** Below which folder of the box's data the name is written. */
  readonly folder: string;
}

/** Whether he is still there; the file that holds his name, where he has said one. */
export type Named =
  | { readonly there: true; readonly path: string | undefined }
  | { readonly there: false; readonly cause: Cause };

const LONGEST_NAME_MS = 6_000;
const SILENCE_MS = 2_000;
/** Whatever is shorter is no name. */
const SHORTEST_NAME_MS = 500;

/**
 * Asks somebody whom the box does not know for his name. Whoever gets the file erases it when it is wanted no more; where there
 * is none to get, none is left.
 */
export function* askName(leg: LegId, { prompt, folder }: AskNameOptions): Script<Named> {
  const said = yield* say(leg, { items: [{ type: "prompt", name: prompt }, { type: "beep" }] });
  if (said.type === "ended") return { there: false, cause: said.cause };
  const at = Math.floor(yield* act({ do: "wall-clock" })).toString(36);
  const path = `${folder}/${at}-${(yield* act({ do: "draw", below: 0x1_0000_0000 })).toString(36)}.opus`;
  let recording: number | undefined;
  let isName = false;
  try {
    const begun = (number: number): void => void (recording = number);
    const taken = yield* record(leg, path, { mostMs: LONGEST_NAME_MS, silenceMs: SILENCE_MS, begun });
    if (!taken.there) return taken;
    isName = taken.by !== "failed" && taken.durationMs >= SHORTEST_NAME_MS;
    return { there: true, path: isName ? path : undefined };
  } finally {
    if (!isName) yield* act({ do: "erase", path, recording });
  }
}
