import type { LegId } from "../../core/call/mod.ts";
import { act, type Ending, ownLine, refuse, type Script, tell } from "../../core/script/mod.ts";

/** `*71`: off where it was on, and the other way round. */
export function* turnCallWaiting(caller: LegId): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  const { number } = me;
  const callWaiting = !((yield* act({ do: "line", number })).callWaiting ?? me.callWaiting ?? true);
  yield* act({ do: "change-line", number, change: { callWaiting } });
  return yield* tell(caller, callWaiting ? "call-waiting-on" : "call-waiting-off");
}
