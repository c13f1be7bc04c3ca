import type { LegId } from "../call/mod.ts";
import type { PlayItem } from "../sound/mod.ts";
import { ask } from "./ask.ts";
import { record } from "./record.ts";
import { say } from "./say.ts";
import type { Heard } from "./heard.ts";
import { act, type Script } from "./vocabulary.ts";

export interface DictateOptions {
  /** What the new file's path begins with, below the box's data folder: `announcements/7-`. */
  readonly at: string;
  readonly mostMs: number;
  /** What is shorter counts as nothing. */
  readonly shortestMs: number;
}

/** The file that he wants kept; `short` when there was nothing to keep; `gone` when he is. */
export type Dictated = { readonly path: string } | "short" | "gone";

const SILENCE_MS = 5_000;
const MOST_SILENCES = 2;

const prompt = (name: string) => ({ type: "prompt", name }) as const;
const BEEP: Heard = { items: [{ type: "beep" }] };
const CHOICES: Heard = {
  items: [["announcement-keep-press", "1"], ["voicemail-to-review-press", "2"], [
    "voicemail-to-record-again-press",
    "3",
  ]]
    .flatMap(([name, digits]): readonly PlayItem[] => [prompt(name!), { type: "digits", digits: digits! }]),
};

/**
 * Records something that others will hear, after a tone: he may listen to it and record it again until he wants it kept. What is
 * not kept leaves no file, whenever he hangs up.
 */
export function* dictate(leg: LegId, options: DictateOptions): Script<Dictated> {
  for (;;) {
    const taken = yield* takeOne(leg, options);
    if (taken !== "again") return taken;
  }
}

function* takeOne(leg: LegId, { at, mostMs, shortestMs }: DictateOptions): Script<Dictated | "again"> {
  const stamp = Math.floor(yield* act({ do: "wall-clock" })).toString(36);
  const path = `${at}${stamp}-${(yield* act({ do: "draw", below: 0x1_0000_0000 })).toString(36)}.opus`;
  let isKept = false;
  let recording: number | undefined;
  try {
    if ((yield* say(leg, BEEP)).type === "ended") return "gone";
    const begun = (number: number): void => void (recording = number);
    const taken = yield* record(leg, path, { mostMs, silenceMs: SILENCE_MS, begun });
    if (!taken.there) return "gone";
    if (taken.by === "failed" || taken.durationMs < shortestMs) return "short";
    for (let silences = 0; silences < MOST_SILENCES;) {
      const asked = yield* ask(leg, CHOICES, { most: 1 });
      if (!asked.there) return "gone";
      if (asked.digits === "3") return "again";
      if (asked.digits === "1" || asked.digits === "#") break;
      if (asked.digits === "") silences += 1;
      if (asked.digits === "2" && !(yield* hears(leg, path))) return "gone";
    }
    isKept = true;
    return { path };
  } finally {
    if (!isKept) yield* act({ do: "erase", path, recording });
  }
}

function* hears(leg: LegId, path: string): Script<boolean> {
  const said = yield* say(leg, { items: [{ type: "file", path }] }, "digit");
  if (said.type === "played" || said.type === "digit") return true;
  if (said.type !== "ended") yield* act({ do: "release", leg, cause: "normal" });
  return false;
}
