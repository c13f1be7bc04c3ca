import { nextTime, timeAt, type WallTime } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import { shownWords } from "../../core/directory/mod.ts";
import { wakeUpErrand, wakeUpKey } from "../../core/notebook/mod.ts";
import { act, ask, type Ending, type Heard, ownLine, refuse, type Script, tell } from "../../core/script/mod.ts";

const MOST_QUESTIONS = 3;
const SNOOZE_MS = 10 * 60_000;
const SNOOZE = "1";
const CANCEL = "*";

type Item = Heard["items"][number];

/** `*62`: the box will call at the time behind the code, or the time asked for. */
export function* setWakeUp(caller: LegId, dialled: string): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  let first: readonly Item[] = yield* whatIsSet(me.number);
  let time = dialled;
  for (let questions = 0;; questions++) {
    if (time === "") {
      if (questions === MOST_QUESTIONS) return yield* tell(caller, "goodbye");
      const asked = yield* ask(caller, { items: [...first, prompt("wake-up-enter-time")] }, { most: 4 });
      if (!asked.there) return { reached: true, cause: asked.cause };
      if (asked.digits === "") return yield* tell(caller, "goodbye");
      if (asked.digits.startsWith(CANCEL)) {
        yield* act({ do: "plan", key: wakeUpKey(me.number), errand: undefined });
        return yield* tell(caller, "wake-up-off");
      }
      time = asked.digits;
    }
    const { timeZone } = (yield* act({ do: "office" })).office;
    const at = nextTime(time, yield* act({ do: "wall-clock" }), timeZone);
    if (at !== undefined) return yield* set(caller, me.number, at);
    first = [prompt("invalid-time")];
    time = "";
  }
}

/** Where whoever answers a wake-up call is brought. */
export function* wakeUp(caller: LegId): Script<Ending> {
  const me = yield* ownLine(caller);
  const { timeZone } = (yield* act({ do: "office" })).office;
  const now = yield* act({ do: "wall-clock" });
  const question: Heard = {
    items: [
      prompt("wake-up-call"),
      prompt("time-is"),
      { type: "time", time: timeAt(now, timeZone) },
      prompt("wake-up-snooze-press"),
      { type: "digits", digits: SNOOZE },
    ],
  };
  const asked = yield* ask(caller, question, { most: 1 });
  if (!asked.there) return { reached: true, cause: asked.cause };
  if (asked.digits !== SNOOZE || me === undefined) return yield* tell(caller, "goodbye");
  return yield* set(caller, me.number, now + SNOOZE_MS as WallTime);
}

function* set(caller: LegId, number: string, at: WallTime): Script<Ending> {
  const { codes, office } = yield* act({ do: "office" });
  const errand = wakeUpErrand(number, at, { code: codes["wake-up"], name: shownWords(office).wakeUp });
  yield* act({ do: "plan", key: wakeUpKey(number), errand });
  return yield* tell(caller, "wake-up-set", { type: "time", time: timeAt(at, office.timeZone) });
}

/** The call that is set already, and how it is cancelled. */
function* whatIsSet(number: string): Script<readonly Item[]> {
  const planned = yield* act({ do: "planned", key: wakeUpKey(number) });
  if (planned === undefined) return [];
  const { timeZone } = (yield* act({ do: "office" })).office;
  return [
    prompt("wake-up-set"),
    { type: "time", time: timeAt(planned.at, timeZone) },
    prompt("to-cancel-press"),
    { type: "digits", digits: CANCEL },
  ];
}

function prompt(name: string): Item {
  return { type: "prompt", name };
}
