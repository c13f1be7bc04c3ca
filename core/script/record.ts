import { later } from "../base/mod.ts";
import type { LegId } from "../call/mod.ts";
import type { Cause } from "../record/mod.ts";
import type { Heard } from "./heard.ts";
import { act, next, type Script } from "./vocabulary.ts";

/** What came of recording somebody. `recording` names what may still be on its way to the disk. */
export type Taken =
  | {
    readonly there: true;
    readonly recording: number;
    /** He pressed a key, the time was up, he said nothing for long, or it could not be written. */
    readonly by: "key" | "time" | "silence" | "failed";
    readonly key?: string;
    readonly durationMs: number;
  }
  /** He is gone: what he said is whole, once the recorder has told so. */
  | { readonly there: false; readonly recording: number | undefined; readonly cause: Cause };

export interface RecordOptions {
  readonly mostMs: number;
  /** It ends when he says nothing for so long. */
  readonly silenceMs?: number;
  /** The keys that end it; other keys are passed over. */
  readonly keys?: string;
  /** He hears this, while he is recorded, so long before the time is up. */
  readonly warning?: { readonly beforeMs: number; readonly sound: Heard };
  /** Told its number as soon as it has one, so that whoever cancels us knows it. */
  readonly begun?: (recording: number) => void;
}

/** Records what a leg says into a file, until a key, silence, the end of the time, or of the call. */
export function* record(leg: LegId, path: string, options: RecordOptions): Script<Taken> {
  const { mostMs, silenceMs, keys = "#", warning, begun } = options;
  const recording = yield* act({ do: "record", leg, path, silenceMs });
  if (recording === undefined) return { there: false, recording, cause: "normal" };
  begun?.(recording);
  let by: "key" | "time" = "time";
  let key: string | undefined;
  const until = later(yield* act({ do: "now" }), mostMs);
  let wakeAt = warning === undefined || mostMs <= 2 * warning.beforeMs ? until : later(until, -warning.beforeMs);
  let isEnding = false;
  try {
    for (;;) {
      const event = yield* next([leg], isEnding ? undefined : wakeAt);
      if (event === "time-out") {
        if (wakeAt < until) {
          wakeAt = until;
          yield* act({ do: "play", leg, sound: warning!.sound });
          continue;
        }
        isEnding = true;
        yield* act({ do: "end-recording", leg });
      } else if (event.type === "recorded" && event.recording === recording) {
        const { why, durationMs } = event;
        const ended = why === "ended" ? by : why;
        return { there: true, recording, by: ended, ...(key === undefined ? {} : { key }), durationMs };
      } else if (event.type === "digit" && !isEnding && keys.includes(event.digit)) {
        isEnding = true;
        by = "key";
        key = event.digit;
        yield* act({ do: "end-recording", leg });
      } else if (event.type === "ended") {
        return { there: false, recording, cause: event.cause };
      } else if (event.type === "silent") {
        yield* act({ do: "release", leg, cause: "timeout" });
        return { there: false, recording, cause: "timeout" };
      }
    }
  } finally {
    yield* act({ do: "end-recording", leg });
    if (warning !== undefined) yield* act({ do: "hush", leg });
  }
}
