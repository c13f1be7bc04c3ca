import type { LegId } from "../../core/call/mod.ts";
import { act, type Ending, ownLine, refuse, type Script, tell } from "../../core/script/mod.ts";

/** `*21`: off where it was on, and the other way round. */
export function* turnFindMe(caller: LegId): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me?.findMe === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  const findMe = (yield* act({ do: "line", number: me.number })).findMe === false;
  yield* act({ do: "change-line", number: me.number, change: { findMe } });
  return yield* tell(caller, findMe ? "follow-me-on" : "follow-me-off");
}
