import { localTime } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import { act, type Ending, say, type Script, takeIn } from "../../core/script/mod.ts";

const TIMES = 3;
const PAUSE_MS = 1_000;

/** Answers and says what time it is, each time as it is then. */
export function* tellTime(caller: LegId): Script<Ending> {
  if (!(yield* takeIn(caller))) return { reached: false, cause: "not-acceptable" };
  for (let nth = 0; nth < TIMES; nth++) {
    const { office } = yield* act({ do: "office" });
    const { date, time } = localTime(yield* act({ do: "wall-clock" }), office.timeZone);
    const said = yield* say(caller, {
      items: [
        { type: "prompt", name: "time-is" },
        { type: "time", time },
        { type: "silence", ms: PAUSE_MS / 2 },
        { type: "date", date },
        { type: "silence", ms: PAUSE_MS },
      ],
    });
    if (said.type === "ended") return { reached: true, cause: said.cause };
    if (said.type === "silent") break;
  }
  yield* act({ do: "release", leg: caller, cause: "normal" });
  return { reached: true, cause: "normal" };
}
