import type { LegId } from "../../core/call/mod.ts";
import { type Extension, ownWordUntil } from "../../core/directory/mod.ts";
import { act, type Ending, ownLine, refuse, type Script, tell } from "../../core/script/mod.ts";

/** `*78`, `*79`, `*76`: what is dialled behind the code may be one's own number, and turns it over. */
export function* setDoNotDisturb(caller: LegId, wish: "on" | "off" | "over", dialled: string): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  const { number } = me;
  if (dialled !== "" && dialled !== number) return yield* refuse(caller, "invalid-number", "not-found");
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  const turnsOver = wish === "over" || dialled === number;
  const doNotDisturb = turnsOver ? !(yield* act({ do: "line", number })).doNotDisturb : wish === "on";
  const doNotDisturbUntil = yield* nextOfHisHours(me);
  yield* act({ do: "change-line", number, change: { doNotDisturb, doNotDisturbUntil } });
  return yield* tell(caller, doNotDisturb ? "dnd-on" : "dnd-off");
}

/** Until when his own word stands before his hours; undefined where he keeps none. */
function* nextOfHisHours({ quiet }: Extension): Script<number | undefined> {
  const { office: { timeZone } } = yield* act({ do: "office" });
  return ownWordUntil(quiet, yield* act({ do: "wall-clock" }), timeZone);
}
